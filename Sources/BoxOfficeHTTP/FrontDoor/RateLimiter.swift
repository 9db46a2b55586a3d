import BoxOfficeDomain
import HTTPTypes
import Synchronization

/// How many requests each key may make: so many a second on the average, and twice as many at once.
///
/// Each key has a bucket that holds a burst of requests and fills up at the rate. Of a bucket only the moment is kept
/// at which it is full again, so that one that is full, as most are, need not be kept at all.
final class RateLimiter: Sendable {
    /// The burst, in seconds' worth of requests.
    private static let burstSeconds = 2
    private struct Buckets {
        var fullAt: [String: Moment] = [:]
        /// How many there may be before the full ones among them are forgotten.
        var countMax = leastCountMax
    }

    private static let leastCountMax = 4096

    private let requestsPerSecond: Int
    private let buckets = Mutex(Buckets())

    init(requestsPerSecond: Int) {
        self.requestsPerSecond = requestsPerSecond
    }

    /// Lets a request of a key through, or says when to come back.
    func admit(_ key: String, at now: Moment) -> Allowance {
        buckets.withLock { buckets in
            if buckets.fullAt.count >= buckets.countMax {
                buckets.fullAt = buckets.fullAt.filter { $0.value > now }
                // There is one for each key in use; where all are, they are not looked over again each time.
                buckets.countMax = max(Self.leastCountMax, 2 * buckets.fullAt.count)
            }
            // A clock that was set back must not lock anybody out.
            let latest = now.microseconds + burst
            let missing = min(buckets.fullAt[key]?.microseconds ?? now.microseconds, latest) - now.microseconds
            let allowance = Allowance(missing: max(0, missing), burst: burst, cost: cost)
            buckets.fullAt[key] = Moment(microseconds: now.microseconds + allowance.missing)
            return allowance
        }
    }

    /// Microseconds in which the bucket gains one request.
    private var cost: Int64 {
        Moment.microsecondsPerSecond / Int64(requestsPerSecond)
    }

    /// Microseconds in which an empty bucket fills up.
    private var burst: Int64 {
        cost * Int64(requestsPerSecond * Self.burstSeconds)
    }
}

/// What a key may still ask for, after a request.
struct Allowance: Sendable {
    let isAdmitted: Bool
    /// Requests that may come at once when none came for a while.
    let limit: Int64
    /// Requests that may come at once now.
    let remaining: Int64
    /// Until the whole of ``limit`` is there again, rounded up.
    let resetSeconds: Int64
    /// Until one more is admitted, rounded up; at least 1.
    let retryAfterSeconds: Int64
    /// Microseconds until the bucket is full.
    fileprivate let missing: Int64

    /// - Parameters:
    ///   - missing: microseconds until the bucket was full, before the request.
    ///   - burst: microseconds that an empty one takes.
    ///   - cost: microseconds that one request takes.
    fileprivate init(missing: Int64, burst: Int64, cost: Int64) {
        isAdmitted = missing + cost <= burst
        self.missing = isAdmitted ? missing + cost : missing
        limit = burst / cost
        remaining = (burst - self.missing) / cost
        resetSeconds = Self.secondsRoundedUp(self.missing)
        retryAfterSeconds = max(1, Self.secondsRoundedUp(missing + cost - burst))
    }

    /// The same bucket, empty: as the headers of a refusal tell it.
    var usedUp: Allowance {
        Allowance(limit: limit, remaining: 0, resetSeconds: max(resetSeconds, 1))
    }

    private init(limit: Int64, remaining: Int64, resetSeconds: Int64) {
        self.limit = limit
        self.remaining = remaining
        self.resetSeconds = resetSeconds
        isAdmitted = false
        retryAfterSeconds = 1
        missing = 0
    }

    private static func secondsRoundedUp(_ microseconds: Int64) -> Int64 {
        (microseconds + Moment.microsecondsPerSecond - 1) / Moment.microsecondsPerSecond
    }

    /// As an answer tells it.
    func add(to headers: inout HTTPFields) {
        headers[.rateLimitLimit] = "\(limit)"
        headers[.rateLimitRemaining] = "\(remaining)"
        headers[.rateLimitReset] = "\(resetSeconds)"
    }
}
