package import BoxOfficeDomain
import BoxOfficeStore
package import Logging
import ServiceLifecycle
import Synchronization

/// Hears of what other processes write to the same database, within a second: asks several times in one.
package struct ChangeFollower: Service {
    private let desk: Desk
    private let logger: Logger
    private static let interval = Duration.milliseconds(200)

    package init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    package func run() async throws {
        let heardUntil = Mutex(desk.now())
        await repeatUntilShutdown(every: Self.interval) {
            let now = desk.now()
            do {
                // What was asked for last time is asked for again until it is answered.
                try await desk.hearOfChanges(since: heardUntil.withLock { $0 })
                heardUntil.withLock { $0 = now }
            } catch {
                logger.error("changes not heard of", metadata: ["error": "\(String(reflecting: error))"])
            }
        }
    }
}

extension Desk {
    /// A commit may become visible later than the moment that it names, and the clocks of two processes may differ.
    private static let lookBackSeconds: Int64 = 10

    /// Takes note of how far occurrences have come that were written to since that moment, by whomever.
    package func hearOfChanges(since moment: Moment) async throws {
        let earliest = moment.adding(seconds: -Self.lookBackSeconds)
        store.versions.advance(to: try await store.read { try $0.versions(changedSince: earliest) })
    }
}
