import GRDB

/// A connection's statements, each parsed once.
///
/// A sale is some twenty small statements: found by their keys, they cost what SQLite needs to run them. Unchecked,
/// because it is touched on its connection's queue alone.
final class PreparedStatements: @unchecked Sendable {
    private var statements: [StatementKey: Statement] = [:]

    func statement(for sql: SQL, in database: Database) throws -> OpaquePointer {
        if let statement = statements[sql.key] { return statement.sqliteStatement }
        let statement = try database.cachedStatement(sql: sql.text)
        statements[sql.key] = statement
        return statement.sqliteStatement
    }

    func forgetAll() {
        statements = [:]
    }
}

/// A connection, the queue that its work is done on, and its statements.
struct ConnectionQueue: Sendable {
    private let queue: DatabaseQueue
    private let statements = PreparedStatements()

    init(_ queue: DatabaseQueue) {
        self.queue = queue
    }

    /// Does the work when what was asked for before is done.
    func async(_ work: @escaping @Sendable (SQLiteConnection) -> Void) {
        queue.asyncWriteWithoutTransaction { [statements] database in
            work(SQLiteConnection(database: database, statements: statements))
        }
    }

    /// A statement that is still known keeps a connection from closing.
    func close() throws {
        queue.inDatabase { _ in statements.forgetAll() }
        try queue.close()
    }
}
