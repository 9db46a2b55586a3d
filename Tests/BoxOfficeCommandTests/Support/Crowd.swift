import BoxOfficeWire
import Foundation
import Synchronization
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Buyers who take what comes, in a larger house whose holds end soon, while servers come and go.
final class Crowd: Sendable {
    static let catalogue = House.catalogue
        .replacing("seats: 1-6,", with: "seats: 1-\(seats),")
        .replacing("capacity: 20,", with: "capacity: \(places),")
        .replacing(
            "    venue: palace\n    ticketTypes",
            with: "    venue: palace\n    holdSeconds: \(holdSeconds)\n    ticketTypes")
    private static let seats = 300
    private static let places = 5000
    private static let holdSeconds = 2

    private let offers: [InventoryItemBody]
    private let orders = Mutex<[String: OrderBody]>([:])
    private let unavailable = Atomic<Int>(0)
    private let isOver = Atomic<Bool>(false)

    init(_ offers: [InventoryItemBody]) {
        self.offers = offers
    }

    /// Orders that were answered, by their ids.
    var answered: [String: OrderBody] { orders.withLock { $0 } }

    /// How often a buyer was told to come again.
    var timesUnavailable: Int { unavailable.load(ordering: .relaxed) }

    /// Buys, each time at a server that is chosen anew, until `event` has passed.
    ///
    /// - Parameter maybeUnavailable: whether a server may say that it cannot sell now.
    func buy(
        buyers: Int = 4, at partner: @escaping @Sendable () -> Partner, maybeUnavailable: Bool = false,
        until event: () async throws -> Void
    ) async throws {
        isOver.store(false, ordering: .sequentiallyConsistent)
        try await withThrowingTaskGroup { group in
            for _ in 1...buyers {
                group.addTask {
                    while !self.isOver.load(ordering: .sequentiallyConsistent) {
                        do {
                            try await self.buy(at: partner(), maybeUnavailable)
                        } catch is URLError {
                            // What was not answered may or may not have been sold; who serves now is found in a moment.
                            try await Task.sleep(for: .milliseconds(5))
                        }
                    }
                }
            }
            defer { isOver.store(true, ordering: .sequentiallyConsistent) }
            try await event()
            isOver.store(true, ordering: .sequentiallyConsistent)
            try await group.waitForAll()
        }
    }

    /// One purchase, of which every third buyer thinks better before paying.
    private func buy(at partner: Partner, _ maybeUnavailable: Bool) async throws {
        let items = try offers.shuffled().prefix(2).map { item in
            CartCreateBody.Item(
                occurrenceId: House.occurrence, inventoryItemId: item.id,
                priceOptionId: try #require(item.priceOptions.first).id, quantity: 1)
        }
        let held = try await partner.post("/api/v3/carts", CartCreateBody(items: items))
        if maybeUnavailable, try await isUnavailable(held) { return }
        // Somebody else was faster.
        if held.status == 409 { return }
        try #require(held.status == 201, "\(String(decoding: held.body, as: UTF8.self))")
        if Int.random(in: 1...3) == 1 { return }
        let bought = try await partner.buy(held.data())
        if maybeUnavailable, try await isUnavailable(bought) { return }
        // Its hold of two seconds ended, on a slow machine.
        if bought.status == 410 || bought.status == 409 { return }
        try #require(bought.status == 201, "\(String(decoding: bought.body, as: UTF8.self))")
        let order: OrderBody = try bought.data()
        orders.withLock { $0[order.id] = order }
    }

    /// Whoever is told to come again is told when, and does.
    private func isUnavailable(_ reply: Reply) async throws -> Bool {
        guard reply.status == 503 else { return false }
        #expect(reply.retryAfter != nil)
        unavailable.add(1, ordering: .relaxed)
        try await Task.sleep(for: .milliseconds(50))
        return true
    }

    // MARK: What is there in the end

    private func kept(_ partner: Partner) async throws -> [OrderBody] {
        var orders: [OrderBody] = []
        while true {
            let path = "/api/v3/orders?limit=1000&offset=\(orders.count)"
            let page: [OrderBody] = try await partner.get(path).data()
            orders += page
            if page.count < 1000 { return orders }
        }
    }

    /// What was answered is there, and no seat is in two orders.
    func expectKept(by partner: Partner, _ when: String) async throws {
        let kept = Dictionary(uniqueKeysWithValues: try await kept(partner).map { ($0.id, $0) })
        for (id, order) in answered { #expect(kept[id] == order, "\(when)") }
        let seats = kept.values.flatMap { $0.items.map(\.inventoryVariant.id) }.filter { $0.hasPrefix("Stalls") }
        #expect(Set(seats).count == seats.count, "\(when)")
    }

    /// Once every hold has ended, all that is not sold is free.
    func expectNothingStuck(_ partner: Partner) async throws {
        var sold: [String: Int] = [:]
        for item in try await kept(partner).flatMap(\.items) {
            sold[item.inventoryVariant.id, default: 0] += item.quantity
        }
        try await eventually("what is not sold is free again", within: .seconds(10)) {
            let free = try await partner.inventory(of: House.occurrence)
            let seats = free.filter { $0.inventoryVariant.id.hasPrefix("Stalls") }
            let pit = free.first { $0.inventoryVariant.id == "pit" }?.quantityAvailable
            return seats.count == Self.seats - sold.keys.count { $0.hasPrefix("Stalls") }
                && pit == Self.places - sold["pit", default: 0]
        }
    }
}
