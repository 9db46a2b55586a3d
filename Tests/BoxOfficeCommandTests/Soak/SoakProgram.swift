import BoxOfficeClient
import BoxOfficeTestSupport
import Foundation
import Synchronization
import Testing

/// A partner's program that does by chance what partners do, and holds every answer against what all of them know.
struct SoakProgram {
    let number: Int
    let partner: Partner
    let shared: SoakShared
    /// Every item of both occurrences, also those that are taken by now.
    let offers: [SoakModel.Thing: InventoryItemBody]
    var random: SeededGenerator
    /// Carts whose customers went away.
    private var left: [CartBody] = []
    private var bought: [String] = []

    private static let leftMax = 50

    init(number: Int, partner: Partner, shared: SoakShared, offers: [SoakModel.Thing: InventoryItemBody], seed: UInt64)
    {
        self.number = number
        self.partner = partner
        self.shared = shared
        self.offers = offers
        self.random = SeededGenerator(seed: seed + UInt64(number))
    }

    /// One customer, from the first look to what becomes of the cart.
    mutating func round() async throws {
        shared.locked { $0.model.beginRound(of: number) }
        let occurrence = SoakHouse.occurrences[chance(50) ? 0 : 1]
        let free = try await browse(occurrence)
        if chance(20) { try await buyTooLate() }
        if chance(10) { try await readOrder() }
        let things = wishes(of: occurrence, free)
        guard let (claim, cart) = try await hold(things, of: occurrence) else { return }
        switch Int.random(in: 0..<100, using: &random) {
        case ..<30: try await release(claim, cart)
        case ..<65 where shared.locked({ $0.mayBuy(things) }): try await buy(claim, cart)
        default:
            shared.locked { $0.count("holds left to lapse", isRequest: false) }
            left.append(cart)
            if left.count > Self.leftMax { left.removeFirst() }
        }
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &random) < percent
    }

    private mutating func name(_ percent: Int) -> String? {
        chance(percent) ? "soak-\(random.next())" : nil
    }

    private func browse(_ occurrence: String) async throws -> [SoakModel.Thing] {
        let askedAt = Date.now
        let inventory = try await partner.inventory(of: occurrence)
        let left = SoakHouse.left(inventory, of: occurrence)
        try shared.locked { state in
            state.count("browsed")
            try state.model.browsed(left, askedAt: askedAt)
        }
        return left.filter { $0.value > 0 }.keys.sorted()
    }

    /// Mostly what was free a moment ago, sometimes anything; sometimes with a voucher.
    private mutating func wishes(of occurrence: String, _ free: [SoakModel.Thing]) -> [SoakModel.Thing: Int] {
        let prefix = "\(occurrence)/"
        let candidates = chance(80) ? free : offers.keys.filter { $0.hasPrefix(prefix) }.sorted()
        var things: [SoakModel.Thing: Int] = [:]
        for thing in candidates.filter({ $0.hasPrefix("\(prefix)Stalls") }).shuffled(using: &random).prefix(2)
        where chance(60) {
            things[thing] = 1
        }
        for (variant, percent) in [("pit", 20), ("floor", 30), ("programme", 20)] where chance(percent) {
            things[prefix + variant] = Int.random(in: 1...4, using: &random)
        }
        if things.isEmpty { things["\(prefix)floor"] = 1 }
        if chance(15) { things[SoakHouse.voucher] = 1 }
        return things
    }

    private mutating func hold(
        _ things: [SoakModel.Thing: Int], of occurrence: String
    ) async throws -> (SoakModel.ClaimID, CartBody)? {
        let wished = things.filter { $0.key != SoakHouse.voucher }.sorted { $0.key < $1.key }
        let items = try wished.map { thing, quantity in
            let offer = try #require(offers[thing])
            return CartCreateBody.Item(
                occurrenceId: occurrence, inventoryItemId: offer.id,
                priceOptionId: try #require(offer.priceOptions.first).id, quantity: quantity)
        }
        let body = CartCreateBody(
            items: items, voucherCode: things[SoakHouse.voucher] == nil ? nil : SoakHouse.voucher)
        let key = name(40)
        guard let first = try await post(body, things, key, before: nil) else { return nil }
        // A program that never saw the answer asks again: for the same cart, or for another once that one has ended.
        return key != nil && chance(40) ? try await post(body, things, key, before: first) : first
    }

    private func post(
        _ body: CartCreateBody, _ things: [SoakModel.Thing: Int], _ key: String?,
        before: (claim: SoakModel.ClaimID, cart: CartBody)?
    ) async throws -> (SoakModel.ClaimID, CartBody)? {
        let claim = shared.locked { $0.model.ask(for: things) }
        let reply = try await partner.post("/api/v3/carts", body, idempotencyKey: key)
        if let before, reply.status != 200, Date.now < (try before.cart.end) {
            throw Disagreement("a repeated hold is answered \(reply.status) before the cart ends")
        }
        switch (reply.status, reply.code) {
        case (200, _):
            try shared.locked { state in
                state.count("holds repeated")
                try state.model.refused(claim, [:])
            }
            let cart: CartBody = try reply.data()
            guard let before, cart == before.cart else { throw Disagreement("a new hold is answered with \(cart.id)") }
            return before
        case (201, _):
            let cart: CartBody = try reply.data()
            let end = try cart.end
            try shared.locked { state in
                state.count("held")
                try state.model.held(claim, until: end)
            }
            return (claim, cart)
        case (409, "INVENTORY_EXHAUSTED"):
            let left = try left(reply, of: body)
            try shared.locked { state in
                state.count("holds refused")
                try state.model.refused(claim, left)
            }
        case (_, "INVALID_VOUCHER"):
            try shared.locked { state in
                state.count("vouchers refused")
                try state.model.refused(claim, [SoakHouse.voucher: nil])
            }
        default: throw Disagreement("a hold is answered \(reply.status) \(reply.code ?? "")")
        }
        return nil
    }

    private func left(_ reply: Reply, of body: CartCreateBody) throws -> [SoakModel.Thing: Int?] {
        let error = try JSONDecoder().decode(ErrorEnvelope.self, from: reply.body).error
        let short = try #require(error.details?.items)
        let things = Dictionary(uniqueKeysWithValues: offers.map { ($0.value.id, $0.key) })
        return try Dictionary(
            uniqueKeysWithValues: short.map { (try #require(things[$0.inventoryItemId]), $0.availableQuantity) })
    }

    private func release(_ claim: SoakModel.ClaimID, _ cart: CartBody) async throws {
        shared.locked { $0.model.askRelease(claim) }
        let reply = try await partner.delete("/api/v3/carts/\(cart.id)")
        guard reply.status == 204 else { throw Disagreement("a release is answered \(reply.status)") }
        shared.locked { state in
            state.count("released")
            state.model.released(claim)
        }
    }

    private mutating func buy(_ claim: SoakModel.ClaimID, _ cart: CartBody) async throws {
        let body = OrderCreateBody(cartId: cart.id, expectedTotal: cart.total, contact: House.buyer)
        let key = name(50)
        shared.locked { $0.model.askPurchase(claim) }
        let reply = try await partner.post("/api/v3/orders", body, idempotencyKey: key)
        guard reply.status == 201 else {
            guard reply.code == "CART_EXPIRED" else {
                throw Disagreement("a purchase is answered \(reply.status) \(reply.code ?? "")")
            }
            return try shared.locked { state in
                state.count("purchases too late")
                try state.model.tooLate(claim)
            }
        }
        let order: OrderBody = try reply.data()
        bought.append(order.id)
        try shared.locked { state in
            state.count("bought")
            state.orders[order.id] = order
            try state.model.sold(claim)
        }
        guard key != nil, chance(30) else { return }
        let again = try await partner.post("/api/v3/orders", body, idempotencyKey: key)
        shared.locked { $0.count("purchases repeated") }
        guard again.status == 200, try again.data() == order else {
            throw Disagreement("a repeated purchase is answered \(again.status)")
        }
    }

    /// A customer who comes back after the end of the hold gets nothing.
    private mutating func buyTooLate() async throws {
        guard let cart = left.first, try cart.end <= .now else { return }
        left.removeFirst()
        let reply = try await partner.buy(cart)
        shared.locked { $0.count("purchases too late") }
        guard reply.code == "CART_EXPIRED" else {
            throw Disagreement("a purchase after the hold's end is answered \(reply.status) \(reply.code ?? "")")
        }
    }

    private mutating func readOrder() async throws {
        guard let id = bought.randomElement(using: &random) else { return }
        let order = try await partner.boxOffice.order(id)
        let expected = shared.locked { state in
            state.count("orders read")
            return state.orders[id]
        }
        guard order == expected else { throw Disagreement("order \(id) has changed") }
    }
}

/// The state that all programs share, behind one lock.
final class SoakShared: Sendable {
    private let state = Mutex(SoakState())

    func locked<Result, Failure: Error>(
        _ body: (inout sending SoakState) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try state.withLock(body)
    }
}

extension CartBody {
    fileprivate var end: Date {
        get throws { try Date(expiresAt, strategy: .iso8601) }
    }
}
