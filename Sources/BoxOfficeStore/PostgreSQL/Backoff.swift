import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// When to try again to connect: at once, then after ever longer pauses. What one connection finds out, all of a driver's
/// know: that nobody is there, and that somebody is again.
final class Backoff: Sendable {
    private static let firstSeconds = 0.1
    private static let secondsMax = 2.0

    private struct State {
        var seconds = 0.0
        var until = 0.0
        var last: StoreFailure?
    }

    private let clock: @Sendable () -> Double
    private let state = Mutex(State())

    /// - Parameter clock: in seconds, since whenever.
    init(clock: @escaping @Sendable () -> Double = { Uptime.seconds }) {
        self.clock = clock
    }

    /// Seconds until the next attempt; nil when it may be made.
    var wait: Double? {
        let left = state.withLock { $0.until } - clock()
        return left > 0 ? left : nil
    }

    func note(_ failure: StoreFailure) {
        let now = clock()
        state.withLock { state in
            state.last = failure
            state.seconds = min(max(2 * state.seconds, Self.firstSeconds), Self.secondsMax)
            state.until = now + state.seconds
        }
    }

    func noteSuccess() {
        state.withLock { $0 = State() }
    }

    /// Why nobody tries now.
    func failure(_ address: PostgreSQLAddress) -> StoreFailure {
        state.withLock { $0.last } ?? .lost("\(address.description) is not there", fate: .undone)
    }

    /// Waits on this thread, which is the connection's own, until the next attempt may be made.
    func pause() {
        // A sleep: there is nobody who could say that a database is back.
        if let wait { usleep(UInt32(wait * 1_000_000)) }
    }
}
