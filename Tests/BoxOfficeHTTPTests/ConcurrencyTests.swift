import BoxOfficeWire
import Testing

/// What buyers who come at the same time may rely on.
@Suite("Of buyers who come at once, exactly one gets the last")
struct ConcurrencyTests {
    private static let rounds = 100

    @Test("two want the last seat")
    func lastSeat() async throws {
        try await withWorld { world in
            let line = Line("Circle-A-1")
            for _ in 0..<Self.rounds {
                let replies = try await atOnce(2) { try await ($0 == 0 ? world.acme : world.corner).open([line]) }
                try #require(replies.map(\.status).sorted() == [201, 409])
                let loser = try #require(replies.first { $0.status == 409 })
                let details = try expect(loser, refuses: "INVENTORY_EXHAUSTED", "items[0].quantity")
                #expect(
                    details?.items == [
                        ShortageBody(
                            param: "items[0].quantity", inventoryItemId: line.item, availableQuantity: 0,
                            requestedQuantity: 1)
                    ])
                let winner = try #require(replies.firstIndex { $0.status == 201 })
                let cart = try replies[winner].data(CartBody.self)
                _ = try await (winner == 0 ? world.acme : world.corner).delete("/api/v3/carts/\(cart.id)")
            }
            #expect(try await world.breaches() == [])
        }
    }

    @Test("two want more of an area than both can have")
    func lastPlaces() async throws {
        try await withWorld { world in
            let lines = [Line("yard", of: "90", quantity: 25), Line("yard", of: "90", quantity: 30)]
            for _ in 0..<Self.rounds {
                let replies = try await atOnce(2) { try await world.acme.open([lines[$0]]) }
                try #require(replies.map(\.status).sorted() == [201, 409])
                let winner = try #require(replies.firstIndex { $0.status == 201 })
                let details = try expect(replies[1 - winner], refuses: "INVENTORY_EXHAUSTED", "items[0].quantity")
                #expect(details?.availableQuantity == (winner == 0 ? 15 : 10))
                #expect(details?.requestedQuantity == (winner == 0 ? 30 : 25))
                let cart = try replies[winner].data(CartBody.self)
                _ = try await world.acme.delete("/api/v3/carts/\(cart.id)")
            }
            #expect(try await world.acme.free("yard", "9", "90") == 40)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("many want few: as many are sold as there are, each seat once")
    func rush() async throws {
        try await withWorld { world in
            let replies = try await atOnce(40) { index -> Reply in
                let line = Line("Floor-A-\(index % 4 + 1)", of: "770")
                let reply = try await world.acme.open([line])
                return reply.status == 201 ? try await world.acme.checkOut(try reply.data(CartBody.self)) : reply
            }
            #expect(replies.filter { $0.status == 201 }.count == 4)
            #expect(replies.filter { $0.status == 409 }.count == 36)
            let places = try await atOnce(60) { _ -> Reply in
                let reply = try await world.acme.open([Line("yard", of: "90")])
                return reply.status == 201 ? try await world.acme.checkOut(try reply.data(CartBody.self)) : reply
            }
            #expect(places.filter { $0.status == 201 }.count == 40)
            let orders = try await world.acme.get("/api/v3/orders?limit=1000").list(of: OrderBody.self).data
            let seats = orders.filter { $0.occurrenceId == "770" }.flatMap(\.items).map(\.inventoryVariant.id)
            #expect(seats.sorted() == ["Floor-A-1", "Floor-A-2", "Floor-A-3", "Floor-A-4"])
            let tickets = orders.flatMap(\.items).flatMap { $0.tickets ?? [] }
            #expect(Set(tickets.map(\.barcode.value)).count == 44)
            #expect(try await world.acme.free("yard", "9", "90") == 0)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("two carts that want the same seats in another order: one has all, the other nothing")
    func overlapping() async throws {
        try await withWorld { world in
            let lines = [Line("Circle-A-1"), Line("Circle-A-2"), Line("dance-floor", quantity: 3)]
            for _ in 0..<Self.rounds / 2 {
                let replies = try await atOnce(2) {
                    try await ($0 == 0 ? world.acme : world.corner).open($0 == 0 ? lines : lines.reversed())
                }
                try #require(replies.map(\.status).sorted() == [201, 409])
                let winner = try #require(replies.firstIndex { $0.status == 201 })
                let cart = try replies[winner].data(CartBody.self)
                #expect(cart.items.count == 3)
                _ = try await (winner == 0 ? world.acme : world.corner).delete("/api/v3/carts/\(cart.id)")
                #expect(try await world.acme.free("dance-floor") == 6)
            }
            #expect(try await world.breaches() == [])
        }
    }

    @Test("one cart bought twice at once is one order")
    func doubleCheckout() async throws {
        try await withWorld { world in
            for _ in 0..<20 {
                let cart = try await world.acme.cart(Line("yard", of: "90"))
                let replies = try await atOnce(2) { _ in try await world.acme.checkOut(cart) }
                try #require(replies.map(\.status).sorted() == [201, 409])
                let order: OrderBody = try #require(replies.first { $0.status == 201 }).data()
                let refusal = try #require(replies.first { $0.status == 409 }).error()
                #expect(refusal.code == "CART_ALREADY_ORDERED")
                #expect(refusal.details?.orderId == order.id)
            }
            #expect(try await world.acme.free("yard", "9", "90") == 20)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("a cart that is bought and released at once is one of the two")
    func checkoutOrRelease() async throws {
        try await withWorld { world in
            var sold = 0
            for _ in 0..<Self.rounds / 4 {
                let cart = try await world.acme.cart(Line("yard", of: "90"))
                let replies = try await atOnce(2) {
                    $0 == 0
                        ? try await world.acme.checkOut(cart) : try await world.acme.delete("/api/v3/carts/\(cart.id)")
                }
                #expect([201, 404].contains(replies[0].status))
                #expect(replies[1].status == 204)
                if replies[0].status == 201 { sold += 1 }
                #expect(try await world.acme.free("yard", "9", "90") == 40 - sold)
            }
            #expect(try await world.breaches() == [])
        }
    }

    @Test("an import and sales at once: every cart has one of the two prices, and its order the same")
    func importing() async throws {
        try await withWorld { world in
            for round in 1...5 {
                let totals = try await atOnce(9) { index -> Int64? in
                    if index == 4 {
                        try await world.importCatalogue(replacing: ["faceValue: 18500": "faceValue: \(18500 + round)"])
                        return nil
                    }
                    let cart = try await world.acme.cart(Line("yard", of: "90"))
                    let reply = try await world.acme.checkOut(cart)
                    if reply.status == 201 {
                        let order: OrderBody = try reply.data()
                        #expect(order.total == cart.total && order.items[0].total == cart.total)
                    } else {
                        try expect(reply, refuses: "TOTAL_PRICE_MISMATCH", "expectedTotal")
                    }
                    return cart.total.amount
                }
                let before = round == 1 ? 18500 : 18500 + Int64(round) - 1
                #expect(totals.compactMap(\.self).allSatisfy { $0 == before || $0 == 18500 + Int64(round) })
                world.clock.advance(seconds: 900)
            }
            #expect(try await world.breaches() == [])
        }
    }
}
