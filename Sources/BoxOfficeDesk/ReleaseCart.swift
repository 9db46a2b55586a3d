package import BoxOfficeDomain
import BoxOfficeStore

extension Desk {
    /// Frees at once what a retailer's cart holds, and forgets the cart. Nothing happens when there is none, when it is
    /// another retailer's, or when it was ordered.
    package func releaseCart(_ id: Cart.ID, for retailer: Retailer) async throws {
        // A look before the door: what changes nothing should not wait for the lock, nor cost a commit.
        guard let cart = try await store.read({ try $0.releasable(id, of: retailer.id) }) else { return }
        try await store.write(to: cart.occurrence, vouchers: cart.vouchers, at: now()) { transaction in
            if let cart = try transaction.releasable(id, of: retailer.id) { try transaction.forget(cart) }
        }
        openedCarts.forget(id)
    }
}

extension Transaction {
    fileprivate func releasable(_ id: Cart.ID, of retailer: Retailer.ID) throws -> Cart? {
        try cart(id).flatMap { $0.isOrdered || $0.cart.retailer != retailer ? nil : $0.cart }
    }

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
