/// Which calls are tried again, when, and how often: what partners are told to do by themselves.
///
/// - 5xx: after 1, 2 and 4 seconds, or as much later as the answer's `Retry-After` says.
/// - 429: after its `Retry-After`; without one as 5xx.
/// - No answer: as 5xx, but only to a checkout, whose idempotency key lets nothing be sold twice.
/// - Nothing else.
struct Retries {
    /// Three tries again, not one more.
    private static let waits: [Duration] = [.seconds(1), .seconds(2), .seconds(4)]

    /// A server that wants to be left alone for longer gets its wish by way of the caller.
    private static let retryAfterMax: Duration = .seconds(60)

    private var waitsLeft = waits[...]

    /// How long to wait before the call is tried again; nil is that it is not.
    mutating func wait(after error: BoxOfficeError, of call: Call) -> Duration? {
        guard isWorthAnotherTry(error, of: call), let wait = waitsLeft.popFirst() else { return nil }
        guard let retryAfter = error.retryAfter else { return wait }
        guard retryAfter <= Self.retryAfterMax else { return nil }
        return error.status == 429 ? retryAfter : max(wait, retryAfter)
    }

    private func isWorthAnotherTry(_ error: BoxOfficeError, of call: Call) -> Bool {
        guard let status = error.status else { return call.isSentAgainWithoutAnswer && error.code == .noAnswer }
        return status == 429 || (500...599).contains(status)
    }
}
