import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import FoundationEssentials
import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where the concrete things meet: a file, a clock, a log.
enum Assembly {
    /// Opens a desk, and closes its database behind it.
    ///
    /// - Parameters:
    ///   - isMade: whether a database that is not there is made; a command that only looks does not.
    ///   - pool: of a server on PostgreSQL; nil is a command, which needs little and may take its time.
    static func withDesk<Result>(
        database: DatabaseLocation, isMade: Bool, pool: PostgreSQLDriver.Pool? = nil,
        _ body: (Desk) async throws -> Result
    ) async throws -> Result {
        let store = try await open(database, isMade: isMade, pool: pool)
        do {
            try await store.compareClocks()
            let result = try await body(Desk(store: store, now: systemClock))
            try await store.close()
            return result
        } catch {
            // What went wrong first is what counts; the database is as safe unclosed.
            try? await store.close()
            throw error
        }
    }

    private static func open(
        _ database: DatabaseLocation, isMade: Bool, pool: PostgreSQLDriver.Pool?
    ) async throws -> Store {
        try await saying(database) {
            switch database {
            case .file(let path):
                if !isMade { try requireDatabase(path) }
                return try await Store(SQLiteDriver(path: path))
            case .postgreSQL(let address):
                return try await Store(driver(address, pool: pool), makesTables: isMade)
            }
        }
    }

    /// What opening a database would change of its tables, a line a step.
    static func missingSchemaSteps(of database: DatabaseLocation) async throws -> [String] {
        try await saying(database) {
            switch database {
            case .file(let path): try await Store.missingSchemaSteps(of: SQLiteDriver(path: path))
            case .postgreSQL(let address): try await Store.missingSchemaSteps(of: driver(address))
            }
        }
    }

    /// Names the database in what goes wrong with it.
    private static func saying<Result>(
        _ database: DatabaseLocation, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let failure as StoreFailure {
            throw CommandFailure("The database '\(database)' cannot be opened. \(failure.debugDescription)")
        }
    }

    /// A command has a writer and a reader.
    static func driver(_ address: PostgreSQLAddress, pool: PostgreSQLDriver.Pool? = nil) -> PostgreSQLDriver {
        PostgreSQLDriver(
            address, pool: pool ?? .init(writers: 1, readers: 1), patience: pool == nil ? .working : .serving,
            clock: systemClock)
    }

    static func requireDatabase(_ path: String) throws {
        guard FileManager.default.fileExists(atPath: path) else {
            throw CommandFailure(
                "There is no database at '\(path)'. Name yours with --database, or make one with "
                    + "'boxoffice catalogue import FILE'.")
        }
    }

    /// Copies a database, whatever is done with it meanwhile, and shows how far it is.
    static func copy(database path: String, to backup: BackupFile) async throws {
        try requireDatabase(path)
        do {
            let driver = try SQLiteDriver(path: path)
            async let _: Void = showGrowth(of: backup, from: path)
            try await driver.backUp(to: backup.temporaryPath)
            try await driver.close()
        } catch let failure as StoreFailure {
            throw CommandFailure("No backup was made, and nothing is left of it. \(failure.debugDescription)")
        }
    }

    /// Until the task is cancelled.
    private static func showGrowth(of backup: BackupFile, from path: String) async {
        let line = ProgressLine()
        let total = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
        while !Task.isCancelled {
            line.show("copied \(backup.size / 1_000_000) of some \(total / 1_000_000) MB")
            // Cancelled, it ends at once.
            try? await Task.sleep(for: .milliseconds(100))
        }
        line.finish()
    }

    /// Logs go to standard error, which is a command's for everything that is not its result.
    static func logger() -> Logger {
        LoggingSystem.bootstrap { _ in LogLines() }
        return Logger(label: "boxoffice")
    }

    @Sendable static func systemClock() -> Moment {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(microseconds: Int64(time.tv_sec) * Moment.microsecondsPerSecond + Int64(time.tv_nsec) / 1000)
    }
}

/// A command could not do what it was asked; the text says why, and what would help.
struct CommandFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
