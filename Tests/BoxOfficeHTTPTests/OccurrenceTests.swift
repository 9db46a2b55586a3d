import BoxOfficeWire
import Testing

/// Contract, section 3: the list of occurrences.
@Suite("Occurrences are listed as they can be bought now")
struct OccurrenceTests {
    @Test("everything to come is listed by its beginning, the cancelled and the past left out")
    func order() async throws {
        try await withWorld { world in
            let occurrences = try await world.acme.occurrences()
            #expect(occurrences.map(\.id) == ["464", "461", "456", "457", "458", "459"])
        }
    }

    @Test("two that begin at once are listed by their ids as numbers")
    func ties() async throws {
        try await withWorld { world in
            try await world.importCatalogue(replacing: [
                "      - {id: \"90\", startsAt: 2026-11-05T20:00}":
                    "      - {id: \"1090\", startsAt: 2026-11-05T20:00}\n      - {id: \"90\", startsAt: 2026-11-05T20:00}"
            ])
            #expect(try await world.acme.occurrences("9").map(\.id) == ["90", "1090", "91"])
        }
    }

    @Test("times are the venue's, with the offset of their date")
    func times() async throws {
        try await withWorld { world in
            let hamlet = try await world.acme.occurrences()
            #expect(hamlet[0].startsAt == "2026-10-24T23:30:00+01:00")
            #expect(hamlet[0].endsAt.value == "2026-10-25T02:30:00+00:00")
            #expect(hamlet[2].startsAt == "2026-12-15T19:30:00+00:00")
            #expect(hamlet[2].endsAt.value == "2026-12-15T22:30:00+00:00")
            #expect(hamlet[3].endsAt.value == nil)
            let run = try await world.acme.occurrences("1000")
            #expect(run.map(\.id) == ["200020270327", "200020270328"])
            #expect(run.map(\.startsAt) == ["2027-03-27T14:00:00+00:00", "2027-03-28T14:00:00+01:00"])
            #expect(run.map(\.endsAt.value) == ["2027-03-27T16:00:00+00:00", "2027-03-28T16:00:00+01:00"])
            #expect(try await world.acme.occurrences("77").first?.startsAt == "2026-11-03T08:00:00+09:00")
        }
    }

