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
    private let script: Script

    private init(port: Int, script: Script) {
        self.port = port
        self.script = script
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Every request, in the order in which they came.
    var requests: [Received] { script.requests }

    /// Waits for a request.
    func next() async throws -> Received {
        for await request in script.arrivals { return request }
        throw CancellationError()
    }

    /// Serves while the test runs; every act is to be played.
    static func run(_ acts: Act..., test: (ScriptedServer) async throws -> Void) async throws {
        try await run(acts, test: test)
    }

    static func run(_ acts: [Act], test: (ScriptedServer) async throws -> Void) async throws {
        let script = Script(acts)
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { connection in
                connection.eventLoop.makeCompletedFuture {
                    try connection.pipeline.syncOperations.addHandler(Player(of: script))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = ScriptedServer(port: try #require(channel.localAddress?.port), script: script)
        do {
            try await test(server)
        } catch {
            try await channel.close()
            throw error
        }
        try await channel.close()
        #expect(script.left == 0, "acts that no request came for")
    }
}

/// What is to be done, and what came.
private final class Script: Sendable {
    private let acts: Mutex<ArraySlice<Act>>
    private let received = Mutex<[Received]>([])
    let arrivals: AsyncStream<Received>
    private let arrived: AsyncStream<Received>.Continuation

    init(_ acts: [Act]) {
        self.acts = Mutex(acts[...])
        (arrivals, arrived) = AsyncStream.makeStream()
    }

    var left: Int { acts.withLock { $0.count } }
    var requests: [Received] { received.withLock { $0 } }

    func act(on request: Received) -> Act? {
        received.withLock { $0.append(request) }
        arrived.yield(request)
        return acts.withLock { $0.popFirst() }
    }
}

/// Plays the script on one connection.
private final class Player: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let script: Script
    private var text = ""

    init(of script: Script) {
        self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        text += String(buffer: unwrapInboundIn(data))
        guard let request = Received(text) else { return }
        text = ""
        switch script.act(on: request) {
        case .answer(let pieces)?:
            for piece in pieces { send(piece, context) }
        case .breakOff(let text)?:
            send(text, context)
            context.close(promise: nil)
        case .drop?: context.close(promise: nil)
        case .silence?: break
        case nil: send(Act.response(418, "not in the script"), context)
        }
    }

    private func send(_ text: String, _ context: ChannelHandlerContext) {
        context.writeAndFlush(NIOAny(ByteBuffer(string: text)), promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A client that goes away is what some tests are about.
        context.close(promise: nil)
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
