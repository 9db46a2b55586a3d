import GRDB
import GRDBSQLite

/// A connection, behind the door.
///
/// GRDB opens it, owns its thread and parses its statements; rows and values pass by SQLite's own functions, since a
/// sale is some twenty small statements.
struct SQLiteConnection: WritingConnection {
    let database: Database
    let statements: PreparedStatements

    func answer(to sql: SQL) throws -> SQLAnswer {
        var answer = SQLAnswer()
        try step(sql) { statement in
            answer.rows.append(SQLRow(values: (0..<sqlite3_column_count(statement)).map { value(statement, $0) }))
        }
        answer.changes = Int(sqlite3_changes(database.sqliteConnection))
        return answer
    }

    func begin() throws {
        // At once the writer: a transaction that began by reading may find that another process was faster.
        _ = try run("BEGIN IMMEDIATE")
    }

    func commit() throws {
        _ = try run("COMMIT")
    }

    func rollBack() {
        guard isInTransaction else { return }
        // Should even this fail, the next BEGIN says so to whoever comes next.
        _ = try? run("ROLLBACK")
    }

    func mark(_ statement: SQL) throws {
        _ = try run(statement)
    }

    /// Nothing gets lost on the way to a file.
    func repeating(_ body: () -> Void) {
        body()
    }

    /// Rows that were changed since the connection was opened, also those that were changed back.
    var changes: Int {
        Int(sqlite3_total_changes(database.sqliteConnection))
    }

    /// Whether `BEGIN` still stands: an error of the engine may have ended it.
    var isInTransaction: Bool {
        database.isInsideTransaction
    }

    private func step(_ sql: SQL, _ body: (OpaquePointer) -> Void) throws {
        let statement = try inStoreWords { try statements.statement(for: sql, in: database) }
        // Its answer is that of the last step, which was looked at.
        defer { sqlite3_reset(statement) }
        for (index, bind) in zip(Int32(1)..., sql.binds) {
            try check(set(bind, statement, index))
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: body(statement)
            case SQLITE_DONE: return
            case let code: try check(code)
            }
        }
    }

    private func set(_ bind: SQLValue, _ statement: OpaquePointer, _ index: Int32) -> Int32 {
        switch bind {
        case .integer(let integer): return sqlite3_bind_int64(statement, index, integer)
        case .null: return sqlite3_bind_null(statement, index)
        case .text(var text):
            return text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) { characters in
                    sqlite3_bind_text(statement, index, characters.baseAddress, Int32(characters.count), copied)
                }
            }
        }
    }

    private func value(_ statement: OpaquePointer, _ column: Int32) -> SQLValue {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
        case SQLITE_TEXT:
            let bytes = UnsafeBufferPointer(
                start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
            return .text(String(decoding: bytes, as: UTF8.self))
        // No column has another type: the tables are made of TEXT and BIGINT.
        default: return .null
        }
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw StoreFailure(database, code) }
    }
}

/// Says that SQLite shall copy a text, since it is gone when the statement runs. C has this as a cast of -1, which is no
/// function that anybody calls.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
