import GRDB

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The embedded default: one writer, many readers, in one file beside which SQLite keeps its `-wal` and `-shm`.
///
/// A commit is on the disk before its caller is answered (`synchronous=FULL`). Other processes may write too.
package final class SQLiteDriver: StoreDriver {
    private let pool: DatabasePool

    /// How long a transaction waits for another process's to end, in seconds.
    private static let busySecondsMax = 5.0
    private static let readersMax = 4

    /// Opens the file, making it, readable by its owner alone, when there is none.
    ///
    /// - Throws: ``StoreFailure`` when it cannot be opened or is no database.
    package init(path: String) throws {
        try Self.makeFile(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.busySecondsMax)
        configuration.maximumReaderCount = Self.readersMax
        do {
            pool = try DatabasePool(path: path, configuration: configuration)
            // GRDB sets NORMAL for WAL, which may lose the last commits when the machine dies.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch let error as DatabaseError {
            throw StoreFailure(error)
        }
    }

    /// The mode that SQLite gives to a new file is for others to read too; `-wal` and `-shm` take the file's.
    private static func makeFile(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreFailure(code: .unavailable, cause: "\(path): \(String(cString: strerror(errno)))")
        }
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }

    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        // The callback form: the async form of GRDB would hand the caller's cancellation to a transaction under way.
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(with: outcome { try transact(database, body) })
            }
        }
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            pool.asyncRead { database in
                continuation.resume(with: outcome { try body(SQLiteConnection(database: database.get())) })
            }
        }
    }

    /// The last connection of all processes writes the `-wal` into the file and removes it, if it is one that may write:
    /// so the readers go first.
    package func close() async throws {
        pool.invalidateReadOnlyConnections()
        try outcome { try pool.close() }.get()
    }
}

/// Runs the closure between `BEGIN IMMEDIATE` and `COMMIT`, or `ROLLBACK` when it throws.
private func transact<Result>(
    _ database: Database, _ body: (any SQLConnection) throws -> Result
) throws -> Result {
    try database.beginTransaction(.immediate)
    do {
        let result = try body(SQLiteConnection(database: database))
        try database.commit()
        return result
    } catch {
        // An engine error may have ended the transaction already.
        if database.isInsideTransaction { try database.rollback() }
        throw error
    }
}

private func outcome<Success>(_ body: () throws -> Success) -> Result<Success, any Error> {
    Result(catching: body).mapError { error in
        (error as? DatabaseError).map(StoreFailure.init) ?? error
    }
}

private struct SQLiteConnection: SQLConnection {
    let database: Database

    func rows(_ sql: SQL) throws -> [SQLRow] {
        let statement = try prepared(sql)
        return try Row.fetchAll(statement).map { row in
            SQLRow(
                values: row.databaseValues.map { value in
                    switch value.storage {
                    case .null: .null
                    case .int64(let integer): .integer(integer)
                    case .string(let text): .text(text)
                    // No column has these types: the tables are made of TEXT and BIGINT.
                    case .double, .blob: .null
                    }
                })
        }
    }

    func run(_ sql: SQL) throws -> Int {
        try prepared(sql).execute()
        return database.changesCount
    }

    private func prepared(_ sql: SQL) throws -> Statement {
        let statement = try database.cachedStatement(sql: sql.text)
        try statement.setArguments(
            StatementArguments(
                sql.binds.map { bind -> (any DatabaseValueConvertible)? in
                    switch bind {
                    case .text(let text): text
                    case .integer(let integer): integer
                    case .null: nil
                    }
                }))
        return statement
    }
}

extension StoreFailure {
    fileprivate init(_ error: DatabaseError) {
        let passing: [ResultCode] = [
            .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_READONLY, .SQLITE_CANTOPEN,
            .SQLITE_INTERRUPT, .SQLITE_NOMEM, .SQLITE_PROTOCOL, .SQLITE_PERM, .SQLITE_AUTH,
        ]
        // `expandedDescription` would name the values, which may be a customer's.
        let cause = "SQLite error \(error.extendedResultCode.rawValue): \(error.message ?? "no message")"
        self.init(code: passing.contains(error.resultCode) ? .unavailable : .damaged, cause: cause)
    }
}
