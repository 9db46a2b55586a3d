import BoxOfficeDomain

/// A connection inside of a transaction. It blocks, so it is only met behind the door.
package protocol SQLConnection {
    /// Runs a statement to its end.
    func answer(to sql: SQL) throws -> SQLAnswer

    /// Runs statements one after the other: in one round trip, where the database is elsewhere.
    func answers(to statements: [SQL]) throws -> [SQLAnswer]

    /// Runs statements, as above, and answers how many rows each changed.
    func run(each statements: [SQL]) throws -> [Int]

    /// Runs a statement of whose answer nothing hangs: where the database is elsewhere, it travels with the next one, and
    /// what is wrong with it is thrown there, or at the end of the transaction at the latest. What follows it where all is
    /// granted must not hang on what it did either: a ``Rehearsal`` leaves it out, and does not even put it together.
    func post(_ sql: @autoclosure () throws -> SQL) throws

    /// Rows that were changed since the connection was opened, also those that were changed back.
    var changes: Int { get }

    /// Whether what the closure does may have been done and kept before: the connection was lost in the middle of its
    /// commit. It then looks for its own rows first.
    var mayBeDone: Bool { get }

    // MARK: Where the engines differ

    /// The type of a text column, which sorts by its bytes.
    var textType: SQL { get }

    /// What ends the definition of a table whose rows shall lie in the order of their primary key, where the engine
    /// needs to be told: they are then written once, instead of to a heap and to an index.
    var inKeyOrder: SQL { get }

    /// Keeps others from changing the tables until the transaction ends.
    func lockSchema() throws

    func hasTable(_ name: String) throws -> Bool
}

extension SQLConnection {
    package func answers(to statements: [SQL]) throws -> [SQLAnswer] {
        try statements.map(answer)
    }

    package func run(each statements: [SQL]) throws -> [Int] {
        try answers(to: statements).map(\.changes)
    }

    package func post(_ sql: @autoclosure () throws -> SQL) throws {
        _ = try answer(to: sql())
    }

    package func rows(_ sql: SQL) throws -> [SQLRow] {
        try answer(to: sql).rows
    }

    package func run(_ sql: SQL) throws -> Int {
        try run(each: [sql])[0]
    }

    package var mayBeDone: Bool { false }
}

/// What can be asked of and told to the database, in the domain's words: a method for each, in the `...SQL.swift` files.
///
/// A class so that it cannot leave the closure that it was handed to: it is not `Sendable`.
package final class Transaction {
    let connection: any SQLConnection
    /// The occurrences that it moved on, and to which version.
    private(set) var moved: [Occurrence.ID: Int64] = [:]

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    func noteMove(of occurrence: Occurrence.ID, to version: Int64) {
        moved[occurrence] = version
    }

    /// Whether the closure may have run to its end and been kept before: it then looks for its own rows first.
    package var mayBeDone: Bool {
        connection.mayBeDone
    }

    func rows(_ sql: SQL) throws -> [SQLRow] {
        try connection.rows(sql)
    }

    func answers(to statements: [SQL]) throws -> [SQLAnswer] {
        try connection.answers(to: statements)
    }

    func run(_ sql: SQL) throws -> Int {
        try connection.run(sql)
    }

    func run(each statements: [SQL]) throws -> [Int] {
        try connection.run(each: statements)
    }

    func post(_ sql: @autoclosure () throws -> SQL) throws {
        try connection.post(sql())
    }
}
