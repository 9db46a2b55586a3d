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
            let stored = try await cart(of: checkout, for: retailer, key, catalogue, at: now)
            let sale = Sale(
                checkout: checkout, cart: stored.cart, wasOrdered: stored.isOrdered, key: key, catalogue: catalogue,
                now: now, id: id, confirmationNumber: RandomNames.confirmationNumber())
            return try await store.write(
                to: stored.cart.occurrence, decidedBy: catalogue.version, vouchers: stored.cart.vouchers, at: now
            ) {
                try sale.place(in: $0)
            }
        }
    }
}

extension Desk {
    /// The cart as it is written down. Only an import changes that before it is ordered, and is noticed behind the door: so
    /// it may be looked up before.
    private func cart(
        of checkout: Checkout, for retailer: Retailer, _ key: IdempotencyKey?, _ catalogue: Catalogue, at now: Moment
    ) async throws -> StoredCart {
        if let known = openedCarts.take(checkout.cart, by: catalogue), known.retailer == retailer.id {
            return StoredCart(cart: known, isOrdered: false)
        }
        return try await store.read { transaction in
            if let stored = try transaction.cart(checkout.cart), stored.cart.retailer == retailer.id { return stored }
            if let key, try transaction.earlierEffect(of: key, validSince: now.idempotencyHorizon) != nil {
                throw CheckoutRefusal.idempotencyKeyReused
            }
            throw CheckoutRefusal.cartUnknown(checkout.cart)
        }
    }
}

/// One call to checkout. The order's id and its first confirmation number are chosen before the door, since what is behind
/// it may run twice; of barcodes, only those of the run that commits are ever seen.
private struct Sale: Sendable {
    let checkout: Checkout
    /// As it is written down.
    let cart: Cart
    /// Whether it was known to be ordered before the door. If not, another may have been faster; if so, nothing is rehearsed
    /// that would stand against that order.
    let wasOrdered: Bool
    let key: IdempotencyKey?
    let catalogue: Catalogue
    let now: Moment
    let id: Order.ID
    let confirmationNumber: String
    /// How many more are tried, for the unlikely case that one is taken.
    private static let moreConfirmationNumbersMax = 3

    /// The checks of the contract's section 5, in their order, and the sale.
    func place(in transaction: Transaction) throws -> PlacedOrder {
        if transaction.mayBeDone, let order = try transaction.order(id, of: cart.retailer) { return .placed(order) }
        if let earlier = try useKey(in: transaction) {
            return earlier.id == id ? .placed(earlier) : .placedBefore(earlier)
        }
        let checkedOut = Result {
            try cart.checkedOut(expecting: checkout.expectedTotal, from: catalogue, at: now)
        }
        guard !wasOrdered, case .success(let sold) = checkedOut, try transaction.markOrdered(cart.id, at: now) else {
            // What became of the cart meanwhile comes before what is wrong with the call.
            if let order = try transaction.orderID(of: cart.id) {
                if order == id, let own = try transaction.order(id, of: cart.retailer) { return .placed(own) }
                throw CheckoutRefusal.alreadyOrdered(order)
            }
            guard try transaction.occurrence(of: cart.id) != nil else { throw CheckoutRefusal.cartUnknown(cart.id) }
            _ = try checkedOut.get()
            throw StoreFailure(code: .damaged, cause: "cart \(cart.id) is marked as ordered, without an order")
        }
        let lost = try unitsLost(by: sold, in: transaction)
        guard lost.isEmpty else { throw CheckoutRefusal.exhausted(in: sold.occurrence, sold.shortages(of: lost)) }
        if sold != cart { try transaction.reprice(sold) }
        if let code = sold.voucherCode, try !transaction.useVoucher(code, of: sold.event, by: sold.id) {
            // Another's call, begun a moment later, found that it had run out.
            throw CheckoutRefusal.cartExpired(at: sold.expiresAt)
        }
        return .placed(try insertOrder(of: sold, in: transaction))
    }

    /// The order that this key was used for before; nil when the key is this call's now, or there is none.
    private func useKey(in transaction: Transaction) throws -> Order? {
        guard let key else { return nil }
        let effect = IdempotentEffect(fingerprint: cart.id.text, resultID: id.text)
        guard let earlier = try transaction.use(key, for: effect, at: now, validSince: now.idempotencyHorizon) else {
            return nil
        }
        guard earlier.fingerprint == effect.fingerprint else { throw CheckoutRefusal.idempotencyKeyReused }
        guard let order = try transaction.order(.init(earlier.resultID), of: cart.retailer) else {
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

    private func insertOrder(of cart: Cart, in transaction: Transaction) throws -> Order {
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
        for attempt in 0...Self.moreConfirmationNumbersMax {
            let order = Order(
                id: id,
                confirmationNumber: attempt == 0 ? confirmationNumber : RandomNames.confirmationNumber(),
                status: .confirmed, createdAt: now, contact: checkout.contact, payment: checkout.payment, cart: cart,
                tickets: tickets)
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
