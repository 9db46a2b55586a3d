import BoxOfficeDesk
import BoxOfficeDomain

/// What the random sale should do, in a few dictionaries: who holds or has what, until when.
struct SaleModel {
    struct Line {
        let variant: InventoryVariant.ID
        let ticketType: TicketType.ID
        let quantity: Int
    }

    struct HeldCart {
        let retailer: Retailer.ID
        let occurrence: Occurrence.ID
        let lines: [Line]
        let expiresAt: Moment
        /// At the prices of the catalogue that stood last with all of its options in it.
        var lastTotal: Int64
        var order: Order.ID?
    }

    struct KeyUse {
        let cart: Cart.ID
        let order: Order.ID
        let at: Moment
    }

    struct KeyName: Hashable {
        let retailer: Retailer.ID
        let key: String
    }

    private(set) var world: World
    /// Without those that were released.
    private(set) var carts: [Cart.ID: HeldCart] = [:]
    private var keys: [KeyName: KeyUse] = [:]

    init(_ world: World) {
        self.world = world
    }

    /// How much of something is held or sold.
    func committed(_ variant: InventoryVariant.ID, of occurrence: Occurrence.ID, at now: Moment) -> Int {
        carts.values.filter { $0.occurrence == occurrence && ($0.order != nil || now < $0.expiresAt) }
            .flatMap(\.lines).filter { $0.variant == variant }.reduce(0) { $0 + $1.quantity }
    }

    /// What can be bought of a performance, as far as something is left.
    func free(_ performance: World.Performance, at now: Moment) -> [InventoryVariant.ID: Int] {
        guard performance.isOnSale, now < performance.startsAt else { return [:] }
        return world.capacities.filter { !performance.withheld.contains($0.key) }
            .map { ($0.key, $0.value - committed($0.key, of: performance.id, at: now)) }
            .filter { $0.1 > 0 }.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    func total(_ cart: HeldCart) -> Int64 {
        guard world.performance(cart.occurrence) != nil else { return cart.lastTotal }
        var total = world.fee
        for line in cart.lines {
            guard let price = world.price(line.variant, line.ticketType) else { return cart.lastTotal }
            total += price * Int64(line.quantity)
        }
        return total
    }

    func refusal(_ wishes: [Wish], at now: Moment) -> CartRefusal? {
        let first = wishes[0].occurrence
        if let index = wishes.firstIndex(where: { $0.occurrence != first }) {
            return .occurrenceMismatch(index: index, first: first)
        }
        guard let performance = world.performance(first) else { return .occurrenceUnknown(first) }
        guard performance.isOnSale, now < performance.startsAt else { return .occurrenceNotOnSale(first) }
        let lines = wishes.map(Line.init)
        let isSeat = lines.map { $0.variant.text.hasPrefix("S-") }
        if let index = lines.indices.first(where: {
            wishes[$0].item?.occurrence != first || world.capacities[lines[$0].variant] == nil
                || performance.withheld.contains(lines[$0].variant)
        }) {
            return .itemUnknown(index: index)
        }
        for (index, line) in lines.enumerated() {
            let before = lines[..<index].filter { $0.variant == line.variant }
            if isSeat[index], !before.isEmpty { return .seatListedTwice(index: index, Self.variant(line.variant)) }
            if before.contains(where: { $0.ticketType == line.ticketType }) {
                return .optionListedTwice(index: index, Self.variant(line.variant))
            }
        }
        if let index = lines.indices.first(where: { isSeat[$0] && lines[$0].quantity != 1 }) {
            return .seatQuantity(index: index, quantity: lines[index].quantity)
        }
        if let index = lines.firstIndex(where: { world.price($0.variant, $0.ticketType) == nil }) {
            return .optionUnknown(index: index)
        }
        let tickets = lines.filter { $0.variant != World.programmeID }.reduce(0) { $0 + $1.quantity }
        if tickets > World.ticketsMax { return .tooManyTickets(limit: World.ticketsMax, wished: tickets) }
        let shortages = shortages(lines, performance, at: now)
        return shortages.isEmpty ? nil : .exhausted(in: first, shortages)
    }

    private func shortages(_ lines: [Line], _ performance: World.Performance, at now: Moment) -> [Shortage] {
        var left = free(performance, at: now)
        return lines.enumerated().compactMap { index, line in
            let available = max(0, left[line.variant, default: 0])
            left[line.variant, default: 0] -= line.quantity
            guard line.quantity > available else { return nil }
            return Shortage(
                index: index, variant: line.variant, available: available, requested: line.quantity)
        }
    }

    private static func variant(_ id: InventoryVariant.ID) -> InventoryVariant {
        switch id {
        case World.programmeID: InventoryVariant(id: id, kind: .extra, name: "Programme")
        case World.floorID, World.pitID: InventoryVariant(id: id, kind: .generalAdmission, name: id.text)
        default:
            InventoryVariant(
                id: id, kind: .assignedSeat(section: "S", row: "R", seat: String(id.text.dropFirst(4))),
                name: "S R \(id.text.dropFirst(4))")
        }
    }

    /// Answers the total that the cart must have.
    mutating func opened(_ id: Cart.ID, _ wishes: [Wish], by retailer: Retailer.ID, at now: Moment) -> Int64 {
        var cart = HeldCart(
            retailer: retailer, occurrence: wishes[0].occurrence, lines: wishes.map(Line.init),
            expiresAt: now.adding(seconds: World.holdSeconds), lastTotal: 0)
        cart.lastTotal = total(cart)
        carts[id] = cart
        return cart.lastTotal
    }

    mutating func released(_ id: Cart.ID, by retailer: Retailer.ID) {
        if let cart = carts[id], cart.retailer == retailer, cart.order == nil { carts[id] = nil }
    }

    enum Verdict {
        case refused(CheckoutRefusal)
        case placedBefore(Order.ID)
        case placed
    }

    func verdict(_ checkout: Checkout, by retailer: Retailer.ID, at now: Moment) -> Verdict {
        let day: Int64 = 24 * 3600
        if let key = checkout.idempotencyKey, let use = keys[KeyName(retailer: retailer, key: key)],
            now < use.at.adding(seconds: day)
        {
            return use.cart == checkout.cart ? .placedBefore(use.order) : .refused(.idempotencyKeyReused)
        }
        guard let cart = carts[checkout.cart], cart.retailer == retailer else {
            return .refused(.cartUnknown(checkout.cart))
        }
        if let order = cart.order { return .refused(.alreadyOrdered(order)) }
        if now >= cart.expiresAt.adding(seconds: day) { return .refused(.cartUnknown(checkout.cart)) }
        if now >= cart.expiresAt { return .refused(.cartExpired(at: cart.expiresAt)) }
        let total = total(cart)
        guard checkout.expectedTotal == ExpectedTotal(amount: total, currency: World.currency.code) else {
            let actual = Money(total, World.currency)
            return .refused(.totalMismatch(expected: checkout.expectedTotal, actual: actual))
        }
        guard let performance = world.performance(cart.occurrence), performance.isOnSale else {
            return .refused(.occurrenceNotOnSale(cart.occurrence))
        }
        return .placed
    }

    mutating func placed(_ order: Order.ID, _ checkout: Checkout, by retailer: Retailer.ID, at now: Moment) {
        carts[checkout.cart]?.order = order
        if let key = checkout.idempotencyKey {
            keys[KeyName(retailer: retailer, key: key)] = KeyUse(cart: checkout.cart, order: order, at: now)
        }
    }
}

/// What an import may do.
extension SaleModel {
    /// Whether the new file would take back what is held or sold.
    func refuses(_ new: World, at now: Moment) -> Bool {
        let names = Set(world.performances.map(\.id)).union(new.performances.map(\.id))
        return names.contains { takesBack(from: $0, new, at: now) || shrinks($0, new, at: now) }
    }

