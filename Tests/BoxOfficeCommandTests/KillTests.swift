import BoxOfficeWire
import Foundation
import Testing

extension Commands {
    @Suite("A server that is killed at any moment loses nothing", .timeLimit(.minutes(3)))
    struct Kill {
        private static let kills = 20
        private static let partners = 4
        private static let seats = 300
        private static let holdSeconds = 2

        /// A larger house, whose holds end soon.
        private static let catalogue = House.catalogue
            .replacing("seats: 1-6,", with: "seats: 1-\(seats),")
            .replacing("capacity: 20,", with: "capacity: 5000,")
            .replacing(
                "    venue: palace\n    ticketTypes",
                with: "    venue: palace\n    holdSeconds: \(holdSeconds)\n    ticketTypes")

        @Test("twenty times under load: what was answered is there, no seat is sold twice, nothing is stuck")
        func killed() async throws {
            let seed = UInt64.random(in: 0...9999)
            print("moments of seed \(seed)")
            // The same moments for the same seed; where they fall in the server's work is chance.
            var moments = SeededGenerator(seed: seed)
            try await Workplace.open { here in
                let key = try await here.openHouse(Self.catalogue)
                var answered: [String: OrderBody] = [:]
                for kill in 1...Self.kills {
                    let server = try await here.serve()
                    let partner = server.partner(key)
                    try await expectKept(answered, by: partner, "after kill \(kill - 1), seed \(seed)")
                    let patience = Duration.milliseconds(Int.random(in: 20...600, using: &moments))
                    let offers = try await partner.inventory(of: House.occurrence)
                    for order in try await sell(
                        offers, at: partner,
                        until: {
                            try await Task.sleep(for: patience)
                            server.process.signal(SIGKILL)
                        })
                    {
                        answered[order.id] = order
                    }
                    #expect(try await server.process.finished().status == SIGKILL)
                    let audit = try await here.run("audit")
                    #expect(audit.status == 0, "after kill \(kill), seed \(seed): \(audit.output)")
                }
                #expect(!answered.isEmpty)
                let partner = try await here.serve().partner(key)
                try await expectKept(answered, by: partner, "in the end, seed \(seed)")
                try await expectNothingStuck(partner)
            }
        }

        /// Buyers who take what comes, until the server is gone.
        ///
        /// - Returns: orders that were answered.
        private func sell(
            _ offers: [InventoryItemBody], at partner: Partner, until end: @escaping @Sendable () async throws -> Void
        ) async throws -> [OrderBody] {
            try await withThrowingTaskGroup(of: [OrderBody].self) { group in
                for _ in 1...Self.partners {
                    group.addTask {
                        var orders: [OrderBody] = []
                        do {
                            while true {
                                if let order = try await Self.buy(offers.shuffled().prefix(2), at: partner) {
                                    orders.append(order)
                                }
                            }
                        } catch is URLError {
                            // What was not answered may or may not have been sold.
                            return orders
                        }
                    }
                }
                try await end()
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }

        /// One purchase, of which every third buyer thinks better before paying.
        private static func buy(_ offers: ArraySlice<InventoryItemBody>, at partner: Partner) async throws -> OrderBody?
        {
            let items = try offers.map { item in
                CartCreateBody.Item(
                    occurrenceId: House.occurrence, inventoryItemId: item.id,
                    priceOptionId: try #require(item.priceOptions.first).id, quantity: 1)
            }
            let held = try await partner.post("/api/v3/carts", CartCreateBody(items: items))
            // Somebody else was faster.
            if held.status == 409 { return nil }
            try #require(held.status == 201)
            if Int.random(in: 1...3) == 1 { return nil }
            let bought = try await partner.buy(held.data())
            // Its hold of two seconds ended, on a slow machine.
            if bought.status == 410 || bought.status == 409 { return nil }
            try #require(bought.status == 201)
            return try bought.data()
        }

        private func orders(_ partner: Partner) async throws -> [OrderBody] {
            var orders: [OrderBody] = []
            while true {
                let path = "/api/v3/orders?limit=1000&offset=\(orders.count)"
                let page: [OrderBody] = try await partner.get(path).data()
                orders += page
                if page.count < 1000 { return orders }
            }
        }

        private func expectKept(_ answered: [String: OrderBody], by partner: Partner, _ when: String) async throws {
            let kept = Dictionary(uniqueKeysWithValues: try await orders(partner).map { ($0.id, $0) })
            for (id, order) in answered { #expect(kept[id] == order, "\(when)") }
            let seats = kept.values.flatMap { $0.items.map(\.inventoryVariant.id) }.filter { $0.hasPrefix("Stalls") }
            #expect(Set(seats).count == seats.count, "\(when)")
        }

        /// Once every hold has ended, all that is not sold is free.
        private func expectNothingStuck(_ partner: Partner) async throws {
            var sold: [String: Int] = [:]
            for item in try await orders(partner).flatMap(\.items) {
                sold[item.inventoryVariant.id, default: 0] += item.quantity
            }
            try await eventually("what is not sold is free again", within: .seconds(10)) {
                let free = try await partner.inventory(of: House.occurrence)
                let seats = free.filter { $0.inventoryVariant.id.hasPrefix("Stalls") }
                let pit = free.first { $0.inventoryVariant.id == "pit" }?.quantityAvailable
                return seats.count == Self.seats - sold.keys.count { $0.hasPrefix("Stalls") }
                    && pit == 5000 - sold["pit", default: 0]
            }
        }
    }
}
