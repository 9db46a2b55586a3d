import Foundation
import NIOCore
import NIOPosix

/// A server under load: ours, or a bare one that stands for the ceiling.
struct Server: Sendable {
    let process: ChildProcess
    let port: Int
    /// Writes requests with the key that it knows.
    let requests: Requests
    /// Empty where it has none.
    let database: String

    /// Loads it, and tells what it used meanwhile.
    func measure(_ load: Load) async throws -> Run {
        let own = ProcessInfo.processInfo.processIdentifier
        let before = (server: try ProcessUsage(of: process.id), load: try ProcessUsage(of: own))
        let result = try await load.run()
        let after = (server: try ProcessUsage(of: process.id), load: try ProcessUsage(of: own))
        return Run(
            result: result, cpuSeconds: after.server.cpuSeconds - before.server.cpuSeconds,
            loadCPUSeconds: after.load.cpuSeconds - before.load.cpuSeconds,
            residentMegabytes: after.server.residentMegabytes)
    }

    /// Waits for the first answer to a request, which may be before the port is open.
    static func awaitAnswer(_ request: LoadRequest, port: Int, process: ChildProcess) async throws -> Answer {
        let clock = ContinuousClock()
        let start = clock.now
        while true {
            do {
                return try await Load.fetch(request, port: port)
            } catch {
                guard clock.now - start < startsWithin, kill(process.id, 0) == 0 else {
                    throw BenchFailure("The server on port \(port) does not answer: \(error)")
                }
                // It says nowhere that it listens; whoever asks finds out.
                try await Task.sleep(for: asksEvery)
            }
        }
    }

    private static let startsWithin = Duration.seconds(60)
    private static let asksEvery = Duration.milliseconds(2)

    /// A port of the loopback interface that nobody listens on.
    static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: Load.group).bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port
        try await channel.close()
        guard let port else { throw BenchFailure("no port is free") }
        return port
    }
}

/// One run of a load, and what the server used for it.
struct Run: Sendable {
    let result: LoadResult
    /// Of the server.
    let cpuSeconds: Double
    /// Of the load itself, which shares the cores with the server.
    let loadCPUSeconds: Double
    let residentMegabytes: Double

    func perSecond(_ call: Int = 0) -> Double {
        Double(result.calls[call].latency.count) / result.seconds
    }

    /// Of all answers, those of the warm-up too.
    var cpuMicrosecondsPerAnswer: Double { perAnswer(cpuSeconds) }
    var loadCPUMicrosecondsPerAnswer: Double { perAnswer(loadCPUSeconds) }

    private func perAnswer(_ seconds: Double) -> Double {
        seconds * 1e6 / Double(max(result.answersInAll, 1))
    }
}
