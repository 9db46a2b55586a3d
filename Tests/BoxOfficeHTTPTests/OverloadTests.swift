import BoxOfficeHTTP
import BoxOfficeWire
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// Over real connections. A request that waits for the database stands for one that waits for a busy machine.
@Suite("More requests than can be served at once", .timeLimit(.minutes(5)))
struct OverloadTests {
    private static let requestsMax = 3

    private static let limits: ConnectionLimits = {
        var limits = ConnectionLimits()
        limits.requestsMax = requestsMax
        return limits
    }()

    private static let path = "/api/v3/events"

    private func request(_ world: World, _ path: String, _ headers: String = "") throws -> String {
        let key = try #require(world.acme.key)
        return "GET \(path) HTTP/1.1\r\nHost: x\r\nX-TT-API-Key: \(key)\r\n\(headers)\r\n"
    }

    /// As many clients as may wait, and they do: for a database that gives no answer.
    private func fill(_ world: World) async throws -> [RawClient] {
        world.database.pauseReads()
        var clients: [RawClient] = []
        for _ in 0..<Self.requestsMax {
            let client = try await RawClient.connected(to: world.port)
            try await client.send(request(world, "/api/v3/orders", "Connection: close\r\n"))
            clients.append(client)
        }
        while world.database.readsWaiting < Self.requestsMax { try await Task.sleep(for: .milliseconds(1)) }
        return clients
    }

    /// The database answers again: so is everybody who waited.
    private func expectServed(_ clients: [RawClient], _ world: World) async throws {
        world.database.resumeReads()
        for client in clients {
            let answer = try await client.everything()
            #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
        }
        #expect(try await world.acme.get(Self.path).status == 200)
    }

    @Test("those beyond the limit are told at once to come again, whoever they are, and those within it are served")
    func refused() async throws {
        try await withWorld(.ahc(.http), limits: Self.limits) { world in
            // One after the other is not many at once.
            for _ in 0..<4 * Self.requestsMax { #expect(try await world.acme.get(Self.path).status == 200) }
            defer { world.database.resumeReads() }
            let clients = try await fill(world)
            try #require(try await world.stranger.get(Self.path).status == 503)
            let german = ["Accept-Language": "de-DE", "X-Request-ID": "req_mine"]
            for reply in [
                try await world.acme.get(Self.path, german), try await world.acme.open([Line("dance-floor")]),
                // Nothing is looked at, not even the key.
                try await world.stranger.get(Self.path),
            ] {
                try expect(reply, refuses: "SERVICE_UNAVAILABLE")
                #expect(reply.header("Retry-After") == "1")
                #expect(reply.header("Cache-Control") == "no-store")
            }
            let reply = try await world.acme.get(Self.path, german)
            #expect(reply.header("Content-Language") == "de-DE")
            #expect(reply.header("X-Request-ID") == "req_mine")
            let head = try await world.acme.send(.head, Self.path)
            #expect(head.status == 503)
            #expect(head.bytes.readableBytes == 0)
            #expect(try await world.stranger.get("/health").status == 200)

            try await expectServed(clients, world)
            #expect(try await world.acme.open([Line("dance-floor")]).status == 201)
        }
    }

    @Test("a refusal does not end the connection: its next request is served")
    func connectionStays() async throws {
        try await withWorld(.ahc(.http), limits: Self.limits) { world in
            defer { world.database.resumeReads() }
            let clients = try await fill(world)
            try #require(try await world.stranger.get(Self.path).status == 503)
            let client = try await RawClient.connected(to: world.port)
            try await client.send("POST /api/v3/carts HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n")
            // It is told when all of it is there; that another was told meanwhile proves that its head was read.
            #expect(try await world.stranger.get(Self.path).status == 503)
            #expect(client.received.isEmpty)
            try await client.send("0123456789")
            while !client.received.contains("SERVICE_UNAVAILABLE") { try await Task.sleep(for: .milliseconds(1)) }
            try await expectServed(clients, world)
            try await client.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let answers = try await client.everything()
            #expect(answers.hasPrefix("HTTP/1.1 503 "))
            #expect(answers.components(separatedBy: "HTTP/1.1 200 ").count == 2, "\(answers)")
        }
    }

    @Test("a client that sends slowly takes no room")
    func slowSenders() async throws {
        try await withWorld(.ahc(.http), limits: Self.limits) { world in
            var clients: [RawClient] = []
            for _ in 0..<4 * Self.requestsMax {
                let client = try await RawClient.connected(to: world.port)
                let key = try #require(world.acme.key)
                try await client.send(
                    "POST /api/v3/carts HTTP/1.1\r\nHost: x\r\nX-TT-API-Key: \(key)\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
                clients.append(client)
            }
            for _ in 0..<20 { #expect(try await world.acme.get(Self.path).status == 200) }
            for client in clients { try await client.close() }
        }
    }

    @Test(
        "a client that asks twice without waiting is answered in order, also when its first question fills the server")
    func pipelined() async throws {
        var limits = Self.limits
        limits.requestsMax = 1
        try await withWorld(.ahc(.http), limits: limits) { world in
            let client = try await RawClient.connected(to: world.port)
            try await client.send(
                request(world, Self.path, "X-Simulate: latency=200\r\n")
                    + "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            let answers = try await client.everything()
            #expect(answers.hasPrefix("HTTP/1.1 200 "), "\(answers)")
            #expect(answers.contains("HTTP/1.1 404 "), "\(answers)")
            #expect(try await world.acme.get(Self.path).status == 200)
        }
    }
}
