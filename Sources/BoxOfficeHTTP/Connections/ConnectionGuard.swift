import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Ends a connection whose client is slower than any client would be by accident, asks for bodies that are held back, and
/// tells a client that speaks no HTTP what is wrong. Stands where requests are already read into their parts.
///
/// A deadline is a number that is written down; one timer a connection looks at them now and then. So a request costs
/// no timer of its own.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private let logger: Logger
    /// When the request that comes must be there whole; nil between requests.
    private var requestDeadline: NIODeadline?
    /// When the client must have taken some of what it is sent; nil while it does.
    private var answerDeadline: NIODeadline?
    /// Bytes of answers that the client had not taken when it was last looked at.
    private var bytesLeft = 0
    private var answersInProgress = 0
    private var patrol: RepeatedTask?

    init(limits: ConnectionLimits, logger: Logger) {
        self.limits = limits
        self.logger = logger
    }

    func handlerAdded(context: ChannelHandlerContext) {
        requestDeadline = .now() + limits.firstRequest
        let box = NIOLoopBound((guardian: self, context: context), eventLoop: context.eventLoop)
        patrol = context.eventLoop.scheduleRepeatedTask(initialDelay: limits.patrol, delay: limits.patrol) { _ in
            box.value.guardian.look(at: box.value.context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        patrol?.cancel()
        patrol = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        patrol?.cancel()
        patrol = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            requestDeadline = .now() + limits.request
            answersInProgress += 1
            if expectsContinue(head) {
                context.writeAndFlush(wrapOutboundOut(.head(.init(status: .continue))), promise: nil)
            }
        case .body: break
        case .end: requestDeadline = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { answersInProgress -= 1 }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        answerDeadline = context.channel.isWritable ? nil : .now() + limits.answer
        context.fireChannelWritabilityChanged()
    }

    /// What is no HTTP is told so where no other answer is under way; everything else is for the server to end.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, answersInProgress == 0 else {
            context.fireErrorCaught(error)
            return
        }
        let limits = ["max": "\(limits.headerBytesMax)", "count": "\(limits.headersMax)"]
        refuse(
            error == .headerOverflow
                ? Problem(.invalidParameter, .headersTooLarge, limits)
                : Problem(.invalidParameter, .requestUnreadable), context)
    }

    /// Whether a client waits to be asked for its body (RFC 9110, section 10.1.1). One whose body will be refused for
    /// its size is not asked.
    private func expectsContinue(_ head: HTTPRequest) -> Bool {
        guard head.headerFields[.expect]?.lowercased() == "100-continue" else { return false }
        return head.headerFields[.contentLength].flatMap { Int($0) } ?? 0 <= Request.bodyBytesMax
    }

    private func look(at context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        // Whoever takes some of an answer may take its time for the rest.
        let left = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
        if answerDeadline != nil, left < bytesLeft { answerDeadline = now + limits.answer }
        bytesLeft = left
        if [requestDeadline, answerDeadline].contains(where: { $0.map { $0 <= now } ?? false }) {
            context.close(promise: nil)
        }
    }

    /// In the default language: what the client likes may be in a header that was not read.
    private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
        let name = RequestName(nil).text
        logger.info(
            "request refused",
            metadata: [
                "status": .string(String(problem.code.status.code)), "reason": .string(problem.sentence.rawValue),
                "request.id": .string(name),
            ])
        let answer = EarlyAnswer(problem, in: Language.byDefault, named: name)
        var head = answer.head
        head.headerFields[.connection] = "close"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }
}
