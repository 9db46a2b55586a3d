import BoxOfficeDomain
package import Logging
import ServiceLifecycle

/// Serves what another process imported, within a second: looks several times in one whether ``ChangeFollower`` has heard
/// of it.
package struct CatalogueFollower: Service {
    private let desk: Desk
    private let logger: Logger
    private static let interval = Duration.milliseconds(200)
    private static let pauseAfterFailure = Duration.seconds(5)

    package init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    package func run() async throws {
        await repeatUntilShutdown(every: Self.interval) {
            let before = desk.catalogue.version
            do {
                try await desk.shelf.followWhatWasHeard()
            } catch {
                // The catalogue that stands goes on being served. A document that cannot be read now will not be in a
                // moment, and reading it costs: the next look is later. Cancelled, the pause ends at once.
                logger.error("catalogue not loaded", metadata: ["error": "\(String(reflecting: error))"])
                try? await Task.sleep(for: Self.pauseAfterFailure)
            }
            let version = desk.catalogue.version
            if version != before { logger.info("catalogue loaded", metadata: ["catalogue.version": "\(version)"]) }
        }
    }
}

/// Does something again and again, a pause between, until the process is asked to stop.
func repeatUntilShutdown(every interval: Duration, _ body: @escaping @Sendable () async -> Void) async {
    await cancelWhenGracefulShutdown {
        while !Task.isCancelled {
            await body()
            // Throws when cancelled, and then the loop ends.
            try? await Task.sleep(for: interval)
        }
    }
}
