import BoxOfficeCatalogue
import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeTestSupport
import Foundation
import GRDB
import Synchronization

@testable import BoxOfficeStore

/// A database of its own for one test, of the engine that the tests run on, gone when the test is over.
final class TemporaryDatabase: Sendable {
    private let place: Place

    private enum Place {
        case file(path: String, in: URL)
        case server(PostgreSQLDatabase)
    }

    /// - Parameter isNew: without tables too. Otherwise there is no row in them, if there are any.
    init(isNew: Bool = false) async throws {
        switch Engine.current {
        case .sqlite:
            let directory = FileManager.default.temporaryDirectory.appending(path: "boxoffice-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
            place = .file(path: directory.appending(path: "boxoffice.sqlite").path, in: directory)
        case .postgreSQL:
            place = .server(try await PostgreSQLDatabase(isNew: isNew))
        }
    }

    deinit {
        if case .file(_, let directory) = place { try? FileManager.default.removeItem(at: directory) }
    }

    /// As a process of its own would open it, with connections of its own.
    func driver(
        pool: PostgreSQLDriver.Pool = .init(writers: 2, readers: 2), patience: PostgreSQLPatience = .serving
    ) throws -> any StoreDriver {
        switch place {
        case .file(let path, _): try SQLiteDriver(path: path)
        case .server(let database):
            PostgreSQLDriver(
                try PostgreSQLAddress(database.address), pool: pool, patience: patience, clock: nil)
        }
    }

    func store() async throws -> Store {
        try await Store(try driver())
    }

    func desk(_ clock: Clock) async throws -> Desk {
        Desk(store: try await store()) { clock.now }
    }

    /// Its file, for what only SQLite does.
    var path: String {
        get throws {
            guard case .file(let path, _) = place else { throw TroubleWithFixture("PostgreSQL has no file") }
            return path
        }
    }

    /// It, on a server, for what only PostgreSQL does.
    var server: PostgreSQLDatabase {
        get throws {
            guard case .server(let database) = place else { throw TroubleWithFixture("SQLite has no server") }
            return database
        }
    }

    /// Hands out a connection of which the caller draws the transactions.
    ///
    /// - Parameters:
    ///   - isPatient: whether it waits while another connection writes.
    ///   - checksForeignKeys: false leaves SQLite's checks out of its plans; those of PostgreSQL are in none.
    func withConnection<Result>(
        isPatient: Bool = true, checksForeignKeys: Bool = true, _ body: (any WritingConnection) throws -> Result
    ) throws -> Result {
        switch place {
        case .file(let path, _):
            var configuration = Configuration()
            configuration.busyMode = isPatient ? .timeout(5) : .immediateError
            configuration.foreignKeysEnabled = checksForeignKeys
            return try DatabaseQueue(path: path, configuration: configuration).inDatabase {
                try body(SQLiteConnection(database: $0, statements: PreparedStatements()))
            }
        case .server(let database):
            let patience = PostgreSQLPatience(statementSecondsMax: isPatient ? 10 : 0.5)
            return try body(
                PostgreSQLConnection(try PostgreSQLAddress(database.address), patience: patience))
        }
    }

    // MARK: As a stranger to the store sees it

    /// For what no method of the store does.
    func raw() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Corrupts the rows.
    func damage(_ statements: String) throws {
        switch place {
        case .file: try raw().write { try $0.execute(sql: statements) }
        case .server(let database):
            // Foreign keys are triggers there, which a replica does not run.
            try database.run("SET session_replication_role = replica; \(statements); RESET session_replication_role")
        }
    }

    /// The rows that a query finds, each as a text.
    func rows(_ query: String) throws -> [String] {
        switch place {
        case .file: try raw().read { try Row.fetchAll($0, sql: query).map { "\($0.databaseValues)" } }
        case .server(let database): try database.run(query).map { "\($0)" }
        }
    }

    /// A number that is counted.
    func count(_ query: String) throws -> Int {
        switch place {
        case .file: try raw().read { try Int.fetchOne($0, sql: query) ?? 0 }
        case .server(let database): try database.run(query).first?.first?.flatMap { Int($0) } ?? 0
        }
    }

    /// Every table that there is, in the order of their names.
    func tables() throws -> [String] {
        switch place {
        case .file:
            try raw().read {
                try String.fetchAll(
                    $0,
                    sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
                )
            }
        case .server(let database):
            try database.run(
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename COLLATE \"C\""
            ).compactMap { $0[0] }
        }
    }

    /// Every row of every table.
    func everything() throws -> [String] {
        try tables().flatMap { table in try rows("SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted() }
    }
}

/// Time as a test moves it.
final class Clock: Sendable {
    private let moment: Mutex<Moment>

    init(_ moment: Moment = Moment(seconds: 1_800_000_000)) {
        self.moment = Mutex(moment)
    }

    var now: Moment {
        moment.withLock { $0 }
    }

    func advance(seconds: Int64) {
        moment.withLock { $0 = $0.adding(seconds: seconds) }
    }
}

extension Desk {
    /// Imports a document that has no seating plan beside it.
    @discardableResult
    func importCatalogue(_ text: String) async throws -> ImportReport {
        let document = CatalogueText(name: "catalogue.yaml", text: text)
        let reading = try CatalogueReader(seatingPlan: { _ in throw NoPlan() }).read(document)
        return try await importCatalogue(reading, from: document)
    }

    private struct NoPlan: Error {}
}
