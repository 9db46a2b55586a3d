import BoxOfficeDomain
import Synchronization

/// Which occurrence the carts are of that this server opened lately, so that a checkout need not ask the database before
/// it crosses the door. It never changes, so that nothing here can be out of date; of other carts, the database is asked.
final class CartOccurrences: Sendable {
    private let occurrences = Mutex<[Cart.ID: Occurrence.ID]>([:])

    /// As many as a busy on-sale opens in ten seconds; some 10 MB.
    private static let cartsMax = 50_000

    func note(_ cart: Cart) {
        occurrences.withLock { occurrences in
            if occurrences.count >= Self.cartsMax { occurrences.removeAll() }
            occurrences[cart.id] = cart.occurrence
        }
    }

    func occurrence(of cart: Cart.ID) -> Occurrence.ID? {
        occurrences.withLock { $0[cart] }
    }
}
