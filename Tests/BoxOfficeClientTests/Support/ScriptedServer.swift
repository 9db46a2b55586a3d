import NIOCore
import NIOPosix
import Synchronization
import Testing

/// What a server does with a request.
enum Act: Sendable {
    /// Sends an answer, in so many pieces.
    case answer([String])
    /// Sends this, and closes in the middle of it.
    case breakOff(String)
    /// Closes without a word.
    case drop
    /// Never answers.
    case silence

    static func json(_ body: String, status: Int = 200, _ headers: [String: String] = [:]) -> Act {
        .answer([response(status, body, headers.merging(["Content-Type": "application/json"]) { first, _ in first })])
    }

    static func error(_ status: Int, _ code: String, _ headers: [String: String] = [:]) -> Act {
        .json(#"{"error": {"type": "SOME_ERROR", "code": "\#(code)", "message": "Said so."}}"#, status: status, headers)
    }

    static func response(_ status: Int, _ body: String, _ headers: [String: String] = [:]) -> String {
        let fields = headers.merging(["Content-Length": "\(body.utf8.count)"]) { first, _ in first }
        return "HTTP/1.1 \(status) Said\r\n" + fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n" + body
    }
}

/// A server over TCP that does with each request what the test wrote down, and keeps what it was sent.
final class ScriptedServer: Sendable {
    let port: Int
    private let acts: Mutex<ArraySlice<Act>>
    private let received = Mutex<[Received]>([])
    private let arrivals: AsyncStream<Received>
    private let arrived: AsyncStream<Received>.Continuation

    private init(port: Int, acts: [Act]) {
        self.port = port
        self.acts = Mutex(acts[...])
        (arrivals, arrived) = AsyncStream.makeStream()
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Every request, in the order in which they came.
    var requests: [Received] { received.withLock { $0 } }

    /// Waits for a request.
    func next() async throws -> Received {
        for await request in arrivals { return request }
        throw CancellationError()
    }

    /// Serves while the test runs; every act is to be played.
    static func run(_ acts: Act..., test: @Sendable @escaping (ScriptedServer) async throws -> Void) async throws {
        try await run(acts, test: test)
    }

    static func run(_ acts: [Act], test: @Sendable @escaping (ScriptedServer) async throws -> Void) async throws {
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(host: "127.0.0.1", port: 0) { connection in
                connection.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: connection)
                }
            }
        let server = ScriptedServer(port: try #require(channel.channel.localAddress?.port), acts: acts)
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.serve(channel) }
            group.addTask { try await test(server) }
            // The test ends first: a server only ends when it is told to.
            try await group.next()
            group.cancelAll()
        }
        #expect(server.acts.withLock { $0.count } == 0, "acts that no request came for")
    }

    private func serve(_ channel: NIOAsyncChannel<NIOAsyncChannel<ByteBuffer, ByteBuffer>, Never>) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            try await channel.executeThenClose { connections in
                for try await connection in connections {
                    // A client that goes away is what some tests are about.
                    group.addTask { try? await self.serve(connection) }
                }
            }
        }
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await connection.executeThenClose { inbound, outbound in
            var text = ""
            for try await bytes in inbound {
                text += String(buffer: bytes)
                guard let request = Received(text) else { continue }
                text = ""
                received.withLock { $0.append(request) }
                arrived.yield(request)
                switch acts.withLock({ $0.popFirst() }) {
                case .answer(let pieces)?:
                    for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
                case .breakOff(let text)?:
                    try await outbound.write(ByteBuffer(string: text))
                    return
                case .drop?: return
                case .silence?: continue
                case nil: try await outbound.write(ByteBuffer(string: Act.response(418, "not in the script")))
                }
            }
        }
    }
}

/// A request as it came.
struct Received: Sendable {
    let method: String
    let target: String
    let headers: [String: String]
    let body: String

    /// Nil while it is not whole.
    fileprivate init?(_ text: String) {
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let head = parts.first else { return nil }
        let lines = head.split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let pair = line.split(separator: ": ", maxSplits: 1)
            headers[pair[0].lowercased()] = pair.count > 1 ? String(pair[1]) : ""
        }
        body = String(parts[1])
        guard body.utf8.count >= Int(headers["content-length"] ?? "0") ?? 0 else { return nil }
        (method, target) = (String(words[0]), String(words[1]))
        self.headers = headers
    }

    var idempotencyKey: String? { headers["idempotency-key"] }
}
