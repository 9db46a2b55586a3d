/// Why a cart was not bought, by the checks of the contract's section 5.
package enum CheckoutRefusal: Error, Equatable {
    case idempotencyKeyReused
    case cartUnknown(Cart.ID)
    case alreadyOrdered(Order.ID)
    case cartExpired(at: Moment)
    case totalMismatch(expected: ExpectedTotal, actual: Money)
    case occurrenceNotOnSale(Occurrence.ID)
    /// Units of the cart that are no longer its own, in the order of its lines.
    case exhausted(in: Occurrence.ID, [Shortage])
}

/// What the partner's customer agreed to pay, as the partner wrote it.
package struct ExpectedTotal: Hashable, Sendable {
    /// Minor units.
    package let amount: Int64
    package let currency: String

    package init(amount: Int64, currency: String) {
        self.amount = amount
        self.currency = currency
    }
}

extension Cart {
    /// For how long a cart that ran out is answered as expired; after that it is unknown (contract, section 5).
    package static let expiredIsKnownForSeconds: Int64 = 24 * 3600

    /// Whether this cart, not ordered yet, may be bought now for that total. Answers it at today's prices.
    package func checkedOut(
        expecting expected: ExpectedTotal, from catalogue: Catalogue, at now: Moment
    ) throws(CheckoutRefusal) -> Cart {
        guard now < expiresAt else {
            if now >= expiresAt.adding(seconds: Self.expiredIsKnownForSeconds) { throw .cartUnknown(id) }
            throw .cartExpired(at: expiresAt)
        }
        let cart = repriced(in: catalogue)
        let total = cart.receipt.total
        guard total.amount == expected.amount, total.currency.code == expected.currency else {
            throw .totalMismatch(expected: expected, actual: total)
        }
        guard let listing = catalogue.listing(occurrence), listing.occurrence.isKeptForOpenCarts(at: now) else {
            throw .occurrenceNotOnSale(occurrence)
        }
        return cart
    }
}

extension Occurrence {
    /// The end of the sale window alone takes no hold away; the seller does, by another status or a later beginning.
    fileprivate func isKeptForOpenCarts(at now: Moment) -> Bool {
        status == .onSale && now.isWithin(from: onSaleFrom, until: nil)
    }
}
