import BoxOfficeDomain

/// What is remembered. The one door to the database: cross it once, and never suspend inside.
package struct Store: Sendable {
    private let driver: any StoreDriver
    /// What this server has heard of changes.
    package let versions = OccurrenceVersions()

    /// Opens a store, bringing its tables up to this program's schema first.
    ///
    /// - Throws: ``StoreFailure`` when the database is not there, not readable, or of a newer schema.
    package init(_ driver: some StoreDriver) async throws {
        self.driver = driver
        try await driver.write { try Transaction($0).migrate() }
    }

    /// Runs the closure in one transaction that is all or nothing: what it throws undoes what it did.
    ///
    /// The closure may run more than once, so it touches nothing but the transaction; ids and moments are chosen before.
    /// A caller's cancellation does not reach it.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        let (result, moved) = try await driver.write { connection in
            let transaction = Transaction(connection)
            let result = try body(transaction)
            return (result, transaction.moved)
        }
        versions.advance(to: moved)
        return result
    }

    /// Runs the closure on one consistent state of the database, which it cannot change.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await driver.read { try body(Transaction($0)) }
    }

    /// Lets go of the database. Nothing may be asked of this store afterwards.
    package func close() async throws {
        try await driver.close()
    }

    /// Whether a sale could be written now: takes the write lock, and lets it go.
    package func checkIsWritable() async throws {
        try await driver.write { _ in }
    }
}

/// A database engine: how a closure gets a connection with a transaction around it.
package protocol StoreDriver: Sendable {
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result

    /// Ends every connection, leaving the database as whoever copies it would want it.
    func close() async throws
}

/// A connection inside of a transaction. It blocks, so it is only met behind the door.
package protocol SQLConnection {
    /// Runs a statement to its end and answers its rows.
    func rows(_ sql: SQL) throws -> [SQLRow]

    /// Runs a statement to its end and answers how many rows it changed.
    func run(_ sql: SQL) throws -> Int

    /// What ends the definition of a table whose rows shall lie in the order of their primary key, where the engine
    /// needs to be told: they are then written once, instead of to a heap and to an index.
    var inKeyOrder: SQL { get }
}

extension SQLConnection {
    package var inKeyOrder: SQL { "" }
}

/// What can be asked of and told to the database, in the domain's words: a method for each, in the `...SQL.swift` files.
///
/// A class so that it cannot leave the closure that it was handed to: it is not `Sendable`.
package final class Transaction {
    private let connection: any SQLConnection
    /// The occurrences that it moved on, and to which version.
    private(set) var moved: [Occurrence.ID: Int64] = [:]

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    func noteMove(of occurrence: Occurrence.ID, to version: Int64) {
        moved[occurrence] = version
    }

    func rows(_ sql: SQL) throws -> [SQLRow] {
        try connection.rows(sql)
    }

    @discardableResult
    func run(_ sql: SQL) throws -> Int {
        try connection.run(sql)
    }

    var inKeyOrder: SQL {
        connection.inKeyOrder
    }
}
