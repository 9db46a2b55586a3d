import BoxOfficeWire
import Testing

/// Contract, section 4: the checks of a cart, each alone.
@Suite("A cart that cannot be is refused for the right reason")
struct CartRefusalTests {
    @Test("1 to 50 items", arguments: [0, 51, 200])
    func itemCount(count: Int) async throws {
        try await withWorld { world in
            let lines = Array(repeating: Line("dance-floor"), count: count)
            try expect(try await world.acme.open(lines), refuses: "INVALID_PARAMETER", "items")
        }
    }

    @Test("one occurrence")
    func occurrenceMismatch() async throws {
        try await withWorld { world in
            for other in [Line("dance-floor", of: "461"), Line("Floor-A-1", of: "770")] {
                let reply = try await world.acme.open([Line("dance-floor"), Line("Circle-A-1"), other])
                try expect(reply, refuses: "OCCURRENCE_MISMATCH", "items[2].occurrenceId")
            }
        }
    }

    @Test("an occurrence that is there", arguments: ["999", "0456", "x", ""])
    func occurrenceUnknown(id: String) async throws {
        try await withWorld { world in
            let line = Line("dance-floor").with { $0.occurrence = id }
            try expect(try await world.acme.open([line]), lacks: "occurrence", id, "items[0].occurrenceId")
        }
    }

