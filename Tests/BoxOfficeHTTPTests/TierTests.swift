import BoxOfficeWire
import Testing

/// Contract, section 3: `providerCode`, and what a tier means for a cart.
@Suite("A tier is asked for by its provider code")
struct TierTests {
    @Test("a percentage off competes with promotions, inside of its scope only")
    func percentage() async throws {
        try await withWorld { world in
            let plain = try await world.acme.inventory()
            let items = try await world.acme.inventory("123", "456", "?providerCode=campaign-may")
            #expect(items.map(\.inventoryVariant) == plain.map(\.inventoryVariant))
            // Standard in the Orchestra: the promotion is better, and is shown.
            #expect(items[0].priceOptions.map(\.sellPrice.amount) == [6900, 3200])
            #expect(items[0].priceOptions[0].promotion?.id == "early-bird")
            #expect(items[0].priceOptions.map(\.id) != plain[0].priceOptions.map(\.id))
            // Premium: ten percent off 125.00, and the fee stays.
            #expect(items[4].priceOptions[0].sellPrice.amount == 13750)
            #expect(items[4].priceOptions[0].listPrice?.amount == 15000)
            #expect(items[4].priceOptions[0].promotion == nil)
            // The Circle, the floor and the extras are outside: the very options of the default tier.
            #expect(items[7...].map(\.priceOptions) == plain[7...].map(\.priceOptions))
        }
    }

    @Test("prices of a tier replace those that they match")
    func prices() async throws {
        try await withWorld { world in
            for caller in [world.acme, world.corner] {
                let plain = try await caller.inventory()
                let items = try await caller.inventory("123", "456", "?providerCode=members")
                #expect(items[4].priceOptions.map(\.sellPrice.amount) == [10000])
                #expect(items[4].priceOptions[0].listPrice == nil)
                #expect(items[0].priceOptions == plain[0].priceOptions)
            }
        }
    }

    @Test("a code with a space is asked for with a plus")
    func space() async throws {
        try await withWorld { world in
            let items = try await world.corner.inventory("123", "456", "?providerCode=corner+deal")
            #expect(items[4].priceOptions[0].sellPrice.amount == 14000)
        }
    }

    @Test(
        "a code that is not this retailer's for this event is not found",
        arguments: ["corner deal", "Campaign-May", "campaign-may ", "unknown", "staff"])
    func unknown(code: String) async throws {
        try await withWorld { world in
            let query = "?providerCode=\(code.replacing(" ", with: "%20"))"
            let reply = try await world.acme.get("/api/v3/events/123/occurrences/456/inventory-items\(query)")
            try expect(reply, lacks: "providerCode", code)
        }
    }

    @Test(
        "a code is not blank and not over 255 characters",
        arguments: ["", "+", "%20%20%20", String(repeating: "c", count: 256)])
    func invalid(code: String) async throws {
        try await withWorld { world in
            let path = "/api/v3/events/123/occurrences/456/inventory-items?providerCode=\(code)"
            try expect(try await world.acme.get(path), refuses: "INVALID_PARAMETER", "providerCode")
            let longest =
                "/api/v3/events/123/occurrences/456/inventory-items?providerCode=\(String(repeating: "c", count: 255))"
            #expect(try await world.acme.get(longest).status == 404)
        }
    }

    @Test("useProviderInventoryItems changes nothing")
    func ignored() async throws {
        try await withWorld { world in
            let plain = try await world.acme.inventory("123", "456", "?providerCode=members")
            for value in ["true", "false", "x"] {
                let query = "?providerCode=members&useProviderInventoryItems=\(value)"
                #expect(try await world.acme.inventory("123", "456", query) == plain)
            }
        }
    }

    @Test("a tier's lower price is never the price from which an occurrence is sold")
    func fromPrice() async throws {
        try await withWorld { world in
            let occurrences = try await world.acme.occurrences("9")
            #expect(occurrences[0].fromPrice.value?.amount == 18500)
            #expect(
                try await world.acme.inventory("9", "90", "?providerCode=staff")[0].priceOptions[0].sellPrice.amount
                    == 0)
        }
    }

    @Test("an order in a tier remembers its code, another has none")
    func rateCode() async throws {
        try await withWorld { world in
            let acme = world.acme
            let tiered = try await acme.cart(
                Line("Orchestra-A-101", tier: "campaign-may"), Line("Circle-A-1"), .extra("drink"))
            #expect(tiered.receiptLines[0].total.amount == 13750 + 6900 + 650)
            #expect(try await acme.order(tiered).rateCode == "campaign-may")
            let reply = try await acme.checkOut(acme.cart(Line("Orchestra-A-102")))
            #expect(try reply.json()["data"]?["rateCode"] == nil)
        }
    }

    @Test("an id outside of the tier's scope names no tier, and none of another retailer's is sold")
    func scope() async throws {
        try await withWorld { world in
            for line in [
                Line("Circle-A-1", tier: "campaign-may"), Line("dance-floor", tier: "campaign-may"),
                Line("Orchestra-A-101", tier: "corner deal"), Line("Orchestra-A-101", tier: "unknown"),
                Line("drink", "EXTRA", tier: "members"), Line("Orchestra-B-1", tier: "members"),
            ] {
                try expect(try await world.acme.open([line]), refuses: "INVALID_PRICE_OPTION", "items[0].priceOptionId")
            }
        }
    }
}
