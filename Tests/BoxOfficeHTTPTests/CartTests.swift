import BoxOfficeWire
import Testing

/// Contract, sections 4 and 6: carts and receipts.
@Suite("A cart holds what it shows, at the price that it shows")
struct CartTests {
    @Test("a cart has what was asked for, in that order, priced")
    func opened() async throws {
        try await withWorld { world in
            let lines = [
                Line("dance-floor", "CHILD", quantity: 2), Line("Orchestra-B-1"), .extra("drink", quantity: 3),
            ]
            let reply = try await world.acme.open(lines)
            #expect(reply.status == 201)
            let cart = try reply.data(CartBody.self)
            #expect(reply.header("Location") == "/api/v3/carts/\(cart.id)")
            #expect(cart.createdAt == "2026-10-10T12:00:00Z")
            #expect(cart.expiresAt == "2026-10-10T12:15:00Z")
            #expect(cart.eventId == "123")
            #expect(cart.occurrenceId == "456")
            #expect(cart.items.map(\.inventoryItemId) == lines.map(\.item))
            #expect(cart.items.map(\.priceOption.id) == lines.map(\.option))
            #expect(cart.items.map(\.occurrenceId) == ["456", "456", "456"])
            #expect(cart.items.map(\.inventoryVariant.name) == ["Dance Floor", "Orchestra B 1", "Drink"])
            #expect(cart.items.map(\.quantity) == [2, 1, 3])
            #expect(cart.items.map(\.priceOption.sellPrice.amount) == [3300, 6900, 650])
            #expect(cart.items.map(\.total.amount) == [6600, 6900, 1950])
            #expect(cart.items[1].priceOption.promotion == PromotionBody(id: "early-bird", name: "Early Bird"))
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
        }
    }

