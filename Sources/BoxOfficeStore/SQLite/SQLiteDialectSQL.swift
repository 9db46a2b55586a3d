/// Where SQLite is told otherwise than PostgreSQL.
extension SQLiteConnection {
    /// SQLite sorts text by its bytes.
    var textType: SQL { "TEXT" }

    var inKeyOrder: SQL { "WITHOUT ROWID" }

    /// There is one writer, and this is it.
    func lockSchema() {}

    func hasTable(_ name: String) throws -> Bool {
        try !rows("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = \(name)").isEmpty
    }
}
