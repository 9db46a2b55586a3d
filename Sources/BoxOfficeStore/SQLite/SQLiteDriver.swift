import GRDB
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The embedded default: one writer, many readers, in one file beside which SQLite keeps its `-wal` and `-shm`.
///
/// A commit is on the disk before its caller is answered (`synchronous=FULL`). Other processes may write too.
package final class SQLiteDriver: StoreDriver {
    let pool: DatabasePool
    private let writers = Mutex(WaitingLine<Errand>(waitingMax: waitingWritesMax, countersMax: 1))
    private let readers = Mutex(WaitingLine<Errand>(waitingMax: waitingReadsMax, countersMax: readersMax))

    /// How long a transaction waits for another process's to end, in seconds.
    private static let busySecondsMax = 5.0
    /// One commit serves that many at most: some milliseconds for which another process may have to wait.
    private static let batchMax = 64
    /// Eight full batches: whoever is admitted last has its answer some 0.1 s later. 64 partners' connections that each
    /// wait for one answer never fill it; thousands do, and are told at once to come back.
    private static let waitingWritesMax = 8 * batchMax
    private static let readersMax = 4
    /// A read takes some 0.05 ms, so the last of these waits as long as the last writer does.
    private static let waitingReadsMax = 2048
    private static let overload = StoreFailure(code: .unavailable, cause: "too many wait for the database already")

    private static let writerSettings = [
        // GRDB sets NORMAL for WAL, which may lose the last commits when the machine dies.
        "PRAGMA synchronous = FULL",
        // Each savepoint keeps the pages that it changes. In a file, as is the default, that is three of four bytes that
        // a batch of 64 writes.
        "PRAGMA temp_store = MEMORY",
        // 64 MiB. An order changes some random pages (of the confirmation numbers, of the buyers' addresses): with a
        // million orders they should still be found in memory.
        "PRAGMA cache_size = -65536",
        // Pages, so 16 MiB: what many commits changed is copied into the file once, with two waits for the disk.
        "PRAGMA wal_autocheckpoint = 4000",
        // Bytes. A long look at the database keeps the log from starting over; when it does, it gives the room back.
        "PRAGMA journal_size_limit = 67108864",
    ]

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
            try pool.writeWithoutTransaction { database in
                for setting in Self.writerSettings { try database.execute(sql: setting) }
            }
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
        try await Errand.answer(to: body) { errand in
            switch writers.withLock({ $0.admit(errand) }) {
            case .waits: break
            case .opensCounter: pool.asyncWriteWithoutTransaction(serveWriters)
            case .refused: errand.refuse(Self.overload)
            }
        }
    }

    /// Whoever came while a batch was on its way to the disk is in the next one.
    @Sendable private func serveWriters(_ database: Database) {
        let batch = SQLiteBatch(connection: SQLiteConnection(database: database))
        while true {
            let errands = writers.withLock { $0.next(atMost: Self.batchMax) }
            if errands.isEmpty { return }
            batch.carryOut(errands)
        }
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await Errand.answer(to: body) { errand in
            switch readers.withLock({ $0.admit(errand) }) {
            case .waits: break
            case .opensCounter: pool.asyncUnsafeRead(serveReaders)
            case .refused: errand.refuse(Self.overload)
            }
        }
    }

    @Sendable private func serveReaders(_ database: Swift.Result<Database, any Error>) {
        while let errand = readers.withLock({ $0.next(atMost: 1) }).first {
            do {
                let connection = SQLiteConnection(database: try database.get())
                try connection.snapshot { try errand.run(connection) }()
            } catch {
                errand.refuse((error as? DatabaseError).map(StoreFailure.init) ?? error)
            }
        }
    }

    /// The last connection of all processes writes the `-wal` into the file and removes it, if it is one that may write:
    /// so the readers go first.
    package func close() async throws {
        pool.invalidateReadOnlyConnections()
        do {
            try pool.close()
        } catch let error as DatabaseError {
            throw StoreFailure(error)
        }
    }
}

extension SQLiteConnection {
    /// Runs the closure on one state of the database.
    fileprivate func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        _ = try run("BEGIN")
        // A transaction that only read has nothing to lose.
        defer { _ = try? run("ROLLBACK") }
        return try body()
    }
}