    @Test("the lowest price is of an admission ticket in the default tier, in the event's currency")
    func fromPrice() async throws {
        try await withWorld { world in
            let prices = try await world.acme.occurrences().map { $0.fromPrice.value?.amount }
            // 458 is not on sale yet, 459 not at all.
            #expect(prices == [3200, 2000, 3200, 6900, nil, nil])
            #expect(
                try await world.acme.occurrences("77")[0].fromPrice.value == MoneyBody(amount: 1000, currency: "JPY"))
            #expect(
                try await world.acme.occurrences("9")[0].fromPrice.value == MoneyBody(amount: 18500, currency: "KWD"))
        }
    }

    @Test("the best discount is rounded down, and may be of another price than the lowest")
    func discounts() async throws {
        try await withWorld { world in
            let hamlet = try await world.acme.occurrences()
            // 457: 85.00 becomes 69.00, which is 18.8 %. 461: nothing is off the 20.00, but 20.00 of the 99.99.
            #expect(hamlet.map(\.maxDiscountPercentage) == [20, 20, 20, 18, nil, nil])
            #expect(hamlet.allSatisfy { $0.maxDiscountAmount == nil })
            let kabuki = try await world.acme.occurrences("77")
            #expect(kabuki[0].maxDiscountAmount == MoneyBody(amount: 200, currency: "JPY"))
            #expect(kabuki[0].maxDiscountPercentage == nil)
        }
    }

    @Test("a discount below one percent is none to show")
    func smallDiscount() async throws {
        try await withWorld { world in
            try world.clock.set("2026-12-14T12:00:00Z")
            // Advent takes 1.00 off 150.00 at the most: with nothing but Premium left, 0.67 %.
            try await world.importCatalogue(replacing: [
                "prices: [{category: Standard, ticketType: ADULT, faceValue: 8000, fees: [{name: Booking fee, amount: 500}]}]":
                    "prices: [{category: Premium, ticketType: ADULT, faceValue: 15000}]"
            ])
            let occurrence = try #require(try await world.acme.occurrences().first { $0.id == "457" })
            #expect(occurrence.fromPrice.value?.amount == 14900)
            #expect(occurrence.maxDiscountPercentage == nil)
            #expect(occurrence.promotions == [PromotionBody(id: "advent", name: "Advent")])
        }
    }

    @Test("promotions are named while they lower a free price, to the second")
    func promotions() async throws {
        try await withWorld { world in
            let early = PromotionBody(id: "early-bird", name: "Early Bird")
            let advent = PromotionBody(id: "advent", name: "Advent")
            func promotions(of id: String) async throws -> [PromotionBody]? {
                try await world.acme.occurrences().first { $0.id == id }?.promotions
            }
            #expect(try await promotions(of: "457") == [early])
            #expect(try await promotions(of: "459") == nil)
            try world.clock.set("2026-12-01T00:00:00Z", microseconds: -1)
            #expect(try await promotions(of: "457") == [early])
            try world.clock.set("2026-12-01T00:00:00Z")
            #expect(try await promotions(of: "457") == [advent])
            #expect(try await world.acme.occurrences().first { $0.id == "457" }?.fromPrice.value?.amount == 8400)
        }
    }

    @Test("a promotion whose last seat is taken is shown no more")
    func promotionWithoutSeats() async throws {
        try await withWorld { world in
            _ = try await world.acme.cart(
                Line("Orchestra-B-1", of: "457"), Line("Orchestra-B-2", of: "457"), Line("Orchestra-B-3", of: "457"))
            _ = try await world.acme.cart(
                Line("Orchestra-B-4W", of: "457"), Line("Circle-A-1", of: "457"))
            #expect(try await world.acme.occurrences().first { $0.id == "457" }?.promotions?.count == 1)
            _ = try await world.acme.cart(Line("Circle-A-2", of: "457"))
            let occurrence = try #require(try await world.acme.occurrences().first { $0.id == "457" })
            #expect(occurrence.promotions == nil)
            #expect(occurrence.fromPrice.value == nil)
            #expect(occurrence.maxDiscountPercentage == nil)
        }
    }

    @Test("the lowest price rises when what costs it is taken, and falls when it is given back")
    func fromPriceFollows() async throws {
        try await withWorld { world in
            func fromPrice() async throws -> Int64? {
                try await world.acme.occurrences("123", "?startDate=2026-12-15").first { $0.id == "461" }?
                    .fromPrice.value?.amount
            }
            let cart = try await world.acme.cart(Line("dance-floor", of: "461", quantity: 5))
            #expect(try await fromPrice() == 2000)
            let last = try await world.corner.cart(Line("dance-floor", of: "461"))
            #expect(try await fromPrice() == 7999)
            #expect(try await world.corner.delete("/api/v3/carts/\(last.id)").status == 204)
            #expect(try await fromPrice() == 2000)
            _ = try await world.acme.order(cart)
            _ = try await world.corner.order(world.corner.cart(Line("dance-floor", of: "461")))
            #expect(try await fromPrice() == 7999)
        }
    }

    @Test("a sale opens and closes to the microsecond")
    func saleWindow() async throws {
        try await withWorld { world in
            func isOnSale(_ id: String) async throws -> Bool {
                let inventory = try await world.acme.inventory("123", id)
                let listed = try #require(try await world.acme.occurrences().first { $0.id == id })
                #expect((listed.fromPrice.value == nil) == inventory.isEmpty)
                return !inventory.isEmpty
            }
            try world.clock.set("2026-11-01T10:00:00Z", microseconds: -1)
            #expect(try await isOnSale("458") == false)
            try world.clock.set("2026-11-01T10:00:00Z")
            #expect(try await isOnSale("458"))
            try world.clock.set("2026-12-15T12:00:00Z", microseconds: -1)
            #expect(try await isOnSale("461"))
            try world.clock.set("2026-12-15T12:00:00Z")
            #expect(try await isOnSale("461") == false)
        }
    }
}
