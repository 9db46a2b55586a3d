import BoxOfficeDomain
import Synchronization

/// The carts that this server opened lately, as they are written down, so that a checkout need not ask the database for one
/// before it crosses the door. Of other carts, the database is asked.
///
/// Only an import writes another price on a cart, so each is good for one version of the catalogue. Whether it was ordered
/// or given back meanwhile, the checkout finds out behind the door.
final class OpenedCarts: Sendable {
    private struct Entry {
        let cart: Cart
        let catalogueVersion: Int64
    }

    private let carts = Mutex<[Cart.ID: Entry]>([:])

    /// As many as a busy on-sale opens in four seconds; some 20 MB.
    private static let cartsMax = 20_000

    func note(_ cart: Cart, by catalogue: Catalogue) {
        carts.withLock { carts in
            if carts.count >= Self.cartsMax { carts.removeAll() }
            carts[cart.id] = Entry(cart: cart, catalogueVersion: catalogue.version)
        }
    }

    func forget(_ cart: Cart.ID) {
        carts.withLock { _ = $0.removeValue(forKey: cart) }
    }

    /// Takes a cart out: who asks for it again, asks the database whether it is ordered now.
    func take(_ id: Cart.ID, by catalogue: Catalogue) -> Cart? {
        let entry = carts.withLock { $0.removeValue(forKey: id) }
        return entry?.catalogueVersion == catalogue.version ? entry?.cart : nil
    }
}
