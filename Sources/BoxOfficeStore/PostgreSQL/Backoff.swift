#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// When to try again to connect: at once, then after ever longer pauses.
struct Backoff {
    private static let firstSeconds = 0.1
    private static let secondsMax = 2.0

    private let clock: @Sendable () -> Double
    private var seconds = 0.0
    private var until = 0.0
    private var last: StoreFailure?

    /// - Parameter clock: in seconds, since whenever.
    init(clock: @escaping @Sendable () -> Double = { Uptime.seconds }) {
        self.clock = clock
    }

    /// Seconds until the next attempt; nil when it may be made.
    var wait: Double? {
        let left = until - clock()
        return left > 0 ? left : nil
    }

    mutating func note(_ failure: StoreFailure) {
        last = failure
        seconds = min(max(2 * seconds, Self.firstSeconds), Self.secondsMax)
        until = clock() + seconds
    }

    /// Why nobody tries now.
    func failure(_ address: PostgreSQLAddress) -> StoreFailure {
        last ?? .lost("\(address.description) is not there", fate: .undone)
    }

    /// Waits on this thread, which is the connection's own, until the next attempt may be made.
    func pause() {
        // A sleep: there is nobody who could say that a database is back.
        if let wait { usleep(UInt32(wait * 1_000_000)) }
    }
}
