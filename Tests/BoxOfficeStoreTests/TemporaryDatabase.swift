import BoxOfficeCatalogue
import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import Foundation
import GRDB
import Synchronization

/// A database file of its own for one test, gone when the test is over.
final class TemporaryDatabase: Sendable {
    let path: String
    private let directory: URL

    init() throws {
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("boxoffice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        path = directory.appendingPathComponent("boxoffice.sqlite").path
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// A store as a process of its own would open it, with connections of its own.
    func store() async throws -> Store {
        try await Store(SQLiteDriver(path: path))
    }

    func desk(_ clock: Clock) async throws -> Desk {
        Desk(store: try await store()) { clock.now }
    }

    /// The file as a stranger to the store sees it, for what no method of the store does.
    func raw() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Corrupts the rows.
    func damage(_ statement: String) throws {
        try raw().write { try $0.execute(sql: statement) }
    }

    /// A number that a stranger counts.
    func count(_ query: String) throws -> Int {
        try raw().read { try Int.fetchOne($0, sql: query) ?? 0 }
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
