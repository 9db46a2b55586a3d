package import NIOCore

/// What one connection, and all of them together, may cost the server. A body's limit is ``Request/bodyBytesMax``.
package struct ConnectionLimits: Sendable {
    /// A connection on which nothing comes for so long is closed, also in the middle of a request: else a client that
    /// went away in one would keep a server from ever stopping.
    package var idle = TimeAmount.seconds(60)
    /// The headers of a new connection's first request are there by then. Longer than a slow handshake takes.
    package var firstRequest = TimeAmount.seconds(10)
    /// From a request's headers to the end of its body: 64 KiB come through the slowest line in that time.
    package var request = TimeAmount.seconds(30)
    /// A client that takes nothing of its answer for so long has gone away, whatever its connection says.
    package var answer = TimeAmount.seconds(120)
    /// How often the last three are looked at.
    package var patrol = TimeAmount.seconds(2)
    /// The address, the query and all headers of a request together. A key, a name and a few cookies of a proxy need
    /// less than a tenth of it.
    package var headerBytesMax = 16 * 1024
    package var headersMax = 100
    /// Further ones wait to be accepted. Each takes a file descriptor, and some 20 KiB while it rests.
    package var connectionsMax = 10_000

    /// Requests of all connections together that wait for their answers; further ones are told at once to come again.
    /// Each costs a core some 0.1 ms, so that even the last of these is answered within a fraction of a second.
    package var requestsMax = 4096

    /// Files that are no connections: the database's, the log, the listening socket.
    private static let otherFiles = 64

    package init() {}

    /// The same, for a process that may have so many files open.
    package func within(openFilesMax: Int) -> ConnectionLimits {
        var limits = self
        limits.connectionsMax = max(1, min(connectionsMax, openFilesMax - Self.otherFiles))
        return limits
    }
}
