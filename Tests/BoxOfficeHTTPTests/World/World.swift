import BoxOfficeCatalogue
import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeHTTP
import BoxOfficeStore
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

/// One small house on a database of its own, behind the real API, with a clock that only the test moves.
struct World: Sendable {
    let desk: Desk
    let clock: TestClock
    let database: FaultyDriver
    let log: RecordedLog
    /// Of the server.
    let readiness: Readiness
    let client: any TestClientProtocol
    let storage: Storage
    /// May sell everything.
    let acme: Caller
    /// May sell events 123 and 77.
    let corner: Caller
    /// Shows no key.
    let stranger: Caller

    func caller(
        _ retailer: String = "acme", scopes: Set<KeyScope> = [.browse, .sell],
        in environment: SellingEnvironment = .test
    ) async throws -> Caller {
        Caller(client: client, key: try await desk.createKey(for: .init(retailer), scopes: scopes, in: environment))
    }

    /// Imports the catalogue with some of its text replaced.
    func importCatalogue(replacing changes: KeyValuePairs<String, String>) async throws {
        var yaml = WorldCatalogue.yaml
        for (old, new) in changes {
            try #require(yaml.contains(old), "the catalogue has no such text")
            yaml = yaml.replacingOccurrences(of: old, with: new)
        }
        try await desk.importCatalogue(yaml)
    }

    /// Where the server listens, in a world that is not in the router alone.
    var port: Int {
        get throws { try #require(client.port) }
    }

    /// Every promise of the store that is broken.
    func breaches() async throws -> [String] {
        try await desk.audit { _, _ in }.breaches
    }
}

extension Desk {
    fileprivate func importCatalogue(_ yaml: String) async throws {
        let document = CatalogueText(name: "catalogue.yaml", text: yaml)
        let reading = try CatalogueReader(seatingPlan: { _ in throw NoPlans() }).read(document)
        _ = try await importCatalogue(reading, from: document)
    }
}

private struct NoPlans: Error {}

/// Builds the house, runs the test in it, and leaves nothing behind.
func withWorld(
    _ setup: TestingSetup = .router, environment: SellingEnvironment = .test, requestsPerSecond: Int? = nil,
    limits: ConnectionLimits = .init(), _ test: @Sendable (World) async throws -> Void
) async throws {
    let storage = try await Storage()
    defer { storage.remove() }
    let driver = FaultyDriver(try storage.driver())
    let clock = TestClock()
    let log = RecordedLog()
    let logger = Logger(label: "test", factory: { _ in log })
    let desk = Desk(store: try await Store(driver), now: clock.now)
    try await desk.importCatalogue(WorldCatalogue.yaml)
    let acme = try await desk.createKey(for: .init("acme"), scopes: [.browse, .sell], in: environment)
    let corner = try await desk.createKey(for: .init("corner"), scopes: [.browse, .sell], in: environment)
    let readiness = Readiness()
    let api = API(
        desk: desk, environment: environment, requestsPerSecond: requestsPerSecond, limits: limits,
        readiness: readiness, logger: logger)
    try await api.application(host: "localhost", port: 0).test(setup) { client in
        try await test(
            World(
                desk: desk, clock: clock, database: driver, log: log, readiness: readiness, client: client,
                storage: storage,
                acme: Caller(client: client, key: acme),
                corner: Caller(client: client, key: corner), stranger: Caller(client: client, key: nil)))
    }
}

/// A clock that stands still until the test moves it.
final class TestClock: Sendable {
    private let moment = Mutex(Moment(seconds: 1_791_633_600))

    /// 2026-10-10T12:00:00Z until it is moved.
    var now: @Sendable () -> Moment {
        { self.moment.withLock { $0 } }
    }

    func set(_ text: String, microseconds: Int64 = 0) throws {
        let start = try #require(Moment(rfc3339: text))
        moment.withLock { $0 = Moment(microseconds: start.microseconds + microseconds) }
    }

    func advance(seconds: Int64 = 0, microseconds: Int64 = 0) {
        moment.withLock { $0 = Moment(microseconds: $0.adding(seconds: seconds).microseconds + microseconds) }
    }
}

/// The real database, which can be told to fail.
final class FaultyDriver: StoreDriver {
    private let driver: any StoreDriver
    private let failure = Mutex<(any Error)?>(nil)
    private let reading = Mutex(0)
    /// Those who wait until reading goes on; nil while nobody has to.
    private let waiting = Mutex<[CheckedContinuation<Void, Never>]?>(nil)

    /// How often anything was read.
    var reads: Int { reading.withLock { $0 } }

    /// Reads that wait.
    var readsWaiting: Int { waiting.withLock { $0?.count ?? 0 } }

    /// Makes every later read wait.
    func pauseReads() {
        waiting.withLock { $0 = [] }
    }

    func resumeReads() {
        let waiting = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting ?? []
        }
        for reader in waiting { reader.resume() }
    }

    private func wait() async {
        await withCheckedContinuation { reader in
            let mayPass = waiting.withLock { waiting in
                waiting?.append(reader)
                return waiting == nil
            }
            if mayPass { reader.resume() }
        }
    }

    init(_ driver: any StoreDriver) {
        self.driver = driver
    }

    /// Makes every later transaction fail; nil ends it.
    func fail(with error: (any Error)?) {
        failure.withLock { $0 = error }
    }

    func write<Result: Sendable>(
        to target: WriteTarget?, _ body: @escaping @Sendable (any SQLConnection, OccurrenceState?) throws -> Result
    ) async throws -> Result {
        if let error = failure.withLock({ $0 }) { throw error }
        return try await driver.write(to: target, body)
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        reading.withLock { $0 += 1 }
        await wait()
        if let error = failure.withLock({ $0 }) { throw error }
        return try await driver.read(body)
    }

    func close() async throws {
        try await driver.close()
    }
}