    @Test("an occurrence that is on sale", arguments: ["458", "459", "460", "462"])
    func occurrenceNotOnSale(id: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.open([Line("dance-floor", of: id)])
            try expect(reply, refuses: "OCCURRENCE_NOT_ON_SALE", "items[0].occurrenceId")
        }
    }

    @Test("an item of that occurrence's inventory")
    func itemUnknown() async throws {
        try await withWorld { world in
            let line = Line("dance-floor")
            let strangers = [
                "", "x", "=", "{}", "eyJvIjoiNDU2In0", line.item + "=", String(line.item.dropLast()), line.option,
                String(repeating: "a", count: 5000), "eyJ2IjoiZGFuY2UtZmxvb3IiLCJvIjoiNDU2In0",
                Line("dance-floor", of: "457").item, Line("Orchestra-A-104").item, Line("Circle-Z-1").item,
                Line("nothing").item, Line("Floor-A-1").item,
            ]
            for item in strangers {
                let reply = try await world.acme.open([line, line.with { $0.item = item }])
                try expect(reply, refuses: "INVALID_INVENTORY_ITEM", "items[1].inventoryItemId")
            }
        }
    }

    @Test("a seat once, an area or an extra once a price option")
    func duplicates() async throws {
        try await withWorld { world in
            let acme = world.acme
            let seat = try await acme.open([Line("Circle-A-1"), Line("dance-floor"), Line("Circle-A-1", "CHILD")])
            try expect(seat, refuses: "DUPLICATE_ITEM", "items[2].inventoryItemId")
            for line in [Line("dance-floor"), .extra("drink")] {
                let reply = try await acme.open([line, Line("Circle-A-1"), line])
                #expect(reply.status == 400)
                let error = try reply.error()
                #expect(error.code == "DUPLICATE_ITEM")
                #expect(error.param?.hasPrefix("items[2].") == true)
            }
            let cart = try await acme.cart(Line("dance-floor"), Line("dance-floor", "CHILD"))
            #expect(cart.items.count == 2)
        }
    }

    @Test("of a seat there is one")
    func seatQuantity() async throws {
        try await withWorld { world in
            let reply = try await world.acme.open([.extra("drink", quantity: 2), Line("Circle-A-1", quantity: 2)])
            try expect(reply, refuses: "INVALID_QUANTITY", "items[1].quantity")
        }
    }

    @Test("a price option of that item")
    func optionUnknown() async throws {
        try await withWorld { world in
            let line = Line("Circle-A-1")
            let strangers = [
                "", "x", line.item, line.option + "=", Line("Circle-A-2").option, Line("Circle-A-1", of: "457").option,
                Line("Circle-A-1", "SENIOR").option, Line("Circle-A-1", "EXTRA").option, Line("dance-floor").option,
            ]
            for option in strangers {
                let reply = try await world.acme.open([line.with { $0.option = option }])
                try expect(reply, refuses: "INVALID_PRICE_OPTION", "items[0].priceOptionId")
            }
            let premium = try await world.acme.open([Line("Orchestra-A-101", "CHILD")])
            try expect(premium, refuses: "INVALID_PRICE_OPTION", "items[0].priceOptionId")
        }
    }

    @Test("one tier, or none")
    func tiers() async throws {
        try await withWorld { world in
            let (may, members) = ("campaign-may", "members")
            for lines in [
                [Line("Orchestra-A-101", tier: may), Line("Orchestra-A-102")],
                [Line("Orchestra-A-101"), Line("Orchestra-A-102", tier: may)],
                [Line("Orchestra-A-101", tier: members), Line("Orchestra-A-102", tier: may)],
                [Line("Orchestra-A-101", tier: members), Line("Orchestra-B-1", tier: may)],
            ] {
                let reply = try await world.acme.open(lines)
                try expect(reply, refuses: "INVALID_PRICE_OPTION", "items[1].priceOptionId")
            }
            // What a tier does not reach has no price of its own there.
            let cart = try await world.acme.cart(
                Line("Circle-A-1"), Line("Orchestra-A-101", tier: may), .extra("drink"))
            #expect(cart.items.count == 3)
        }
    }

    @Test("as many tickets as the event allows, extras not counted")
    func ticketLimit() async throws {
        try await withWorld { world in
            for lines in [
                [Line("dance-floor", quantity: 6)],
                [Line("dance-floor", quantity: 3), Line("dance-floor", "CHILD", quantity: 3)],
                [Line("dance-floor", quantity: 4), Line("Circle-A-1"), Line("Circle-A-2")],
            ] {
                let reply = try await world.acme.open(lines)
                #expect(reply.status == 400)
                #expect(try reply.error().code == "TICKET_LIMIT_EXCEEDED")
                #expect(try reply.error().param?.hasPrefix("items") == true)
            }
            let most = try await world.acme.cart(
                Line("dance-floor", quantity: 4), Line("Circle-A-1"), .extra("drink", quantity: 500))
            #expect(most.items.count == 3)
            // An event without a limit.
            #expect(try await world.acme.cart(Line("yard", of: "90", quantity: 40)).items[0].quantity == 40)
        }
    }

    @Test("what is not free says of every short line how much there is")
    func exhausted() async throws {
        try await withWorld { world in
            _ = try await world.corner.cart(
                Line("Circle-A-1"), Line("dance-floor", quantity: 3), .extra("programme", quantity: 5))
            let lines = [
                Line("dance-floor", quantity: 2), .extra("programme", quantity: 2),
                Line("dance-floor", "CHILD", quantity: 2), Line("Circle-A-1"),
            ]
            let reply = try await world.acme.open(lines)
            let details = try expect(reply, refuses: "INVENTORY_EXHAUSTED", "items[1].quantity")
            #expect(details?.availableQuantity == 0)
            #expect(details?.requestedQuantity == 2)
            #expect(details?.items?.map(\.param) == ["items[1].quantity", "items[2].quantity", "items[3].quantity"])
            #expect(details?.items?.map(\.inventoryItemId) == [lines[1].item, lines[2].item, lines[3].item])
            // Of the three places left, the first line of the floor takes two.
            #expect(details?.items?.map(\.availableQuantity) == [0, 1, 0])
            #expect(details?.items?.map(\.requestedQuantity) == [2, 2, 1])
            #expect(
                try reply.json()["error"]?["details"]?.names == ["availableQuantity", "items", "requestedQuantity"])
        }
    }

    @Test("more than there ever was is not free either")
    func moreThanCapacity() async throws {
        try await withWorld { world in
            let reply = try await world.acme.open([Line("yard", of: "90", quantity: 41)])
            let details = try expect(reply, refuses: "INVENTORY_EXHAUSTED", "items[0].quantity")
            #expect(details?.availableQuantity == 40)
            #expect(details?.requestedQuantity == 41)
        }
    }
}
