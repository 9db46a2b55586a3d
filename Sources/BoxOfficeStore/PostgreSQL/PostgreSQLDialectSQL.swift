import BoxOfficeDomain

/// Where PostgreSQL is told otherwise than SQLite.
extension PostgreSQLConnection {
    /// By its bytes, as SQLite sorts, whatever the database's own collation is.
    var textType: SQL { "TEXT COLLATE \"C\"" }

    /// Rows lie in a heap.
    var inKeyOrder: SQL { "" }

    func lockSchema() throws {
        _ = try rows("SELECT pg_advisory_xact_lock(7309940)")
    }

    func hasTable(_ name: String) throws -> Bool {
        // Read as rows: `to_regclass` may remember from before the lock that there was none.
        try !rows(
            """
            SELECT 1 FROM pg_catalog.pg_tables
            WHERE schemaname = ANY (current_schemas(false)) AND tablename = CAST(\(name) AS TEXT)
            """
        ).isEmpty
    }
}

extension PostgreSQLPatience {
    /// What a session is told first.
    var sessionSettings: [SQL] {
        let statement = String(Int((statementSecondsMax ?? 0) * 800))
        return [
            // Shorter than our own patience, so that the server gives up first, and says why. In milliseconds.
            "SELECT set_config('statement_timeout', \(statement), false)",
            // A server that hangs must not keep an occurrence to itself.
            "SELECT set_config('idle_in_transaction_session_timeout', \(statement), false)",
            // Nor one whose machine went away without a word.
            """
            SELECT set_config('tcp_keepalives_idle', '4', false), set_config('tcp_keepalives_interval', '2', false),
                set_config('tcp_keepalives_count', '3', false)
            """,
            // An order that was confirmed is kept, whatever the database's default says. What is stronger stays.
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
        ]
    }
}

extension Transaction {
    /// What time it is at the database. Of PostgreSQL: an embedded database has no clock of its own.
    func databaseClock() throws -> Moment {
        try rows("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)")[0].moment(0)
    }
}
