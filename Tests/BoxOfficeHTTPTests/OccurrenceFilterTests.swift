import BoxOfficeWire
import Testing

/// Contract, section 3: the filters of the list of occurrences.
@Suite("Filters of occurrences combine")
struct OccurrenceFilterTests {
    @Test("dates are the venue's own, both ends included")
    func dates() async throws {
        try await withWorld { world in
            for (query, ids) in [
                ("startDate=2026-12-15", ["461", "456", "457", "458", "459"]),
                ("startDate=2026-12-16", ["457", "458", "459"]), ("endDate=2026-12-15", ["464", "461", "456"]),
                ("startDate=2026-12-15&endDate=2026-12-15", ["461", "456"]),
                ("startDate=2026-12-16&endDate=2026-12-17", ["457", "458"]),
                // 464 begins on the 24th by the wall in London.
                ("endDate=2026-10-24", ["464"]), ("endDate=2026-10-23", []), ("startDate=2027-01-01", []),
            ] {
                let found = try await world.acme.occurrences("123", "?\(query)")
                #expect(found.map(\.id) == ids, "\(query)")
            }
            // Eight in the morning in Tokyo is the evening before in UTC.
            let day = "?startDate=2026-11-03&endDate=2026-11-03"
            #expect(try await world.acme.occurrences("77", day).map(\.id) == ["770"])
            #expect(try await world.acme.occurrences("77", "?endDate=2026-11-02").isEmpty)
        }
    }

    @Test("a quantity counts admission that is free now, wherever it is")
    func quantity() async throws {
        try await withWorld { world in
            func ids(_ quantity: Int) async throws -> [String] {
                try await world.acme.occurrences("123", "?quantity=\(quantity)").map(\.id)
            }
            // 464: 6 Standard, 4 Premium, 6 places. 461: 6 and 6. 456: one seat is the house's. 457: 6.
            #expect(try await ids(1) == ["464", "461", "456", "457"])
            #expect(try await ids(6) == ["464", "461", "456", "457"])
            #expect(try await ids(7) == ["464", "461", "456"])
            #expect(try await ids(12) == ["464", "461", "456"])
            #expect(try await ids(13) == ["464", "456"])
            #expect(try await ids(15) == ["464", "456"])
            #expect(try await ids(16) == ["464"])
            #expect(try await ids(17) == [])
            #expect(try await ids(100) == [])
            _ = try await world.acme.cart(Line("Circle-A-1", of: "464"), Line("dance-floor", of: "464", quantity: 2))
            #expect(try await ids(13) == ["464", "456"])
            #expect(try await ids(14) == ["456"])
        }
    }

    @Test("filters and pages combine")
    func combined() async throws {
        try await withWorld { world in
            let query = "?quantity=13&startDate=2026-10-24&endDate=2026-12-15"
            #expect(try await world.acme.occurrences("123", query).map(\.id) == ["464", "456"])
            let page = try await world.acme.get("/api/v3/events/123/occurrences\(query)&limit=1&offset=1")
                .list(of: OccurrenceBody.self)
            #expect(page.data.map(\.id) == ["456"])
            #expect(page.pagination == PaginationBody(limit: 1, offset: 1, total: 2))
        }
    }

    @Test("what is sold out or off sale is listed without a price, until a quantity is asked for")
    func soldOut() async throws {
        try await withWorld { world in
            let seats = (1...4).map { Line("Floor-A-\($0)", of: "770") }
            let reply = try await world.acme.open(seats)
            #expect(reply.status == 201)
            #expect(try await world.acme.occurrences("77").map { $0.fromPrice.value?.amount } == [nil, 1000])
            #expect(try await world.acme.occurrences("77", "?quantity=1").map(\.id) == ["771"])
            #expect(try await world.acme.occurrences("9", "?quantity=1").map(\.id) == ["90"])
            _ = try await world.acme.order(try reply.data())
            #expect(try await world.acme.occurrences("77", "?quantity=1").map(\.id) == ["771"])
        }
    }

    @Test(
        "a filter that makes no sense is refused",
        arguments: [
            ("quantity=0", "quantity"), ("quantity=101", "quantity"), ("quantity=-1", "quantity"),
            ("quantity=x", "quantity"),
            ("quantity=", "quantity"), ("quantity=1.5", "quantity"), ("startDate=2026-02-30", "startDate"),
            ("startDate=2026-1-1", "startDate"), ("startDate=15-12-2026", "startDate"), ("startDate=", "startDate"),
            ("startDate=2026-12-15T00:00:00Z", "startDate"), ("endDate=tomorrow", "endDate"),
            ("endDate=2026-13-01", "endDate"),
            ("endDate=2027-02-29", "endDate"),
        ])
    func invalid(query: String, param: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.get("/api/v3/events/123/occurrences?\(query)")
            try expect(reply, refuses: "INVALID_PARAMETER", param)
        }
    }

    @Test("a range that ends before it begins is refused")
    func reversed() async throws {
        try await withWorld { world in
            let reply = try await world.acme.get(
                "/api/v3/events/123/occurrences?startDate=2026-12-16&endDate=2026-12-15")
            #expect(reply.status == 400)
            let error = try reply.error()
            #expect(error.code == "INVALID_PARAMETER")
            #expect(["startDate", "endDate"].contains(error.param))
        }
    }
}
