package import BoxOfficeDomain
import BoxOfficeStore

/// What a partner sends to buy a cart.
package struct Checkout: Sendable {
    package let cart: Cart.ID
    package let expectedTotal: ExpectedTotal
    package let contact: Contact
    package let payment: Payment?
    package let idempotencyKey: String?

    package init(
        cart: Cart.ID, expectedTotal: ExpectedTotal, contact: Contact, payment: Payment?, idempotencyKey: String?
    ) {
        self.cart = cart
        self.expectedTotal = expectedTotal
        self.contact = contact
        self.payment = payment
        self.idempotencyKey = idempotencyKey
    }
}

/// An order, and whether this call made it or an earlier one under the same idempotency key.
package enum PlacedOrder: Sendable {
    case placed(Order)
    case placedBefore(Order)
}

extension Desk {
    /// For how long an idempotency key is remembered, in seconds (contract, section 5).
    static let idempotencySeconds: Int64 = 24 * 3600

    /// Sells a cart: once, whoever asks how often.
    ///
    /// - Throws: ``CheckoutRefusal``.
    package func placeOrder(_ checkout: Checkout, for retailer: Retailer) async throws -> PlacedOrder {
        let key = checkout.idempotencyKey.map {
            IdempotencyKey(retailer: retailer.id, operation: "placeOrder", key: $0)
        }
        // One for all that is decided anew: what was kept by an earlier attempt, without an answer, is found by it.
        let id = Order.ID(RandomNames.uuid(at: now()))
        return try await decide { catalogue in
            let now = now()
            let occurrence = try await occurrence(of: checkout, key, at: now)
            let sale = Sale(checkout: checkout, retailer: retailer.id, key: key, now: now, id: id)
            return try await store.write(to: occurrence, decidedBy: catalogue.version, at: now) { transaction in
                try sale.place(from: catalogue, in: transaction)
            }
        }
    }
}

extension Desk {
    /// A cart's occurrence never changes, so it may be looked up before the door.
    private func occurrence(
        of checkout: Checkout, _ key: IdempotencyKey?, at now: Moment
    ) async throws -> Occurrence.ID {
        if let known = cartOccurrences.occurrence(of: checkout.cart) { return known }
        return try await store.read { transaction in
            if let occurrence = try transaction.occurrence(of: checkout.cart) { return occurrence }
            if let key, try transaction.earlierEffect(of: key, validSince: now.idempotencyHorizon) != nil {
                throw CheckoutRefusal.idempotencyKeyReused
            }
            throw CheckoutRefusal.cartUnknown(checkout.cart)
        }
    }
}

/// One call to checkout. The order's id is chosen before the door, since what is behind it may run twice; barcodes and the
/// confirmation number are made behind it, once it is known how many, and only those of the run that commits are ever
/// seen.
private struct Sale: Sendable {
    let checkout: Checkout
    let retailer: Retailer.ID
    let key: IdempotencyKey?
    let now: Moment
    let id: Order.ID
    /// How many confirmation numbers are tried, for the unlikely case that one is taken.
    private static let confirmationNumbersMax = 4

    /// The checks of the contract's section 5, in their order, and the sale.
    func place(from catalogue: Catalogue, in transaction: Transaction) throws -> PlacedOrder {
        if transaction.mayBeDone, let order = try transaction.order(id, of: retailer) { return .placed(order) }
        if let earlier = try useKey(in: transaction) {
            return earlier.id == id ? .placed(earlier) : .placedBefore(earlier)
        }
        guard let stored = try transaction.cart(checkout.cart), stored.cart.retailer == retailer else {
            throw CheckoutRefusal.cartUnknown(checkout.cart)
        }
        if stored.isOrdered, let order = try transaction.orderID(of: checkout.cart) {
            if order == id, let own = try transaction.order(id, of: retailer) { return .placed(own) }
            throw CheckoutRefusal.alreadyOrdered(order)
        }
        let cart = try stored.cart.checkedOut(expecting: checkout.expectedTotal, from: catalogue, at: now)
        let lost = try unitsLost(by: cart, in: transaction)
        guard lost.isEmpty else { throw CheckoutRefusal.exhausted(in: cart.occurrence, cart.shortages(of: lost)) }
        if cart != stored.cart { try transaction.reprice(cart) }
        if let code = cart.voucherCode, try !transaction.useVoucher(code, of: cart.event, by: cart.id) {
            // Another's call, begun a moment later, found that it had run out.
            throw CheckoutRefusal.cartExpired(at: cart.expiresAt)
        }
        try transaction.markOrdered(cart.id, at: now)
        return .placed(try insertOrder(of: cart, catalogue, in: transaction))
    }

