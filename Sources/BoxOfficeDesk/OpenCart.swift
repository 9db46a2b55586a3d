package import BoxOfficeDomain
import BoxOfficeStore

extension Desk {
    /// Holds what is wished for, all or nothing.
    ///
    /// - Throws: ``CartRefusal``.
    package func openCart(_ wishes: [Wish], for retailer: Retailer) async throws -> Cart {
        try await decide { catalogue in
            let now = now()
            let cart = try Cart.open(
                id: .init(RandomNames.uuid(at: now)), wishes: wishes, for: retailer, from: catalogue, at: now)
            return try await store.write { transaction in
                try transaction.lock(cart.occurrence, decidedBy: catalogue.version)
                try transaction.returnExpiredHolds(of: cart.occurrence, at: now)
                guard try transaction.take(cart, at: now) else {
                    throw try transaction.refusal(of: cart, from: catalogue, at: now)
                }
                try transaction.insert(cart)
                return cart
            }
        }
    }
}

extension Transaction {
    /// Takes everything that a cart holds off the market, in id order. False when something of it is taken: then the
    /// transaction must not be committed.
    fileprivate func take(_ cart: Cart, at now: Moment) throws -> Bool {
        for (variant, quantity) in cart.units {
            let isTaken =
                variant.isSeat
                ? try claim(variant.id, of: cart.occurrence, for: cart.id, until: cart.expiresAt, at: now)
                : try hold(quantity, of: variant.id, of: cart.occurrence, for: cart.id, until: cart.expiresAt)
            guard isTaken else { return false }
        }
        return true
    }

    /// Every line that is short, once it is known that one is.
    fileprivate func refusal(of cart: Cart, from catalogue: Catalogue, at now: Moment) throws -> CartRefusal {
        guard let listing = catalogue.listing(cart.occurrence) else { return .occurrenceUnknown(cart.occurrence) }
        return .exhausted(
            in: cart.occurrence, cart.shortages(in: listing, try taken(of: cart.occurrence, besides: cart.id, at: now)))
    }
}
