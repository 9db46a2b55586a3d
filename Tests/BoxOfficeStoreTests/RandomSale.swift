import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import BoxOfficeTestSupport

/// The store and the model said different things.
struct Disagreement: Error, CustomStringConvertible {
    let description: String
}

/// Buyers, a seller and time, all of them by chance, through two desks on one file. Each step is done to the desk and
/// to the model, and what the two answer must agree.
struct RandomSale {
    let desks: [Desk]
    let clock: Clock
    var random: SeededGenerator
    var model: SaleModel
    /// What happened how often, so that a test can see that it tested something.
    private(set) var tally: [String: Int] = [:]
    private var cartIDs: [Cart.ID] = []
    private var lastCheckout: Checkout?
    var formerIDs: [Occurrence.ID] = ["1", "2"].map { .init($0) }

    private static let retailers = ["acme", "corner"].map { Retailer(id: .init($0), name: $0) }

    init(database: TemporaryDatabase, seed: UInt64) async throws {
        clock = Clock()
        desks = [try await database.desk(clock), try await database.desk(clock)]
        random = SeededGenerator(seed: seed)
        let soon = clock.now.adding(seconds: 10 * 24 * 3600)
        model = SaleModel(World(performances: formerIDs.map { World.Performance(id: $0, startsAt: soon) }))
        try await desks[0].importCatalogue(model.world.yaml)
        try await desks[1].shelf.refresh()
    }

    mutating func step() async throws {
        switch Int.random(in: 0..<100, using: &random) {
        case ..<42: try await open()
        case ..<50: try await release()
        case ..<66: try await checkOut()
        case ..<70: try await readCart()
        case ..<72: try await compareInventory()
        case ..<79: advance()
        case ..<80: try await desk().sweep()
        default: try await importChange()
        }
    }

    mutating func count(_ event: String) {
        tally[event, default: 0] += 1
    }

    mutating func desk() -> Desk {
        desks[Int.random(in: 0...1, using: &random)]
    }

    mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func retailer() -> Retailer {
        Self.retailers[chance(5) ? 1 : 0]
    }

    private mutating func open() async throws {
        let wishes = wishes()
        let retailer = retailer()
        let expected = model.refusal(wishes, at: clock.now)
        do {
            let cart = try await desk().openCart(CartRequest(wishes), for: retailer).cart
            if let expected { throw Disagreement(description: "opened, and should be refused: \(expected)") }
            let total = model.opened(cart.id, wishes, by: retailer.id, at: clock.now)
            try agree(cart.receipt.total.amount, total, "total of a new cart")
            try agree(cart.expiresAt, clock.now.adding(seconds: World.holdSeconds), "end of a new cart")
            cartIDs.append(cart.id)
            count("opened")
        } catch let refusal as CartRefusal {
            try agree(refusal, expected, "refusal of \(wishes)")
            if case .exhausted = refusal { count("exhausted") } else { count("refused otherwise") }
        }
    }

    /// Mostly what could be had if nobody were faster; sometimes anything.
    private mutating func wishes() -> [Wish] {
        let isSensible = chance(85)
        let dates = model.world.performances.filter { !isSensible || ($0.isOnSale && clock.now < $0.startsAt) }
        let performance = dates.randomElement(using: &random)
        let occurrence = performance?.id ?? "404"
        var variants = World.everything.filter {
            !isSensible || model.world.capacities[$0] != nil && performance?.withheld.contains($0) != true
        }
        return (0..<Int.random(in: 1...3, using: &random)).map { _ in
            let variant = variants.randomElement(using: &random) ?? World.floorID
            if isSensible && variants.count > 1 { variants.removeAll { $0 == variant && $0.text.hasPrefix("S-") } }
            let item = Wish.ItemName(occurrence: occurrence, variant: variant)
            let option = PriceOptionName(ticketType: ticketType(of: variant))
            let isSeat = variant.text.hasPrefix("S-")
            return Wish(
                occurrence: chance(1) ? "1" : occurrence, item: item, option: .init(item: item, option: option),
                quantity: Int.random(in: 1...(isSeat ? (chance(2) ? 2 : 1) : 3), using: &random))
        }
    }

    private mutating func ticketType(of variant: InventoryVariant.ID) -> TicketType.ID {
        if chance(2) { return "NOBODY" }
        if variant == World.programmeID { return "EXTRA" }
        return chance(50) && (model.world.child != nil || chance(5)) ? "CHILD" : "ADULT"
    }

