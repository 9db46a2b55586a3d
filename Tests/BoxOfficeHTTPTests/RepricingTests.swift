import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import Testing

/// Contract, section 4: what the seller's imports and the time do to an open cart.
@Suite("An open cart follows the seller, not the clock")
struct RepricingTests {
    private static let standing = "{category: Standing, ticketType: ADULT, faceValue: 3500}"

    @Test("a price that the seller changed is the cart's price, and the old total buys nothing")
    func repriced() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor", quantity: 2))
            #expect(cart.total.amount == 7250)
            try await world.importCatalogue(replacing: [
                Self.standing: "{category: Standing, ticketType: ADULT, faceValue: 4000}",
                "{name: Service fee, amount: 250}": "{name: Handling, amount: 300}",
            ])
            let shown: CartBody = try await world.acme.shownCart(cart.id).data()
            #expect(shown.items[0].priceOption.sellPrice.amount == 4000)
            #expect(shown.items[0].total.amount == 8000)
            #expect(shown.receiptLines.map(\.label).last == "Handling")
            #expect(shown.total.amount == 8300)
            #expect(shown.totalTaxes?.amount == 1383)
            #expect(shown.expiresAt == cart.expiresAt)
            let details = try expect(
                try await world.acme.checkOut(cart), refuses: "TOTAL_PRICE_MISMATCH", "expectedTotal")
            #expect(details?.expectedTotal == MoneyBody(amount: 7250, currency: "GBP"))
            #expect(details?.actualTotal == MoneyBody(amount: 8300, currency: "GBP"))
            let order = try await world.acme.order(shown)
            #expect(order.total.amount == 8300)
            #expect(order.items[0].total.amount == 8000)
        }
    }

    @Test("a promotion that ends while a cart is open is still the cart's, whatever else the seller changes")
    func promotionEnds() async throws {
        try await withWorld { world in
            try world.clock.set("2026-11-30T23:59:59Z", microseconds: 999_999)
            let cart = try await world.acme.cart(Line("Circle-A-1"))
            #expect(cart.items[0].priceOption.sellPrice.amount == 6900)
            try world.clock.set("2026-12-01T00:00:00Z")
            #expect(
                try await world.acme.inventory().first { $0.inventoryVariant.id == "Circle-A-2" }?.priceOptions[0]
                    .sellPrice.amount == 8400)
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            try await world.importCatalogue(replacing: [
                Self.standing: "{category: Standing, ticketType: ADULT, faceValue: 4000}"
            ])
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            #expect(try await world.acme.order(cart).total == cart.total)
        }
    }

    @Test("a promotion that begins while a cart is open is not the cart's")
    func promotionBegins() async throws {
        try await withWorld { world in
            try world.clock.set("2026-11-30T23:59:59Z")
            let cart = try await world.acme.cart(Line("Orchestra-A-101"))
            world.clock.advance(seconds: 1)
            #expect(
                try await world.acme.inventory().first { $0.inventoryVariant.id == "Orchestra-A-102" }?.priceOptions[0]
                    .promotion?.id == "advent")
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            #expect(try await world.acme.order(cart).total.amount == 15250)
        }
    }

    @Test("a cart whose option left the catalogue keeps its last total")
    func optionLeft() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"), Line("dance-floor", "CHILD"))
            #expect(cart.total.amount == 7050)
            let dearer = "{category: Standing, ticketType: ADULT, faceValue: 4000}"
            try await world.importCatalogue(replacing: [Self.standing: dearer])
            let last: CartBody = try await world.acme.shownCart(cart.id).data()
            #expect(last.total.amount == 7550)
            let child = "      - {category: Standing, ticketType: CHILD, faceValue: 3300}\n"
            try await world.importCatalogue(replacing: [
                Self.standing: "{category: Standing, ticketType: ADULT, faceValue: 5000}", child: "",
            ])
            #expect(try await world.acme.shownCart(cart.id).data() == last)
            #expect(try await world.acme.order(last).total == last.total)
            let reply = try await world.acme.open([Line("dance-floor", "CHILD")])
            try expect(reply, refuses: "INVALID_PRICE_OPTION", "items[0].priceOptionId")
        }
    }

    @Test("a price that comes back is the price again")
    func optionReturns() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Orchestra-A-101", tier: "campaign-may"))
            let tier = "      - {code: campaign-may, retailers: [acme], percentOff: 10, sections: [Orchestra]}\n"
            try await world.importCatalogue(replacing: [tier: ""])
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            try await world.importCatalogue(replacing: ["percentOff: 10, sections": "percentOff: 50, sections"])
            let shown: CartBody = try await world.acme.shownCart(cart.id).data()
            #expect(shown.items[0].priceOption.sellPrice.amount == 6250 + 2500)
        }
    }

    @Test("the same catalogue again changes nothing")
    func sameAgain() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"), Line("Circle-A-1"))
            try await world.importCatalogue(replacing: [:])
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            #expect(world.desk.catalogue.version == 1)
        }
    }

    @Test("what is new on sale can be bought at once, and what left is gone at once")
    func freshness() async throws {
        try await withWorld { world in
            try await world.importCatalogue(replacing: [
                "capacity: 6, category: Standing": "capacity: 8, category: Standing",
                "{id: programme, name: Souvenir programme, kind: merchandise, capacity: 5,":
                    "{id: poster, name: Poster, capacity: 3,",
                "status: offSale}\n      - {id: \"460\"": "status: onSale}\n      - {id: \"460\"",
            ])
            #expect(try await world.acme.free("dance-floor") == 8)
            #expect(try await world.acme.free("poster") == 3)
            #expect(try await world.acme.free("programme") == 0)
            #expect(try await world.acme.cart(.extra("poster", quantity: 3)).total.amount == 3250)
            try expect(
                try await world.acme.open([.extra("programme")]), refuses: "INVALID_INVENTORY_ITEM",
                "items[0].inventoryItemId")
            #expect(try await world.acme.cart(Line("Circle-A-1", of: "459")).occurrenceId == "459")
        }
    }
}
