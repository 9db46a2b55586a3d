import Synchronization

/// A database for one test, without a row in it. Its tables may be there already: to make a database takes a fifth of a
/// second, so tests use them one after the other.
package final class PostgreSQLDatabase: Sendable {
    package let name: String
    package let server: PostgreSQLServer
    private let isNew: Bool
    /// Opened when it is needed, and kept.
    private let stranger = Mutex<PostgreSQLSession?>(nil)

    private static let idle = Mutex<[String]>([])
    private static let made = Mutex(0)
    private static let turns = Mutex(Turns())

    /// All tests begin at once, and each has some connections; so many go on at once.
    private struct Turns {
        var left = 8
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    /// - Parameter isNew: for a test that looks at how tables are made, or changes them.
    package init(isNew: Bool = false) async throws {
        await Self.takeTurn()
        do {
            let server = try PostgreSQLServer.shared.get()
            self.server = server
            self.isNew = isNew
            name = try (isNew ? nil : Self.idle.withLock { $0.popLast() }) ?? Self.make(on: server)
        } catch {
            Self.endTurn()
            throw error
        }
        if !isNew { try empty() }
    }

    private static func make(on server: PostgreSQLServer) throws -> String {
        // One at a time, as PostgreSQL wants it.
        try made.withLock { count in
            count += 1
            try server.session().run("CREATE DATABASE test_\(count)")
            return "test_\(count)"
        }
    }

    private static func takeTurn() async {
        await withCheckedContinuation { continuation in
            let isMine = turns.withLock { turns in
                guard turns.left > 0 else {
                    turns.waiting.append(continuation)
                    return false
                }
                turns.left -= 1
                return true
            }
            if isMine { continuation.resume() }
        }
    }

    private static func endTurn() {
        let next = turns.withLock { turns in
            if turns.waiting.isEmpty {
                turns.left += 1
                return CheckedContinuation<Void, Never>?.none
            }
            return turns.waiting.removeFirst()
        }
        next?.resume()
    }

    deinit {
        stranger.withLock { $0 = nil }
        if isNew {
            // Should it stay, it goes with its server.
            _ = try? server.session().run("DROP DATABASE \(name) WITH (FORCE)")
        } else {
            Self.idle.withLock { [name] in $0.append(name) }
        }
        Self.endTurn()
    }

    package var address: String { server.address(of: name) }

    /// Runs statements, apart by semicolons, as a stranger to the store, and answers the rows of the last.
    @discardableResult
    package func run(_ statements: String) throws -> [[String?]] {
        try stranger.withLock { [server, name] stranger in
            let session = try stranger ?? server.session(name)
            stranger = session
            return try session.run(statements)
        }
    }

    /// Every row of every table, as text.
    package func everything() throws -> String {
        let tables = try run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").compactMap { $0[0] }
        return try tables.flatMap { try run("SELECT * FROM \($0)") }.map { "\($0)" }.joined(separator: "\n")
    }

    /// Ends what the test before left under way, and deletes what it wrote.
    private func empty() throws {
        try run(
            """
            SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid();
            DO $$
            DECLARE name TEXT;
            BEGIN
                SET LOCAL session_replication_role = replica;
                FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_version'
                LOOP EXECUTE 'DELETE FROM ' || quote_ident(name); END LOOP;
            END $$
            """)
    }
}