    /// The order that this key was used for before; nil when the key is this call's now, or there is none.
    private func useKey(in transaction: Transaction) throws -> Order? {
        guard let key else { return nil }
        let effect = IdempotentEffect(fingerprint: checkout.cart.text, resultID: id.text)
        guard let earlier = try transaction.use(key, for: effect, at: now, validSince: now.idempotencyHorizon) else {
            return nil
        }
        guard earlier.fingerprint == effect.fingerprint else { throw CheckoutRefusal.idempotencyKeyReused }
        guard let order = try transaction.order(.init(earlier.resultID), of: retailer) else {
            throw StoreFailure(
                code: .damaged, cause: "an idempotency key names order \(earlier.resultID), which is not there")
        }
        return order
    }

    private func unitsLost(by cart: Cart, in transaction: Transaction) throws -> Set<InventoryVariant.ID> {
        let seats = cart.units.filter(\.variant.isSeat).map(\.variant.id)
        var lost = Set(try transaction.sell(seats, of: cart.occurrence, to: cart.id))
        for (variant, quantity) in cart.units where !variant.isSeat {
            if try !transaction.sell(quantity, of: variant.id, of: cart.occurrence, to: cart.id) {
                lost.insert(variant.id)
            }
        }
        return lost
    }

    private func insertOrder(of cart: Cart, _ catalogue: Catalogue, in transaction: Transaction) throws -> Order {
        let counts = cart.items.map(\.quantity)
        let firsts = counts.indices.map { counts[..<$0].reduce(0, +) }
        let tickets = zip(firsts, counts).map { first, count in
            (first..<first + count).map {
                Ticket(id: Ticket.id(of: id, position: $0), status: .valid, barcode: RandomNames.barcode(at: now))
            }
        }
        // It was there a moment ago: ``Cart/checkedOut(expecting:from:at:)`` asks for it.
        guard let listing = catalogue.listing(cart.occurrence) else {
            throw CheckoutRefusal.occurrenceNotOnSale(cart.occurrence)
        }
        let createdOn = listing.event.venue.timeZone.local(now).wallClock.date
        for _ in 0..<Self.confirmationNumbersMax {
            let order = Order(
                id: id, confirmationNumber: RandomNames.confirmationNumber(), status: .confirmed, createdAt: now,
                contact: checkout.contact,
                payment: checkout.payment, cart: cart, tickets: tickets)
            if try transaction.insert(order, createdOn: createdOn) { return order }
        }
        throw StoreFailure(code: .unavailable, cause: "no confirmation number was free")
    }
}

extension Moment {
    /// Keys used after this moment are remembered.
    var idempotencyHorizon: Moment {
        adding(seconds: -Desk.idempotencySeconds)
    }
}

extension Cart {
    /// The lines that hold what the cart lost: none of it is available any more.
    fileprivate func shortages(of lost: Set<InventoryVariant.ID>) -> [Shortage] {
        items.enumerated().filter { lost.contains($0.element.variant.id) }.map { index, item in
            Shortage(index: index, variant: item.variant.id, available: 0, requested: item.quantity)
        }
    }
}
