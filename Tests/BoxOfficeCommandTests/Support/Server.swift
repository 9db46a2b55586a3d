import Foundation
import Testing

/// A server that answers, of a workplace.
struct Server: Sendable {
    let process: Running
    let port: Int

    var address: String { "http://127.0.0.1:\(port)" }

    /// As a partner's program that shows a key.
    ///
    /// - Parameter connections: calls that may be under way at once.
    func partner(_ key: String?, connections: Int = 8) -> Partner {
        Partner(address: address, key: key, connections: connections)
    }

    /// What it logged of requests, a line each.
    var requestLines: [String] {
        process.errors.split(separator: "\n").map(String.init).filter { $0.contains("request.id=") }
    }

    /// What of it is in memory now.
    var residentMegabytes: Double {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(process.id)/status", encoding: .utf8)
            let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
            let kilobytes = try #require(
                line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) })
            return kilobytes / 1024
        }
    }

    /// Asks it to stop, and waits until it did.
    func stop() async throws -> Finished {
        process.signal(SIGTERM)
        return try await process.finished()
    }
}

extension Workplace {
    /// Starts a server on a free port, and waits until it answers, whatever it answers.
    func serve(_ arguments: String..., environment: [String: String] = [:]) async throws -> Server {
        for _ in 1..<Self.portAttemptsMax {
            let port = try LoopbackSocket.freePort()
            // A test asks faster than a partner may; one that is about the limit says so.
            let limit = arguments.contains("--rate-limit") ? [] : ["--rate-limit", "off"]
            let process = try start(["serve", "--port", "\(port)"] + limit + arguments, environment: environment)
            let server = Server(process: process, port: port)
            try await eventually("the server answers") {
                if !process.isRunning { return true }
                return try await server.partner(nil).answers("/health")
            }
            if process.isRunning { return server }
            // Somebody else was faster to take the port.
            if process.errors.contains("Cannot listen") { continue }
            throw NeverHappened(description: "the server ended: \(process.errors)")
        }
        throw NeverHappened(description: "no port was free")
    }

    private static let portAttemptsMax = 5

    /// Puts the house on sale, and lets its retailer in.
    ///
    /// - Returns: the key.
    func openHouse(_ catalogue: String = House.catalogue) async throws -> String {
        try write(catalogue, to: House.file)
        let imported = try await run("catalogue", "import", House.file)
        try #require(imported.status == 0, "\(imported.errors)")
        return try await key("--retailer", House.retailer)
    }

    /// A server that sells the house, and the house's retailer.
    func sell() async throws -> (server: Server, partner: Partner) {
        let key = try await openHouse()
        let server = try await serve()
        return (server, server.partner(key))
    }

    func key(_ arguments: String...) async throws -> String {
        let made = try await start(["keys", "create"] + arguments).finished()
        try #require(made.status == 0, "\(made.errors)")
        return String(made.output.dropLast())
    }
}