    @Test("a cart's id is a UUID of version 7")
    func id() async throws {
        try await withWorld { world in
            let uuid = try Regex("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
            let cart = try await world.acme.cart(Line("dance-floor"))
            #expect(try uuid.wholeMatch(in: cart.id) != nil)
            #expect(try uuid.wholeMatch(in: try await world.acme.order(cart).id) != nil)
        }
    }

    @Test("a receipt has the subtotal first, then each fee that is not zero, and the taxes inside of the total")
    func receipt() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Orchestra-A-101"), Line("dance-floor"))
            let pounds = { MoneyBody(amount: $0, currency: "GBP") }
            #expect(
                cart.receiptLines.map(\.type) == ["SubtotalLine", "FeeLine"]
                    && cart.receiptLines.map(\.sign) == ["positive", "positive"]
                    && cart.receiptLines.map(\.total) == [pounds(18500), pounds(250)])
            #expect(cart.receiptLines[1].label == "Service fee")
            #expect(cart.total == pounds(18750))
            // 187.50 x 20 / 120
            #expect(cart.totalTaxes == pounds(3125))
        }
    }

    @Test("taxes are rounded half up, once")
    func taxes() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor", "CHILD"))
            // 35.50 x 20 / 120 is 5.9166...
            #expect(cart.totalTaxes?.amount == 592)
        }
    }

    @Test("each part of a cart has its fields and no others")
    func shape() async throws {
        try await withWorld { world in
            let hamlet = try await world.acme.open([Line("dance-floor")]).json()["data"]
            let names = [
                "createdAt", "eventId", "expiresAt", "id", "items", "occurrenceId", "protection", "receiptLines",
                "total",
            ]
            #expect(hamlet?.names == (names + ["totalTaxes"]).sorted())
            #expect(hamlet?["protection"] == .null)
            #expect(
                hamlet?["items"]?[0]?.names == [
                    "inventoryItemId", "inventoryVariant", "occurrenceId", "priceOption", "quantity", "total",
                ])
            #expect(hamlet?["receiptLines"]?[0]?.names == ["_type", "label", "sign", "total"])
            #expect(hamlet?["total"]?.names == ["amount", "currency"])
            // No taxes; and taxes that the seller does not disclose.
            let yen = try await world.acme.open([Line("Floor-A-1", of: "770")]).json()["data"]
            #expect(yen?.names == names)
            let run = try await world.acme.open([Line("dance-floor", of: "200020270327")]).json()["data"]
            #expect(run?.names == names)
            #expect(yen?["receiptLines"]?.elements.count == 1)
        }
    }

    @Test("a subtotal of zero is shown, and can be bought")
    func free() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("yard", tier: "staff", of: "90", quantity: 2))
            let none = MoneyBody(amount: 0, currency: "KWD")
            #expect(cart.receiptLines.map(\.type) == ["SubtotalLine"])
            #expect(cart.receiptLines.map(\.total) == [none])
            #expect(cart.total == none)
            #expect(try await world.acme.order(cart).total == none)
        }
    }

    @Test("another retailer's cart is not there, and cannot be released")
    func foreign() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Circle-A-1"))
            try expect(try await world.corner.shownCart(cart.id), lacks: "cart", cart.id)
            #expect(try await world.corner.delete("/api/v3/carts/\(cart.id)").status == 204)
            #expect(try await world.acme.shownCart(cart.id).status == 200)
            #expect(try await world.corner.free("Circle-A-1") == 0)
        }
    }

    @Test("releasing answers 204 always and again, and frees at once")
    func released() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(
                Line("Circle-A-1"), Line("dance-floor", quantity: 3), .extra("programme"))
            for _ in 0..<3 {
                let reply = try await world.acme.delete("/api/v3/carts/\(cart.id)")
                #expect(reply.status == 204)
                #expect(reply.text.isEmpty)
                try expect(try await world.acme.shownCart(cart.id), lacks: "cart", cart.id)
                #expect(try await world.corner.free("Circle-A-1") == 1)
                #expect(try await world.corner.free("dance-floor") == 6)
                #expect(try await world.corner.free("programme") == 5)
            }
            try expect(try await world.acme.checkOut(cart), lacks: "cart", cart.id, "cartId")
            #expect(try await world.breaches() == [])
        }
    }

    @Test(
        "an id that is no cart's is not found, and 204 to release",
        arguments: ["x", "01234567-89ab-7def-8123-456789abcdef", "1%202", "..%2f"])
    func unknown(id: String) async throws {
        try await withWorld { world in
            try expect(try await world.acme.shownCart(id), refuses: "RESOURCE_NOT_FOUND")
            #expect(try await world.acme.delete("/api/v3/carts/\(id)").status == 204)
        }
    }

    @Test("a cart that was ordered is a cart no more, and releasing it takes nothing back")
    func ordered() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Circle-A-1"), Line("dance-floor"))
            let order = try await world.acme.order(cart)
            try expect(try await world.acme.shownCart(cart.id), lacks: "cart", cart.id)
            #expect(try await world.acme.delete("/api/v3/carts/\(cart.id)").status == 204)
            #expect(try await world.acme.get("/api/v3/orders/\(order.id)").data() == order)
            #expect(try await world.acme.free("Circle-A-1") == 0)
            #expect(try await world.acme.free("dance-floor") == 5)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("a mixed cart holds all or nothing")
    func allOrNothing() async throws {
        try await withWorld { world in
            _ = try await world.corner.cart(Line("Circle-A-2"))
            let lines = [Line("Circle-A-1"), Line("dance-floor"), .extra("programme"), Line("Circle-A-2")]
            try expect(try await world.acme.open(lines), refuses: "INVENTORY_EXHAUSTED", "items[3].quantity")
            #expect(try await world.acme.free("Circle-A-1") == 1)
            #expect(try await world.acme.free("dance-floor") == 6)
            #expect(try await world.acme.free("programme") == 5)
        }
    }

    @Test("1 to 50 lines, and up to 1,000 of one, are a cart")
    func largest() async throws {
        try await withWorld { world in
            try await world.importCatalogue(replacing: [
                "{id: yard, name: Yard, capacity: 40,": "{id: yard, name: Yard, capacity: 2000,"
            ])
            let thousand = try await world.acme.cart(Line("yard", of: "90", quantity: 1000))
            #expect(thousand.total.amount == 18_500_000)
            #expect(try await world.acme.order(thousand).items[0].tickets?.count == 1000)
        }
    }
}
