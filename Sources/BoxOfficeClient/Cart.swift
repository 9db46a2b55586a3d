/// Inventory that is held, at a price, and that knows how long it still is.
///
/// All fields of ``body`` are its own: `cart.total`, `cart.receiptLines`.
@dynamicMemberLookup
public struct Cart: Sendable, Identifiable {
    /// As the server answered it.
    public let body: CartBody

    /// When the hold ends by the clock of this machine, which a change of its date does not move.
    ///
    /// It is measured from the server's own time in the same answer, so that a clock that goes wrong here lengthens no
    /// hold; two seconds short, as that time may be as old; and from before the call was sent, as the answer may have
    /// been under way for as long.
    public let endsAt: ContinuousClock.Instant

    init(_ body: CartBody, isLeft: Duration, from sentAt: ContinuousClock.Instant) {
        self.body = body
        // A time in HTTP has whole seconds, rounded down, and servers write it once a second.
        endsAt = sentAt + isLeft - .seconds(2)
    }

    /// By which it is bought.
    public var id: String { body.id }

    /// How long everything in it is still held; zero once it is not.
    public var timeLeft: Duration { timeLeft(at: .now) }

    /// How long everything in it is still held at an instant.
    public func timeLeft(at instant: ContinuousClock.Instant) -> Duration {
        max(.zero, endsAt - instant)
    }

    /// A field of ``body``.
    public subscript<Value>(dynamicMember field: KeyPath<CartBody, Value>) -> Value {
        body[keyPath: field]
    }
}
