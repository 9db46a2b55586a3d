import GRDB
import GRDBSQLite

extension StoreFailure {
    fileprivate init(_ error: DatabaseError) {
        // `expandedDescription` would name the values, which may be a customer's.
        self.init(
            sqlite: error.extendedResultCode.rawValue, message: error.message ?? "no message")
    }

    /// What went wrong on a connection just now.
    init(_ database: Database, _ code: Int32) {
        self.init(sqlite: code, message: String(cString: sqlite3_errmsg(database.sqliteConnection)))
    }

    private init(sqlite code: Int32, message: String) {
        self.init(
            // The first eight bits are what kind of error it is, the others which of that kind.
            code: passing.contains(code & 0xFF) ? .unavailable : .damaged,
            cause: "SQLite error \(code): \(message)")
    }
}

/// Does what GRDB does, and says in the store's words what went wrong.
func inStoreWords<Success>(_ body: () throws -> Success) throws -> Success {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw StoreFailure(error)
    }
}

/// What may pass by itself, or when somebody makes room.
private let passing: Set<Int32> = [
    SQLITE_BUSY, SQLITE_LOCKED, SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_INTERRUPT,
    SQLITE_NOMEM, SQLITE_PROTOCOL, SQLITE_PERM, SQLITE_AUTH,
]
