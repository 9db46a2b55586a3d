import HTTPTypes

/// Carts that were bought, with their tickets. Needs the scope `sell`.
extension BoxOffice {
    /// Buys a cart for the total that it shows.
    ///
    /// It may be called as often as it takes: one cart becomes one order, whatever broke on the way. So a call that had
    /// no answer is tried again by itself, as are the others that are worth it.
    ///
    /// - Parameters:
    ///   - cart: its total is what the customer agreed to pay.
    ///   - contact: who buys.
    ///   - payment: what is to be kept of a payment: never a card.
    ///   - idempotencyKey: nil is the cart's own id, which no other purchase has.
    /// - Throws: ``BoxOfficeError/Code/totalPriceMismatch`` where it costs something else by now, and
    ///   ``BoxOfficeError/Code/cartExpired`` where its time was up.
    public func placeOrder(
        _ cart: Cart, for contact: ContactBody, payment: PaymentBody? = nil, idempotencyKey: String? = nil
    ) async throws -> OrderBody {
        try await placeOrder(
            OrderCreateBody(cartId: cart.id, expectedTotal: cart.total, contact: contact, payment: payment),
            idempotencyKey: idempotencyKey)
    }

    /// Buys a cart of which the program kept no more than the id and the total: after a restart, say.
    ///
    /// Sent again with the same cart within 24 hours, it answers the order that was made.
    public func placeOrder(_ body: OrderCreateBody, idempotencyKey: String? = nil) async throws -> OrderBody {
        try await data(
            Call(
                method: .post, path: ["v3", "orders"], body: json(body),
                idempotencyKey: idempotencyKey ?? body.cartId, isSentAgainWithoutAnswer: true))
    }

    /// One order of this retailer.
    public func order(_ id: String) async throws -> OrderBody {
        try await data(Call(path: ["v3", "orders", id]))
    }

    /// This retailer's orders, oldest first.
    ///
    /// - Parameters:
    ///   - email: only those of this address.
    ///   - confirmationNumber: only the one that the customer names.
    ///   - occurrenceID: only those of one occurrence.
    ///   - createdFrom: not made before this day at the venue, `YYYY-MM-DD`.
    ///   - createdTo: not made after this day at the venue.
    public func orders(
        email: String? = nil, confirmationNumber: String? = nil, occurrenceID: String? = nil,
        createdFrom: String? = nil, createdTo: String? = nil
    ) -> Paged<OrderBody> {
        Paged { limit, offset in
            try await list(
                Call(
                    path: ["v3", "orders"],
                    query: [
                        ("email", email), ("confirmationNumber", confirmationNumber), ("occurrenceId", occurrenceID),
                        ("createdFrom", createdFrom), ("createdTo", createdTo),
                    ] + Call.place(limit, offset)))
        }
    }
}
