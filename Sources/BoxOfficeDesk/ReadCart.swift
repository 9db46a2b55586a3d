package import BoxOfficeDomain
import BoxOfficeStore

extension Desk {
    /// A retailer's open cart, at today's prices.
    ///
    /// - Throws: ``NotFound`` when it is none, another retailer's, or has ended: expired, released or ordered.
    package func cart(_ id: Cart.ID, for retailer: Retailer) async throws -> Cart {
        let now = now()
        guard let stored = try await store.read({ try $0.cart(id) }), !stored.isOrdered,
            stored.cart.retailer == retailer.id, now < stored.cart.expiresAt
        else { throw NotFound.cart(id.text) }
        return stored.cart.repriced(in: catalogue)
    }
}
