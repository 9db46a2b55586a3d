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
    let path: String
    private let writer: ConnectionQueue
    private let readers: [ConnectionQueue]
    private let writes = Mutex(WaitingLine<Errand>(waitingMax: waitingWritesMax, countersMax: 1))
    private let reads: Mutex<Reads>

    private struct Reads {
        var line = WaitingLine<Errand>(waitingMax: waitingReadsMax, countersMax: readersMax)
        /// Connections at which nobody is served.
        var idle: [ConnectionQueue]
    }

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
        self.path = path
        try Self.makeFile(path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.busySecondsMax)
        configuration.journalMode = .wal
        writer = try inStoreWords {
            let writer = try Self.whenNotBusy { try DatabaseQueue(path: path, configuration: configuration) }
            try writer.writeWithoutTransaction { database in
                for setting in Self.writerSettings { try database.execute(sql: setting) }
            }
            return ConnectionQueue(writer)
        }
        readers = try inStoreWords {
            try (0..<Self.readersMax).map { _ in ConnectionQueue(try Self.reader(path)) }
        }
        reads = Mutex(Reads(idle: readers))
    }

    /// Opens a connection. Of two that turn a new file into one with a log, SQLite refuses one at once, however long it
    /// may wait: the other has the lock that it would wait for, and waits for this one's.
    private static func whenNotBusy(_ open: () throws -> DatabaseQueue) throws -> DatabaseQueue {
        let giveUp = Uptime.seconds + busySecondsMax
        while true {
            do {
                return try open()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && Uptime.seconds < giveUp {
                // A sleep: there is nobody who could say that the other is done.
                usleep(5_000)
            }
        }
    }

    /// A connection that only reads. It waits only while another process opens or closes the file as the only one.
    static func reader(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busySecondsMax)
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// The mode that SQLite gives to a new file is for others to read too; `-wal` and `-shm` take the file's.
    ///
    /// A file that is there is not touched: closing any descriptor of it would end the locks that this process has on it.
    private static func makeFile(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor < 0, errno == EEXIST, access(path, R_OK | W_OK) == 0 { return }
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
        to target: WriteTarget?, _ body: @escaping @Sendable (any SQLConnection, OccurrenceState?) throws -> Result
    ) async throws -> Result {
        try await Errand.answer(to: body, writingTo: target) { errand in
            switch writes.withLock({ $0.admit(errand) }) {
            case .waits: break
            case .opensCounter: writer.async(serveWrites)
            case .refused: errand.refuse(Self.overload)
            }
        }
    }

    /// Whoever came while a batch was on its way to the disk is in the next one.
    @Sendable private func serveWrites(_ connection: SQLiteConnection) {
        var batch = WriteBatch(connection: connection)
        while true {
            let errands = writes.withLock { $0.next(atMost: Self.batchMax) }
            if errands.isEmpty { return }
            batch.carryOut(errands)
        }
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await Errand.answer(to: { connection, _ in try body(connection) }) { errand in
            let (admission, reader) = reads.withLock { reads in
                let admission = reads.line.admit(errand)
                return (admission, admission == .opensCounter ? reads.idle.popLast() : nil)
            }
            if admission == .refused { errand.refuse(Self.overload) }
            if let reader { serveReads(at: reader) }
        }
    }

    private func serveReads(at reader: ConnectionQueue) {
        reader.async { [self] connection in
            while let errand = nextRead(at: reader) {
                do {
                    try connection.snapshot { try errand.run(connection, nil) }()
                } catch {
                    errand.refuse(error)
                }
            }
        }
    }

    private func nextRead(at reader: ConnectionQueue) -> Errand? {
        reads.withLock { reads in
            let errand = reads.line.next(atMost: 1).first
            if errand == nil { reads.idle.append(reader) }
            return errand
        }
    }

    /// The last connection of all processes writes the `-wal` into the file and removes it, if it is one that may write:
    /// so the readers go first.
    package func close() async throws {
        try inStoreWords {
            for reader in readers { try reader.close() }
            try writer.close()
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