    /// Mostly one that is open, and otherwise any that ever was.
    private mutating func cartID() -> Cart.ID {
        let open = cartIDs.filter { id in
            model.carts[id].map { $0.order == nil && clock.now < $0.expiresAt } ?? false
        }
        let candidates = chance(70) && !open.isEmpty ? open : chance(70) ? cartIDs.suffix(6) : cartIDs
        return candidates.randomElement(using: &random) ?? .init("none")
    }

    private mutating func release() async throws {
        let (id, retailer) = (cartID(), retailer())
        try await desk().releaseCart(id, for: retailer)
        model.released(id, by: retailer.id)
        count("released")
    }

    private mutating func checkOut() async throws {
        let retailer = retailer()
        // A client that never saw the answer asks again, word for word.
        let checkout = lastCheckout.flatMap { chance(20) ? $0 : nil } ?? newCheckout()
        lastCheckout = checkout
        let (now, total) = (clock.now, model.carts[checkout.cart].map(model.total))
        let verdict = model.verdict(checkout, by: retailer.id, at: now)
        do {
            switch (try await desk().placeOrder(checkout, for: retailer), verdict) {
            case (.placed(let order), .placed):
                try agree(order.cart.receipt.total.amount, total, "total of an order")
                try agree(order.tickets.map(\.count), order.cart.items.map(\.quantity), "tickets of an order")
                model.placed(order.id, checkout, by: retailer.id, at: now)
                count("ordered")
            case (.placedBefore(let order), .placedBefore(let expected)):
                try agree(order.id, expected, "order of a repeated key")
                count("repeated")
            case (let answer, let expected):
                throw Disagreement(description: "checkout answered \(answer), and should \(expected)")
            }
        } catch let refusal as CheckoutRefusal {
            guard case .refused(let expected) = verdict else {
                throw Disagreement(description: "checkout was refused: \(refusal), and should \(verdict)")
            }
            try agree(refusal, expected, "refusal of a checkout")
            count("checkout: \("\(refusal)".prefix { $0 != "(" })")
        }
    }

    private mutating func newCheckout() -> Checkout {
        let cart = cartID()
        let total = model.carts[cart].map(model.total) ?? 0
        let amount = chance(6) ? total + 1 : chance(15) ? model.carts[cart]?.lastTotal ?? 1 : total
        return Checkout(
            cart: cart, expectedTotal: ExpectedTotal(amount: amount, currency: chance(2) ? "USD" : "GBP"),
            contact: Contact(storedName: "Ada", email: "ada@example.com", phone: nil), payment: nil,
            idempotencyKey: chance(50) ? nil : "key\(Int.random(in: 1...40, using: &random))")
    }

    private mutating func readCart() async throws {
        let (id, retailer) = (cartID(), retailer())
        let cart = model.carts[id].flatMap {
            $0.order == nil && $0.retailer == retailer.id && clock.now < $0.expiresAt ? $0 : nil
        }
        do {
            let found = try await desk().cart(id, for: retailer)
            try agree(found.receipt.total.amount, cart.map(model.total), "total of an open cart")
        } catch NotFound.cart {
            if let cart { throw Disagreement(description: "a cart was not found: \(cart)") }
        }
    }

    /// What each desk says is free of every performance.
    mutating func compareInventory() async throws {
        for performance in model.world.performances {
            let free = model.free(performance, at: clock.now)
            for desk in desks {
                // As a server does several times a second: the other desk may have sold.
                try await desk.hearOfChanges(since: Moment(seconds: 0))
                let inventory = try await desk.inventory(
                    of: performance.id, of: World.event, for: Self.retailers[0], tier: nil)
                let found = inventory.value.items.map { ($0.variant.id, $0.quantityAvailable) }
                try agree(Dictionary(uniqueKeysWithValues: found), free, "inventory of \(performance.id)")
                let listed = try await desk.occurrence(performance.id, of: World.event, for: Self.retailers[0])
                let tickets = free.filter { $0.key != World.programmeID }.values.reduce(0, +)
                try agree(listed.value.availability.freeTickets, tickets, "free tickets of \(performance.id)")
            }
        }
    }

    private mutating func advance() {
        let day: Int64 = 24 * 3600
        let seconds =
            chance(4) ? day + Int64.random(in: -100...100, using: &random) : chance(30) ? World.holdSeconds : 20
        clock.advance(seconds: seconds)
        count("time passed")
    }

    func agree<Value: Equatable>(_ found: Value, _ expected: Value, _ what: String) throws {
        guard found != expected else { return }
        throw Disagreement(description: "\(what): found \(found), expected \(expected)")
    }
}
