import NIOCore
import NIOPosix

/// A connection of a load. One request is under way on it at a time.
final class LoadConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private var reader: ResponseReader
    private let onAnswer: (Answer) -> Void
    private let onEnd: (any Error) -> Void
    private var channel: (any Channel)?

    /// The server hung up, or was never there.
    struct Closed: Error {}

    init(keepsBodies: Bool, onAnswer: @escaping (Answer) -> Void, onEnd: @escaping (any Error) -> Void) {
        self.reader = ResponseReader(keepsBodies: keepsBodies)
        self.onAnswer = onAnswer
        self.onEnd = onEnd
    }

    /// Connects on this event loop, which everything of the connection then happens on.
    func connect(to port: Int, on loop: any EventLoop) -> EventLoopFuture<Void> {
        let handler = NIOLoopBound(self, eventLoop: loop)
        return ClientBootstrap(group: loop)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .channelOption(
                .recvAllocator,
                value: AdaptiveRecvByteBufferAllocator(minimum: 4096, initial: 16_384, maximum: Self.readBytesMax)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(handler.value)
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .map { _ in }
    }

    /// Bytes of one read: an inventory of thousands of seats has megabytes.
    private static let readBytesMax = 1024 * 1024

    func send(_ bytes: ByteBuffer) {
        channel?.writeAndFlush(bytes, promise: nil)
    }

    func close() {
        // First, since closing calls back at once.
        let channel = self.channel
        self.channel = nil
        channel?.close(promise: nil)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        channel = context.channel
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        do {
            while bytes.readableBytes > 0, let answer = try reader.read(&bytes) { onAnswer(answer) }
        } catch {
            fail(error)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(Closed())
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
    }

    /// Once: after it nothing is heard of this connection.
    private func fail(_ error: any Error) {
        guard channel != nil else { return }
        close()
        onEnd(error)
    }
}
