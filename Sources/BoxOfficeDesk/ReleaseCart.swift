package import BoxOfficeDomain
import BoxOfficeStore

extension Desk {
    /// Frees at once what a retailer's cart holds, and forgets the cart. Nothing happens when there is none, when it is
    /// another retailer's, or when it was ordered.
    package func releaseCart(_ id: Cart.ID, for retailer: Retailer) async throws {
        guard let occurrence = try await store.read({ try $0.cart(id)?.cart.occurrence }) else { return }
        try await store.write { transaction in
            try transaction.lock(occurrence)
            guard let stored = try transaction.cart(id), !stored.isOrdered, stored.cart.retailer == retailer.id else {
                return
            }
            try transaction.forget(stored.cart)
        }
    }
}

extension Transaction {
    /// Gives back whatever a cart still holds, and forgets it.
    func forget(_ cart: Cart) throws {
        for (variant, _) in cart.units {
            if variant.isSeat {
                try release(variant.id, of: cart.occurrence, from: cart.id)
            } else {
                try releaseHold(of: variant.id, of: cart.occurrence, by: cart.id)
            }
        }
        if let code = cart.voucherCode { try releaseVoucher(code, of: cart.event, by: cart.id) }
        try delete(cart.id)
    }
}
