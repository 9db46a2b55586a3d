/// What a write asks first, found out before its turn comes: its closure is run where everything is granted and nothing
/// done, up to the first rows that it would have to read.
///
/// These statements then travel with the locks of the whole batch, so that sixty writes to a database elsewhere
/// wait for two answers, that of the locks and that of the commit, instead of for one each. A rehearsal promises nothing:
/// on its turn the closure meets what each of its statements did, and asks by itself whatever was not rehearsed.
///
/// All of them are run, also those behind one that found nothing, and before what is posted between them. What that did too
/// much is undone: a closure that is not granted what it asks either refuses, or does not ask for the rest.
enum Rehearsal {
    /// - Returns: none, when the closure refuses even where everything is granted.
    static func firstStatements(
        of body: (any SQLConnection, OccurrenceState?) throws -> some Any
    ) -> [SQL] {
        let stage = Stage()
        do {
            // An import that overtakes it is noticed on its turn.
            _ = try body(stage, OccurrenceState(version: 0, catalogueVersion: 0))
            return stage.statements
        } catch is Curtain {
            return stage.statements
        } catch {
            // It will say so again, to its caller.
            return []
        }
    }

    private struct Curtain: Error {}

    private final class Stage: SQLConnection {
        private(set) var statements: [SQL] = []

        /// Each changes the one row that it is meant for.
        func run(each statements: [SQL]) -> [Int] {
            self.statements += statements
            return statements.map { _ in 1 }
        }

        func answer(to sql: SQL) throws -> SQLAnswer { throw Curtain() }
        func post(_ sql: @autoclosure () throws -> SQL) {}
        func lockSchema() throws { throw Curtain() }
        func hasTable(_ name: String) throws -> Bool { throw Curtain() }

        var changes: Int { statements.count }
        var textType: SQL { "" }
        var inKeyOrder: SQL { "" }
    }
}

/// A connection in the turn of a closure, some of whose statements were answered already.
final class RehearsedConnection: SQLConnection {
    private let connection: any SQLConnection
    /// In the order in which they were rehearsed.
    private var answered: [(statement: SQL, changes: Int)]
    private var changesAnswered = 0

    init(_ connection: any SQLConnection, answered: Zip2Sequence<[SQL], ArraySlice<SQLAnswer>>) {
        self.connection = connection
        self.answered = answered.map { ($0, $1.changes) }
    }

    /// Whether something was changed that the closure did not ask for in the end.
    var hasChangedTooMuch: Bool {
        answered.contains { $0.changes > 0 }
    }

    func run(each statements: [SQL]) throws -> [Int] {
        if answered.isEmpty { return try connection.run(each: statements) }
        let known = zip(statements, answered).prefix { $0 == $1.statement }.map(\.1.changes)
        answered.removeFirst(known.count)
        changesAnswered += known.reduce(0, +)
        if known.count == statements.count { return known }
        return try known + connection.run(each: Array(statements.dropFirst(known.count)))
    }

    var changes: Int { connection.changes + changesAnswered }

    func answer(to sql: SQL) throws -> SQLAnswer { try connection.answer(to: sql) }
    func answers(to statements: [SQL]) throws -> [SQLAnswer] { try connection.answers(to: statements) }
    func post(_ sql: @autoclosure () throws -> SQL) throws { try connection.post(sql()) }
    func lockSchema() throws { try connection.lockSchema() }
    func hasTable(_ name: String) throws -> Bool { try connection.hasTable(name) }

    var mayBeDone: Bool { connection.mayBeDone }
    var textType: SQL { connection.textType }
    var inKeyOrder: SQL { connection.inKeyOrder }
}
