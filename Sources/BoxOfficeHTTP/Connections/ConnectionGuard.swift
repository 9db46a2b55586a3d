import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Ends a connection whose client is slower than any client would be by accident, and tells one that sends too many
/// headers what is wrong. Stands where requests are already read into their parts.
///
/// A deadline is a number that is written down; one timer a connection looks at them now and then. So a request costs
/// no timer of its own.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    /// When the request that comes must be there whole; nil between requests.
    private var requestDeadline: NIODeadline?
    /// When the client must have taken some of what it is sent; nil while it does.
    private var answerDeadline: NIODeadline?
    private var answersInProgress = 0
    private var patrol: RepeatedTask?

    init(limits: ConnectionLimits) {
        self.limits = limits
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
        case .head:
            requestDeadline = .now() + limits.request
            answersInProgress += 1
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

    /// Too many headers are told so where no other answer is under way; everything else is for the server to end.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard case HTTPParserError.headerOverflow = error, answersInProgress == 0 else {
            context.fireErrorCaught(error)
            return
        }
        refuseHeaders(context)
    }

    private func look(at context: ChannelHandlerContext) {
        let now = NIODeadline.now()
        if [requestDeadline, answerDeadline].contains(where: { $0.map { $0 <= now } ?? false }) {
            context.close(promise: nil)
        }
    }

    /// In the default language: what the client likes may be in a header that was not read.
    private func refuseHeaders(_ context: ChannelHandlerContext) {
        let problem = Problem(.invalidParameter, .headersTooLarge, ["max": "\(limits.headerBytesMax)"])
        let answer = EarlyAnswer(problem, in: Language.byDefault, named: RequestName(nil).text)
        var head = answer.head
        head.headerFields[.connection] = "close"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(answer.body)), promise: nil)
        let channel = context.channel
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in channel.close(promise: nil) }
    }
}
