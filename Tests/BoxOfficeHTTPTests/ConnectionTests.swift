import BoxOfficeHTTP
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOPosix
import Synchronization
import Testing

/// Over real connections: what a client may cost that is slow, or sends too much, by accident or on purpose.
// One after the other: one of them looks at the memory that all of them take.
@Suite("A client that misbehaves costs the others nothing", .serialized)
struct ConnectionTests {
    /// A patience that a test can wait for.
    private static let hasty: ConnectionLimits = {
        var limits = ConnectionLimits()
        limits.firstRequest = .milliseconds(200)
        limits.request = .milliseconds(200)
        limits.answer = .milliseconds(200)
        limits.patrol = .milliseconds(20)
        return limits
    }()

    @Test("headers, a body or nothing at all, a byte now and then: the connection ends")
    func slow() async throws {
        let beginnings = [
            "", "GET /health HTTP/1.1\r\nHost: x\r\nX-A: ",
            "POST /api/v3/carts HTTP/1.1\r\nHost: x\r\nX-TT-API-Key: KEY\r\nContent-Length: 1000\r\n\r\n{",
        ]
        try await withWorld(.ahc(.http), limits: Self.hasty) { world in
            let key = try #require(world.acme.key)
            for beginning in beginnings {
                let client = try await RawClient.connected(to: world.port)
                // A byte each time keeps it from being idle; that the server has closed meanwhile is what is waited for.
                try? await client.send(beginning.replacing("KEY", with: key))
                while !client.isClosed {
                    try? await client.send("a")
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(!client.received.contains("200 OK"))
            }
            #expect(try await world.acme.get("/health").status == 200)
        }
    }

    @Test("many of them at once, and everybody else is served")
    func slowLoris() async throws {
        // However long it takes to get them all together.
        var limits = ConnectionLimits()
        limits.firstRequest = .hours(1)
        try await withWorld(.ahc(.http), limits: limits) { world in
            var clients: [RawClient] = []
            for _ in 0..<200 {
                let client = try await RawClient.connected(to: world.port)
                try await client.send("GET /api/v3/events HTTP/1.1\r\nHost: x\r\nX-Slow: ")
                clients.append(client)
            }
            let replies = try await atOnce(20) { _ in try await world.acme.get("/api/v3/events").status }
            #expect(replies == Array(repeating: 200, count: 20))
            #expect(clients.allSatisfy { !$0.isClosed })
            for client in clients { try await client.close() }
        }
    }

    @Test("a client that takes nothing of its answers is left")
    func slowReader() async throws {
        try await withWorld(.ahc(.http), limits: Self.hasty) { world in
            let client = try await RawClient.connected(to: world.port, takesAnswers: false)
            let key = try #require(world.acme.key)
            let request =
                "GET /api/v3/events/123/occurrences/456/inventory-items HTTP/1.1\r\nHost: x\r\nX-TT-API-Key: \(key)\r\n\r\n"
            // More answers than any buffer between the two holds.
            while !client.isClosed {
                try? await client.send(String(repeating: request, count: 100))
                try await Task.sleep(for: .milliseconds(1))
            }
            #expect(try await world.acme.get("/health").status == 200)
        }
    }

    @Test("more headers than any client needs: it is told so")
    func headers() async throws {
        let limits = ConnectionLimits()
        let fits = String(repeating: "x", count: limits.headerBytesMax - 1000)
        let sets: [(headers: String, isRefused: Bool)] = [
            ("X-Large: \(fits)\r\n", false), ("X-Large: \(fits)\(fits)\r\n", true),
            ("X-Large: \(fits)\r\nX-Other: \(fits)\r\n", true),
            (String(repeating: "X-Many: x\r\n", count: limits.headersMax - 10), false),
            (String(repeating: "X-Many: x\r\n", count: limits.headersMax + 1), true),
        ]
        try await withWorld(.ahc(.http)) { world in
            for (headers, isRefused) in sets {
                let client = try await RawClient.connected(to: world.port)
                try await client.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\(headers)\r\n")
                let answer = try await client.everything()
                #expect(answer.hasPrefix(isRefused ? "HTTP/1.1 400 " : "HTTP/1.1 200 "), "\(answer.prefix(300))")
                if isRefused {
                    #expect(answer.contains(#""code":"INVALID_PARAMETER""#))
                    #expect(answer.contains("\(limits.headerBytesMax) bytes"))
                    #expect(answer.contains("\(limits.headersMax) headers"))
                    #expect(answer.contains("X-Request-ID: req_"))
                }
            }
            let client = try await RawClient.connected(to: world.port)
            try await client.send("GET /\(fits)\(fits) HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(try await client.everything().hasPrefix("HTTP/1.1 400 "), "the address counts as well")
        }
    }

    @Test("a client that takes its time is served on, as long as it takes some of its answers")
    func steadyReader() async throws {
        // The system passes on that something was taken in steps of a megabyte or so.
        var limits = ConnectionLimits()
        limits.answer = .seconds(4)
        limits.patrol = .milliseconds(20)
        try await withWorld(.ahc(.http), limits: limits) { world in
            let client = try await RawClient.connected(to: world.port, takesAnswers: false)
            // More than it takes, and than fits between the two.
            try await client.send(String(repeating: "GET /docs HTTP/1.1\r\nHost: x\r\n\r\n", count: 100))
            let start = ContinuousClock.now
            // For twice as long as a client that takes nothing is waited for.
            while ContinuousClock.now - start < .seconds(8) {
                client.takeSome()
                try await Task.sleep(for: .milliseconds(10))
            }
            #expect(!client.isClosed)
        }
    }

    @Test(
        "what is no HTTP is told so",
        arguments: [
            "GET /caf\u{E9} HTTP/1.1\r\nHost: x\r\n\r\n", "FOO / HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\nBad Name: x\r\n\r\n", "hello\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        ])
    func noHTTP(text: String) async throws {
        try await withWorld(.ahc(.http)) { world in
            let client = try await RawClient.connected(to: world.port)
            try await client.send(text)
            let answer = try await client.everything()
            #expect(answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(200))")
            #expect(answer.contains(#""code":"INVALID_PARAMETER""#))
            #expect(answer.contains("X-Request-ID: req_"))
        }
    }

    @Test("a body that breaks off, or ends in what is no HTTP, is no fault of ours")
    func brokenBody() async throws {
        try await withWorld(.ahc(.http)) { world in
            let key = try #require(world.acme.key)
            let client = try await RawClient.connected(to: world.port)
            let trailers = String(repeating: "X-Trailer: x\r\n", count: 300)
            try await client.send(
                "POST /api/v3/carts HTTP/1.1\r\nHost: x\r\nX-TT-API-Key: \(key)\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\n{}\r\n0\r\n\(trailers)\r\n")
            #expect(try await client.everything().hasPrefix("HTTP/1.1 400 "))
            #expect(!world.log.lines.contains { $0.contains("failed") })
        }
    }

    @Test("a body that is held back until it is asked for is asked for", arguments: [true, false])
    func expectation(fits: Bool) async throws {
        try await withWorld(.ahc(.http)) { world in
            let key = try #require(world.acme.key)
            let client = try await RawClient.connected(to: world.port)
            try await client.send(
                "POST /api/v3/carts HTTP/1.1\r\nHost: x\r\nX-TT-API-Key: \(key)\r\nConnection: close\r\n"
                    + "Expect: 100-continue\r\nContent-Length: \(fits ? 2 : 70_000)\r\n\r\n")
            while client.received.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            #expect(client.received.hasPrefix("HTTP/1.1 \(fits ? 100 : 413) "), "\(client.received)")
            if fits {
                try await client.send("{}")
                let answer = try await client.everything()
                #expect(answer.contains("\r\n\r\nHTTP/1.1 400 "), "\(answer)")
                #expect(answer.contains("MISSING_PARAMETER"))
            }
        }
    }

    @Test("a body of 100 MB costs neither memory nor the patience of others", arguments: [true, false])
    func hugeBody(isChunked: Bool) async throws {
        try await withWorld(.ahc(.http)) { world in
            let key = try #require(world.acme.key)
            let before = try residentBytes()
            let client = try await RawClient.connected(to: world.port)
            let length = isChunked ? "Transfer-Encoding: chunked" : "Content-Length: 104857600"
            try await client.send(
                "POST /api/v3/carts HTTP/1.1\r\nHost: x\r\nX-TT-API-Key: \(key)\r\n"
                    + "Content-Type: application/json\r\n\(length)\r\n\r\n")
            let piece = String(repeating: " ", count: 1 << 20)
            for _ in 0..<100 where !client.isClosed {
                // The server may have closed by now, which is as good.
                try? await client.send(isChunked ? "100000\r\n\(piece)\r\n" : piece)
                #expect(try await world.acme.get("/api/v3/events/123").status == 200)
            }
            try? await client.send(isChunked ? "0\r\n\r\n" : "")
            #expect(try residentBytes() - before < 80 << 20)
            let answer = client.received
            #expect(answer.hasPrefix("HTTP/1.1 413 "), "\(answer.prefix(100))")
            #expect(answer.contains("PAYLOAD_TOO_LARGE"))
            try await client.close()
        }
    }

    private func residentBytes() throws -> Int {
        let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
        return try #require(Int(pages)) * 4096
    }
}

/// A connection that sends what no HTTP client would.
final class RawClient: Sendable {
    private let channel: any Channel
    private let collector: Collector

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let text = Mutex("")

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let more = String(buffer: unwrapInboundIn(data))
            text.withLock { $0 += more }
        }
    }

    private init(_ channel: any Channel, _ collector: Collector) {
        self.channel = channel
        self.collector = collector
    }

    static func connected(to port: Int, takesAnswers: Bool = true) async throws -> RawClient {
        let collector = Collector()
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.autoRead, value: takesAnswers)
            .channelInitializer { $0.pipeline.addHandler(collector) }
            .connect(host: "localhost", port: port).get()
        return RawClient(channel, collector)
    }

    var received: String { collector.text.withLock { $0 } }
    var isClosed: Bool { !channel.isActive }

    /// Takes what is there of the answers.
    func takeSome() {
        channel.read()
    }

    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text))
    }

    /// What came until the server closed.
    func everything() async throws -> String {
        try await channel.closeFuture.get()
        return received
    }

    func close() async throws {
        try await channel.close()
    }
}
