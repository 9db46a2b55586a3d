import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore

/// One performance of the small world, and the calls that the tests of the store make on it.
enum Corner {
    static let occurrence = Occurrence.ID("1")
    static let acme = Retailer(id: "acme", name: "Acme")

    static func world(_ clock: Clock) -> World {
        World(performances: [World.Performance(id: occurrence, startsAt: clock.now.adding(seconds: 30 * 24 * 3600))])
    }

    static func wish(_ variant: InventoryVariant.ID, quantity: Int = 1) -> Wish {
        let item = Wish.ItemName(occurrence: occurrence, variant: variant)
        let type: TicketType.ID = variant == World.programmeID ? "EXTRA" : "ADULT"
        return Wish(
            occurrence: occurrence, item: item, option: .init(item: item, option: PriceOptionName(ticketType: type)),
            quantity: quantity)
    }

    static func checkout(_ cart: Cart, key: String? = nil) -> Checkout {
        Checkout(
            cart: cart.id, expectedTotal: ExpectedTotal(amount: cart.receipt.total.amount, currency: "GBP"),
            contact: Contact(storedName: "Ada", email: "ada@example.com", phone: nil), payment: nil,
            idempotencyKey: key)
    }
}

extension TemporaryDatabase {
    /// A desk on a file with the small world on sale.
    func openDesk(_ clock: Clock = Clock()) async throws -> Desk {
        let desk = try await desk(clock)
        try await desk.importCatalogue(Corner.world(clock).yaml)
        return desk
    }
}

extension Desk {
    func open(_ wishes: Wish...) async throws -> Cart {
        try await openCart(CartRequest(wishes), for: Corner.acme).cart
    }

    /// Buys a cart and answers its order.
    @discardableResult
    func buy(_ cart: Cart, key: String? = nil) async throws -> Order {
        switch try await placeOrder(Corner.checkout(cart, key: key), for: Corner.acme) {
        case .placed(let order), .placedBefore(let order): order
        }
    }
}
