import BoxOfficeWire
import Testing

/// Contract, section 3: inventory items.
@Suite("The inventory is what can be bought now")
struct InventoryTests {
    @Test("seats in the plan's order, then areas, then extras; unpriced and house seats never")
    func order() async throws {
        try await withWorld { world in
            let expected = [
                "Orchestra-B-1", "Orchestra-B-2", "Orchestra-B-3", "Orchestra-B-4W", "Orchestra-A-101",
                "Orchestra-A-102",
                "Orchestra-A-103", "Circle-A-1", "Circle-A-2", "dance-floor", "programme", "drink",
            ]
            let items = try await world.acme.inventory()
            #expect(items.map(\.inventoryVariant.id) == expected)
            #expect(items.map(\.quantityAvailable) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 6, 5, 500])
            #expect(Set(items.map(\.id)).count == items.count)
            #expect(Set(items.flatMap(\.priceOptions).map(\.id)).count == items.flatMap(\.priceOptions).count)
            #expect(try await world.acme.inventory() == items)
        }
    }

    @Test("a seat says where it is and what it is like")
    func variants() async throws {
        try await withWorld { world in
            let items = try await world.acme.inventory().map(\.inventoryVariant)
            let restricted = SeatAttributeBody(code: "restrictedView", name: "Restricted view", category: "view")
            #expect(items[0].type == "AssignedSeat")
            #expect(items[0].name == "Orchestra B 1")
            #expect([items[0].section, items[0].row, items[0].seat] == ["Orchestra", "B", "1"])
            #expect(items[0].attributes.map(\.code) == ["restrictedView"])
            #expect(items[0].attributes.map(\.category) == [restricted.category])
            #expect(items[3].attributes.map(\.category.rawValue).sorted() == ["accessibility", "view"])
            #expect(items[4].attributes.map(\.code) == ["aisle"])
            #expect(items[4].attributes.map(\.category) == ["comfort"])
            #expect(items[7].attributes == [])
            #expect(items[9].type == "GeneralAdmission")
            #expect(items[9].name == "Dance Floor")
            #expect(items[10].type == "Extra")
            #expect(items[10].name == "Souvenir programme")
        }
    }

    @Test("each kind of item has its fields and no others")
    func shape() async throws {
        try await withWorld { world in
            let path = "/api/v3/events/123/occurrences/456/inventory-items"
            let items = try #require(try await world.acme.get(path).json()["data"])
            let seat = try #require(items[0])
            #expect(seat.names == ["id", "inventoryVariant", "priceOptions", "quantityAvailable"])
            #expect(seat["inventoryVariant"]?.names == ["_type", "attributes", "id", "name", "row", "seat", "section"])
            for index in [9, 10] {
                #expect(items[index]?["inventoryVariant"]?.names == ["_type", "attributes", "id", "name"])
                #expect(items[index]?["inventoryVariant"]?["attributes"] == .list([]))
            }
            #expect(seat["inventoryVariant"]?["attributes"]?[0]?.names == ["category", "code", "name"])
            #expect(seat["priceOptions"]?[0]?.names == ["category", "id", "listPrice", "promotion", "sellPrice"])
            let premium = items[4]?["priceOptions"]?[0]
            #expect(premium?.names == ["category", "id", "sellPrice"])
        }
    }

    @Test("prices are all-in, in the order of the event's ticket types, reduced by the best promotion")
    func prices() async throws {
        try await withWorld { world in
            let items = try await world.acme.inventory()
            let early = PromotionBody(id: "early-bird", name: "Early Bird")
            #expect(items[0].priceOptions.map(\.category.id) == ["ADULT", "CHILD"])
            #expect(items[0].priceOptions.map(\.category.name) == ["Adult", "Child"])
            #expect(items[0].priceOptions.map(\.sellPrice.amount) == [6900, 3200])
            #expect(
                items[0].priceOptions.map(\.listPrice) == [8500, 4000].map { MoneyBody(amount: $0, currency: "GBP") })
            #expect(items[0].priceOptions.map(\.promotion) == [early, early])
            #expect(items[4].priceOptions.map(\.sellPrice) == [MoneyBody(amount: 15000, currency: "GBP")])
            #expect(items[9].priceOptions.map(\.sellPrice.amount) == [3500, 3300])
        }
    }

    @Test("an extra has one price that nothing reduces")
    func extras() async throws {
        try await withWorld { world in
            for query in ["", "?providerCode=campaign-may", "?providerCode=members"] {
                let items = try await world.acme.inventory("123", "456", query)
                for (item, name, amount) in [(items[10], "Souvenir programme", 1000), (items[11], "Drink", Int64(650))]
                {
                    try #require(item.priceOptions.count == 1)
                    #expect(item.priceOptions[0].category == PriceCategoryBody(id: "EXTRA", name: name))
                    #expect(item.priceOptions[0].sellPrice == MoneyBody(amount: amount, currency: "GBP"))
                    #expect(item.priceOptions[0].listPrice == nil)
                    #expect(item.priceOptions[0].promotion == nil)
                }
            }
        }
    }

    @Test("what is held or sold is not there, and what is given back is there again")
    func taken() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(
                Line("Circle-A-1"), Line("dance-floor", quantity: 2), Line("dance-floor", "CHILD"),
                .extra("programme", quantity: 5))
            let held = try await world.corner.inventory()
            #expect(held.count == 10)
            #expect(held.first { $0.inventoryVariant.id == "dance-floor" }?.quantityAvailable == 3)
            #expect(try await world.corner.free("Circle-A-1") == 0)
            #expect(try await world.corner.free("programme") == 0)
            // Of another date nothing is taken.
            #expect(try await world.corner.free("Circle-A-1", "123", "464") == 1)
            #expect(try await world.acme.delete("/api/v3/carts/\(cart.id)").status == 204)
            #expect(try await world.corner.inventory().count == 12)
            #expect(try await world.corner.free("dance-floor") == 6)
        }
    }

    @Test("off sale there is nothing", arguments: [("123", "458"), ("123", "459"), ("123", "460"), ("9", "91")])
    func offSale(event: String, occurrence: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.get("/api/v3/events/\(event)/occurrences/\(occurrence)/inventory-items")
            #expect(reply.status == 200)
            #expect(try reply.json() == .object(["data": .list([])]))
        }
    }

    @Test("the ids of the inventory open the cart that they show")
    func ids() async throws {
        try await withWorld { world in
            let items = try await world.acme.inventory()
            for item in items.suffix(4) {
                let option = try #require(item.priceOptions.last)
                let line = Line("").with { ($0.item, $0.option) = (item.id, option.id) }
                let cart = try await world.acme.cart(line)
                #expect(cart.items[0].inventoryItemId == item.id)
                #expect(cart.items[0].inventoryVariant == item.inventoryVariant)
                #expect(cart.items[0].priceOption == option)
            }
        }
    }

    @Test("an id is the same to all, and of characters that need no escaping")
    func opaque() async throws {
        try await withWorld { world in
            let ids = try await world.acme.inventory().map(\.id)
            #expect(try await world.corner.inventory().map(\.id) == ids)
            let options = try await world.acme.inventory("123", "456", "?providerCode=campaign-may").flatMap(
                \.priceOptions)
            for id in ids + options.map(\.id) {
                #expect(id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
            }
        }
    }
}