    private func takesBack(from occurrence: Occurrence.ID, _ new: World, at now: Moment) -> Bool {
        guard let before = world.performance(occurrence), isComing(occurrence, new, at: now) else { return false }
        guard let after = new.performance(occurrence) else {
            return World.everything.contains { committed($0, of: occurrence, at: now) > 0 }
        }
        return world.capacities.keys.contains { variant in
            let isWithheldNow = after.withheld.contains(variant) && !before.withheld.contains(variant)
            return (isWithheldNow || new.capacities[variant] == nil) && committed(variant, of: occurrence, at: now) > 0
        }
    }

    /// No capacity goes below what is held and sold, unless it is all over.
    private func shrinks(_ occurrence: Occurrence.ID, _ new: World, at now: Moment) -> Bool {
        guard new.performance(occurrence) != nil, isComing(occurrence, new, at: now) else { return false }
        return new.capacities.contains { variant, capacity in
            committed(variant, of: occurrence, at: now) > capacity
        }
    }

    /// Not over by the old file, or not by the new: a show that is postponed keeps what is sold of it.
    private func isComing(_ occurrence: Occurrence.ID, _ new: World, at now: Moment) -> Bool {
        [world, new].contains { $0.performance(occurrence).map { now < $0.startsAt } ?? false }
    }

    mutating func imported(_ new: World, at now: Moment) {
        for (id, cart) in carts where cart.order == nil && now < cart.expiresAt {
            let total = total(cart)
            carts[id]?.lastTotal = total
        }
        world = new
    }
}

extension SaleModel.Line {
    init(_ wish: Wish) {
        self.init(
            variant: wish.item?.variant ?? .init("none"), ticketType: wish.option?.option.ticketType ?? .init("none"),
            quantity: wish.quantity)
    }
}
