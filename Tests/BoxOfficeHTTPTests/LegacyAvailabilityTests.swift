import BoxOfficeWire
import Testing

/// Contract, section 8.
@Suite("The legacy availability call answers what v3 answers, in its own words")
struct LegacyAvailabilityTests {
    private func path(_ event: String, _ quantity: String, _ from: String, _ to: String) -> String {
        "/api/v4/availability/products/\(event)/quantity/\(quantity)/from/\(from)/to/\(to)"
    }

    @Test("a row for each date that has a price, in local time and the currency's decimals")
    func rows() async throws {
        try await withWorld { world in
            let reply = try await world.acme.get(path("123", "1", "2026-10-01", "2026-12-31"))
            #expect(reply.status == 200)
            #expect(
                try reply.data([AvailabilityBody].self) == [
                    AvailabilityBody(
                        date: "2026-10-24", time: "23:30", price: 32, currencyCode: "GBP", available: true),
                    AvailabilityBody(
                        date: "2026-12-15", time: "14:30", price: 20, currencyCode: "GBP", available: true),
                    AvailabilityBody(
                        date: "2026-12-15", time: "19:30", price: 32, currencyCode: "GBP", available: true),
                    AvailabilityBody(
                        date: "2026-12-16", time: "19:30", price: 69, currencyCode: "GBP", available: true),
                ])
            let json = try reply.json()
            #expect(json.names == ["data"])
            #expect(json["data"]?[0]?.names == ["available", "currencyCode", "date", "price", "time"])
            #expect(reply.header("Content-Type")?.hasPrefix("application/json") == true)
        }
    }

    @Test(
        "a price has exactly the currency's decimals", arguments: [("123", "32.00"), ("77", "1000"), ("9", "18.500")])
    func decimals(event: String, price: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.get(path(event, "1", "2026-10-01", "2026-12-31"))
            let prices = reply.text.split(separator: "\"price\":").dropFirst().map {
                $0.prefix { $0 != "," && $0 != "}" }
            }
            #expect(prices.first.map(String.init) == price)
        }
    }

    @Test("the same dates as v3 for the same question", arguments: [1, 6, 7, 12, 13, 15, 16, 100])
    func sameAsOccurrences(quantity: Int) async throws {
        try await withWorld { world in
            _ = try await world.corner.cart(Line("Circle-A-1", of: "464"))
            for (from, to) in [
                ("2026-10-24", "2026-12-15"), ("2026-12-15", "2026-12-15"), ("2026-12-16", "2027-10-01"),
            ] {
                let occurrences = try await world.acme.occurrences(
                    "123", "?quantity=\(quantity)&startDate=\(from)&endDate=\(to)")
                let rows: [AvailabilityBody] = try await world.acme.get(path("123", "\(quantity)", from, to)).data()
                #expect(rows.map { "\($0.date)T\($0.time)" } == occurrences.map { String($0.startsAt.prefix(16)) })
                #expect(
                    rows.map { Int64(($0.price * 100).rounded()) } == occurrences.map { $0.fromPrice.value?.amount })
            }
        }
    }

    @Test("what is sold out leaves the list")
    func soldOut() async throws {
        try await withWorld { world in
            let before: [AvailabilityBody] = try await world.acme.get(path("77", "1", "2026-11-03", "2026-11-04"))
                .data()
            #expect(before.map(\.date) == ["2026-11-03", "2026-11-04"])
            #expect(try await world.acme.open((1...4).map { Line("Floor-A-\($0)", of: "770") }).status == 201)
            let after: [AvailabilityBody] = try await world.acme.get(path("77", "1", "2026-11-03", "2026-11-04")).data()
            #expect(after.map(\.date) == ["2026-11-04"])
            #expect(try await world.acme.get(path("77", "1", "2026-11-03", "2026-11-03")).text == "{\"data\":[]}")
        }
    }

    @Test(
        "a segment that makes no sense is named",
        arguments: [
            ("0", "2026-12-01", "2026-12-31", "quantity"), ("101", "2026-12-01", "2026-12-31", "quantity"),
            ("x", "2026-12-01", "2026-12-31", "quantity"), ("1.5", "2026-12-01", "2026-12-31", "quantity"),
            ("1", "2026-13-01", "2026-12-31", "fromDate"), ("1", "today", "2026-12-31", "fromDate"),
            ("1", "2026-12-01", "2026-12-32", "toDate"), ("1", "2026-12-01", "x", "toDate"),
        ])
    func invalid(quantity: String, from: String, to: String, param: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.get(path("123", quantity, from, to))
            try expect(reply, refuses: "INVALID_PARAMETER", param)
        }
    }

    @Test("a range is not reversed and not over 366 days")
    func range() async throws {
        try await withWorld { world in
            for (from, to, status) in [
                ("2026-12-02", "2026-12-01", 400), ("2026-12-01", "2026-12-01", 200), ("2026-12-01", "2027-12-01", 200),
                ("2026-12-01", "2027-12-03", 400), ("2026-12-01", "2099-12-01", 400),
            ] {
                let reply = try await world.acme.get(path("123", "1", from, to))
                #expect(reply.status == status, "\(from) to \(to)")
                if status == 400 { #expect(try reply.error().code == "INVALID_PARAMETER") }
            }
        }
    }

    @Test("an unknown product is an unknown event", arguments: ["5", "0123", "x"])
    func unknown(product: String) async throws {
        try await withWorld { world in
            try expect(
                try await world.acme.get(path(product, "1", "2026-12-01", "2026-12-31")), lacks: "event", product)
        }
    }

    @Test("every answer says that it is deprecated since the first import, and where to go")
    func deprecation() async throws {
        try await withWorld { world in
            try world.clock.set("2026-11-20T08:00:00Z")
            try await world.importCatalogue(replacing: ["name: Hamlet": "name: Macbeth"])
            let good = path("123", "2", "2026-12-01", "2026-12-31")
            for reply in [
                try await world.acme.get(good), try await world.stranger.get(good),
                try await world.acme.get(path("5", "2", "2026-12-01", "2026-12-31")),
                try await world.acme.get(path("123", "0", "2026-12-01", "2026-12-31")),
            ] {
                let deprecation = try #require(reply.header("Deprecation"))
                let seconds = try #require(Int64(deprecation.dropFirst()))
                #expect(deprecation.hasPrefix("@"))
                // 2026-10-10, the date of the first import.
                #expect((1_791_590_400..<1_791_676_800).contains(seconds))
                #expect(reply.header("Sunset") == nil)
            }
            #expect(
                try await world.acme.get(good).header("Link")
                    == "</api/v3/events/123/occurrences?quantity=2&startDate=2026-12-01&endDate=2026-12-31>; rel=\"successor-version\""
            )
            #expect(try await world.acme.get("/api/v3/events").header("Deprecation") == nil)
        }
    }

    @Test("the catalogue's own dates are announced")
    func sunset() async throws {
        try await withWorld { world in
            try await world.importCatalogue(replacing: [
                "currency: GBP\nlocations:":
                    "currency: GBP\nlegacyAvailability: {deprecated: 2026-01-01, sunset: 2027-06-30}\nlocations:"
            ])
            for caller in [world.acme, world.stranger] {
                let reply = try await caller.get(path("123", "2", "2026-12-01", "2026-12-31"))
                #expect(reply.header("Deprecation") == "@1767225600")
                #expect(reply.header("Sunset") == "Wed, 30 Jun 2027 00:00:00 GMT")
            }
        }
    }
}
