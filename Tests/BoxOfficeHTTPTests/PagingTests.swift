import BoxOfficeWire
import Testing

/// Contract, section 2, "Paging".
@Suite("A list comes whole, or the part of it that is asked for")
struct PagingTests {
    private static let occurrences = "/api/v3/events/123/occurrences"
    private static let inventory = "/api/v3/events/123/occurrences/456/inventory-items"
    static let lists = ["/api/v3/events", "/api/v3/orders", occurrences, inventory]

    @Test(
        "a limit is 1 to 1,000 and an offset from 0", arguments: lists,
        [
            "limit=0", "limit=1001", "limit=-1", "limit=x", "limit=", "limit=1.5", "limit=99999999999999999999",
            "offset=-1", "offset=x", "offset=",
        ])
    func outOfRange(path: String, query: String) async throws {
        try await withWorld { world in
            let param = String(query.prefix { $0 != "=" })
            try expect(try await world.acme.get("\(path)?\(query)"), refuses: "INVALID_PARAMETER", param)
        }
    }

    @Test("occurrences and inventory are whole unless one of the two is sent", arguments: [occurrences, inventory])
    func whole(path: String) async throws {
        try await withWorld { world in
            let whole = try await world.acme.get(path).json()
            #expect(whole.names == ["data"])
            let all = try #require(whole["data"]).elements
            try #require(all.count >= 5)
            for (query, limit, offset) in [
                ("limit=2", 2, 0), ("limit=2&offset=1", 2, 1), ("offset=1", 50, 1), ("offset=0", 50, 0),
                ("limit=1000", 1000, 0),
                ("limit=1&offset=\(all.count - 1)", 1, all.count - 1), ("offset=\(all.count)", 50, all.count),
                ("limit=3&offset=100000", 3, 100_000),
            ] {
                let page = try await world.acme.get("\(path)?\(query)")
                #expect(try page.json()["data"] == .list(Array(all.dropFirst(offset).prefix(limit))))
                let pagination = try page.json()["pagination"]
                #expect(
                    pagination
                        == .object([
                            "limit": .number(Double(limit)), "offset": .number(Double(offset)),
                            "total": .number(Double(all.count)),
                        ]))
            }
        }
    }

    @Test("events come in pages of 50 unless it is said otherwise")
    func events() async throws {
        try await withWorld { world in
            for (query, limit, offset, ids) in [
                ("", 50, 0, ["9", "77", "123", "1000"]), ("?limit=2", 2, 0, ["9", "77"]),
                ("?limit=1&offset=2", 1, 2, ["123"]),
                ("?offset=3", 50, 3, ["1000"]), ("?offset=4", 50, 4, []), ("?offset=2000000000", 50, 2_000_000_000, []),
            ] {
                let list = try await world.acme.get("/api/v3/events\(query)").list(of: EventBody.self)
                #expect(list.data.map(\.id) == ids)
                #expect(list.pagination == PaginationBody(limit: limit, offset: offset, total: 4))
            }
        }
    }

    @Test("orders come in pages of 50, the oldest first")
    func orders() async throws {
        try await withWorld { world in
            var ids: [String] = []
            for _ in 0..<3 {
                ids.append(try await world.acme.order(world.acme.cart(Line("dance-floor"))).id)
                world.clock.advance(microseconds: 1)
            }
            for (query, limit, offset) in [
                ("", 50, 0), ("?limit=2", 2, 0), ("?limit=2&offset=2", 2, 2), ("?offset=1", 50, 1),
                ("?offset=9", 50, 9),
            ] {
                let list = try await world.acme.get("/api/v3/orders\(query)").list(of: OrderBody.self)
                #expect(list.data.map(\.id) == Array(ids.dropFirst(offset).prefix(limit)))
                #expect(list.pagination == PaginationBody(limit: limit, offset: offset, total: 3))
            }
        }
    }
}
