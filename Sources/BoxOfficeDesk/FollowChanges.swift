package import BoxOfficeDomain
import BoxOfficeStore
package import Logging
import ServiceLifecycle
import Synchronization

/// Hears of what other servers and commands write to the same database, within a second: asks several times in one. Now
/// and then it also compares this server's clock with the database's.
package struct ChangeFollower: Service {
    private let desk: Desk
    private let logger: Logger
    private static let interval = Duration.milliseconds(200)
    /// Ten seconds.
    private static let roundsBetweenClocks = 50

    package init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    package func run() async throws {
        let heardUntil = Mutex(desk.now())
        let rounds = Atomic<Int>(0)
        await repeatUntilShutdown(every: Self.interval) {
            let now = desk.now()
            do {
                if rounds.wrappingAdd(1, ordering: .relaxed).oldValue % Self.roundsBetweenClocks == 0 {
                    try await desk.store.compareClocks()
                }
                // What was asked for last time is asked for again until it is answered.
                try await desk.hearOfChanges(since: heardUntil.withLock { min($0, now) })
                heardUntil.withLock { $0 = now }
            } catch {
                logger.error("changes not heard of", metadata: ["error": "\(String(reflecting: error))"])
            }
        }
    }
}

extension Desk {
    /// A commit names the moment at which it was asked for, and may become visible later: after waiting for its turn, for
    /// a lock, and for a database that was gone. The clocks of two processes may differ, too.
    private static let lookBackSeconds: Int64 = 60

    /// Takes note of how far the catalogue has come, and the occurrences that were written to since that moment, by
    /// whomever.
    package func hearOfChanges(since moment: Moment) async throws {
        let earliest = moment.adding(seconds: -Self.lookBackSeconds)
        let changes = try await store.read { try $0.changes(since: earliest) }
        store.versions.advance(to: changes.versions)
        shelf.hear(of: changes.catalogueVersion)
    }
}
