import HTTPTypes
import Logging
import NIOCore
import NIOHTTPTypes
import Synchronization

/// How many requests of all connections are there whole, and wait for an answer to begin.
///
/// Each is a task that waits for a core, for the database, or for what another one makes. Beyond some number all that
/// a further one adds is that everybody waits longer.
final class RequestsUnderWay: Sendable {
    private let max: Int
    private let count = Atomic(0)

    init(max: Int) {
        self.max = max
    }

    var hasRoom: Bool { count.load(ordering: .relaxed) < max }

    func begin() {
        count.add(1, ordering: .relaxed)
    }

    func end(_ requests: Int = 1) {
        count.subtract(requests, ordering: .relaxed)
    }
}

/// Tells a request to come again later when too many are under way, while it is only bytes of a connection: before a
/// task is woken for it. So a refusal costs little, and comes at once, and whoever is not refused waits no longer.
///
/// A client that sends its request slowly takes no room, nor does one that takes its answer slowly: they cost others
/// nothing but a connection.
final class OverloadGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Whoever watches over the server must not take it for ill because many want to buy.
    private static let neverRefused: Set = ["/health", "/ready"]

    private let requests: RequestsUnderWay
    private let logger: Logger
    /// The request that is refused, until it is there whole: an answer before that may be lost.
    private var refused: HTTPRequest?
    /// Requests of this connection whose answer has not begun; several when a client does not wait for answers.
    private var unanswered = 0
    /// Those of them that count for all connections: they are there whole.
    private var counted = 0

    init(requests: RequestsUnderWay, logger: Logger) {
        self.requests = requests
        self.logger = logger
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            // An answer must not overtake another.
            if unanswered == 0, !requests.hasRoom, !Self.neverRefused.contains(head.path ?? "") {
                refused = head
            } else {
                unanswered += 1
            }
        case .body: break
        case .end:
            if let head = refused {
                refused = nil
                return refuse(head, context)
            }
            if counted < unanswered {
                counted += 1
                requests.begin()
            }
        }
        if refused == nil { context.fireChannelRead(data) }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .head = unwrapOutboundIn(data) {
            unanswered -= 1
            if counted > unanswered { endCounted(1) }
        }
        context.write(data, promise: promise)
    }

    func channelInactive(context: ChannelHandlerContext) {
        endCounted(counted)
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        endCounted(counted)
    }

    private func endCounted(_ number: Int) {
        counted -= number
        requests.end(number)
    }

    private func refuse(_ request: HTTPRequest, _ context: ChannelHandlerContext) {
        let name = RequestName(request.headerFields[.requestID]).text
        let language = Language(acceptLanguage: request.headerFields[.acceptLanguage])
        let answer = EarlyAnswer(.unavailable, in: language, named: name)
        context.write(wrapOutboundOut(.head(answer.head)), promise: nil)
        if request.method != .head { context.write(wrapOutboundOut(.body(answer.body)), promise: nil) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        logger.info(
            "refused: too many requests are under way",
            metadata: [
                "method": "\(request.method)", "status": "\(answer.head.status.code)", "request.id": "\(name)",
            ])
    }
}
