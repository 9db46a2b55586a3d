import BoxOfficeHTTP
import Hummingbird
import Logging
import ServiceLifecycle
import UnixSignals

/// A server from its start to its end, which a signal asks for.
struct ServerRun {
    private let group: ServiceGroup
    private let readiness: Readiness
    private let drain: Duration

    /// - Parameter drain: for how long SIGTERM is announced before it is obeyed.
    init(_ application: some ApplicationProtocol, readiness: Readiness, drain: Duration, logger: Logger) {
        self.group = ServiceGroup(configuration: .init(services: [application], logger: logger))
        self.readiness = readiness
        self.drain = drain
    }

    /// Serves until SIGTERM or SIGINT, and then until what was asked is answered.
    func untilStopped() async throws {
        let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
        // Ends with this scope, whether a signal came or the server could not start.
        async let _: Void = obey(signals)
        try await group.run()
    }

    private func obey(_ signals: UnixSignalsSequence) async {
        await withTaskGroup(of: Void.self) { tasks in
            for await signal in signals {
                readiness.leave()
                guard signal == .sigterm, tasks.isEmpty, drain > .zero else { break }
                // A second signal ends the pause.
                tasks.addTask {
                    guard (try? await Task.sleep(for: drain)) != nil else { return }
                    await group.triggerGracefulShutdown()
                }
            }
            tasks.cancelAll()
        }
        await group.triggerGracefulShutdown()
    }
}
