import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What stands between a client and PostgreSQL, and does to their connections what networks and dying machines do.
package final class Relay: Sendable {
    package enum Fault: Sendable, Equatable {
        /// Every connection ends, and whoever connects is let in and sent away.
        case cut
        /// Nothing passes, in either direction, and nobody is told: a machine that has gone, or a cable.
        case stall
        /// Whatever passes takes that long.
        case delay(milliseconds: UInt32)
        /// The next commit reaches PostgreSQL, and the connection ends before its answer comes back.
        case loseCommitAnswer
        /// The connection ends as the next commit is sent, before that reaches PostgreSQL.
        case loseCommit
    }

    private struct State {
        var fault: Fault?
        var statements = 0
        var losses = 0
        /// Both ends of each connection.
        var open: Set<Int32> = []
    }

    private let socket: ListeningSocket
    private let target: Int
    private let state = Mutex(State())

    /// Where clients find it.
    package var port: Int { socket.port }

    package init(to port: Int) throws {
        let socket = try ListeningSocket()
        self.socket = socket
        target = port
        Thread.detachNewThread { [weak self] in
            while let client = socket.accept() { self?.admit(client) }
        }
    }

    deinit {
        socket.close()
        cut()
    }

    /// From now on, until something else is planned; nil lets everything pass. A commit is only lost once.
    package func plan(_ fault: Fault?) {
        state.withLock { $0.fault = fault }
        if fault == .cut { cut() }
    }

    /// Ends every connection.
    package func cut() {
        // Under the lock, so that none of these is by now the number of something else.
        state.withLock { for descriptor in $0.open { ListeningSocket.end(descriptor) } }
    }

    /// Statements that clients have sent, `BEGIN` and its like among them.
    package var statements: Int { state.withLock { $0.statements } }

    /// How often a commit or its answer was lost.
    package var losses: Int { state.withLock { $0.losses } }

    private func admit(_ client: Int32) {
        guard state.withLock({ $0.fault }) != .cut, let server = ListeningSocket.connect(to: target) else {
            ListeningSocket.close(client)
            return
        }
        state.withLock { $0.open.formUnion([client, server]) }
        Thread.detachNewThread { [weak self] in
            Self.pass(between: client, and: server) { self }
            guard let self else {
                for end in [client, server] { ListeningSocket.close(end) }
                return
            }
            state.withLock { state in
                for end in [client, server] {
                    state.open.remove(end)
                    ListeningSocket.close(end)
                }
            }
        }
    }

    /// Until one of them ends, or it is time that both do.
    private static func pass(between client: Int32, and server: Int32, for relay: () -> Relay?) {
        var statements = StatementReader()
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            var ends = [client, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&ends, 2, 1000) >= 0 || errno == EINTR, let relay = relay() else { return }
            if relay.state.withLock({ $0.fault }) == .stall {
                usleep(5000)
                continue
            }
            for (end, other) in zip(ends, [server, client]) where end.revents != 0 {
                let count = recv(end.fd, &bytes, bytes.count, 0)
                guard count > 0 else { return }
                let isFromClient = end.fd == client
                let seen = isFromClient ? statements.read(bytes[..<count]) : .answers(bytes[..<count])
                guard relay.mayPass(seen, isFromClient: isFromClient), send(bytes[..<count], to: other) else { return }
            }
        }
    }

    /// False ends the connection.
    private func mayPass(_ seen: Seen, isFromClient: Bool) -> Bool {
        let (delay, isLost) = state.withLock { state -> (UInt32, Bool) in
            state.statements += seen.statements
            let loss = isFromClient ? Fault.loseCommit : .loseCommitAnswer
            if state.fault == loss, seen.hasCommit {
                state.fault = nil
                state.losses += 1
                return (0, true)
            }
            if case .delay(let milliseconds) = state.fault { return (milliseconds, false) }
            return (0, false)
        }
        if delay > 0 { usleep(delay * 1000) }
        return !isLost
    }

    private static func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        var left = bytes
        while !left.isEmpty {
            let sent = left.withUnsafeBytes { ListeningSocket.send($0, to: descriptor) }
            guard sent > 0 else { return false }
            left = left.dropFirst(sent)
        }
        return true
    }
}

/// What a piece of a connection's bytes has in it.
struct Seen {
    var statements = 0
    var hasCommit = false

    /// The end of a command's answer that says that it was kept.
    static func answers(_ bytes: ArraySlice<UInt8>) -> Seen {
        let kept: [UInt8] = [UInt8(ascii: "C"), 0, 0, 0, 11] + Array("COMMIT".utf8) + [0]
        return Seen(statements: 0, hasCommit: bytes.contains(kept))
    }
}

/// Reads what a client sends, as far as it tells which statements it runs (PostgreSQL, "Message Formats").
struct StatementReader {
    private var buffer: [UInt8] = []
    private var hasBegun = false
    /// The prepared statements that are a commit.
    private var commits: Set<[UInt8]> = []

    mutating func read(_ bytes: ArraySlice<UInt8>) -> Seen {
        buffer += bytes
        var seen = Seen()
        while let (kind, body) = nextMessage() {
            let texts = body.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
            switch kind {
            case UInt8(ascii: "P") where texts.count > 1 && texts[1] == Array("COMMIT".utf8): commits.insert(texts[0])
            // The portal, then the statement.
            case UInt8(ascii: "B") where texts.count > 1 && commits.contains(texts[1]): seen.hasCommit = true
            case UInt8(ascii: "E"), UInt8(ascii: "Q"): seen.statements += 1
            default: break
            }
        }
        return seen
    }

    /// Nil until more of it has come.
    private mutating func nextMessage() -> (kind: UInt8, body: ArraySlice<UInt8>)? {
        let header = hasBegun ? 5 : 4
        guard buffer.count >= header else { return nil }
        let length = buffer[(header - 4)..<header].reduce(0) { $0 << 8 + Int($1) } + header - 4
        guard buffer.count >= length else { return nil }
        let kind = hasBegun ? buffer[0] : 0
        let body = buffer[header..<length]
        // What comes before the first message has no kind; a question of eight bytes, whether to encrypt, comes again.
        if !hasBegun { hasBegun = length != 8 }
        buffer.removeFirst(length)
        return (kind, body)
    }
}
