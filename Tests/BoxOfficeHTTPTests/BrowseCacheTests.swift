import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import BoxOfficeWire
import Foundation
import Testing

/// Architecture, "Reading fast": what is answered from memory, and that nobody can tell.
@Suite("Browse calls are answered from memory, as long as that is right")
struct BrowseCacheTests {
    private static let paths = [
        "/api/v3/events", "/api/v3/events/123", "/api/v3/events/123/occurrences",
        "/api/v3/events/123/occurrences?quantity=2&limit=3", "/api/v3/events/123/occurrences/456",
        "/api/v3/events/123/occurrences/456/inventory-items", KeyTests.legacy,
    ]

    @Test("asked again, the database is not", arguments: paths)
    func again(path: String) async throws {
        try await withWorld { world in
            let first = try await world.acme.get(path)
            let reads = world.database.reads
            for _ in 0..<10 { #expect(try await world.acme.get(path).text == first.text) }
            #expect(try await world.acme.get(path, ["Accept-Encoding": "gzip"]).status == 200)
            #expect(world.database.reads == reads)
        }
    }

    @Test("many that ask at once are answered by one look")
    func together() async throws {
        try await withWorld { world in
            _ = try await world.acme.get("/api/v3/events")
            let reads = world.database.reads
            let path = "/api/v3/events/123/occurrences/456/inventory-items"
            let replies = try await atOnce(50) { _ in try await world.acme.get(path).text }
            #expect(Set(replies).count == 1)
            // One more for those that came when the first look was over, and it was not the newest any more.
            #expect(world.database.reads - reads <= 2)
        }
    }

    @Test("one answer serves every partner that may have it, and none that may not")
    func partners() async throws {
        try await withWorld { world in
            let path = "/api/v3/events/123/occurrences/456/inventory-items"
            let brief = try await world.caller("brief")
            _ = try await (world.acme.get(path), world.corner.get(path), brief.get(path))
            let reads = world.database.reads
            #expect(try await world.acme.get(path).text == (try await brief.get(path).text))
            let deal = "\(path)?providerCode=corner+deal"
            #expect(try await world.corner.get(deal).status == 200)
            try expect(try await world.acme.get(deal), lacks: "providerCode", "corner deal")
            #expect(world.database.reads == reads + 1)
            let oud = "/api/v3/events/9/occurrences"
            #expect(try await world.acme.get(oud).status == 200)
            try expect(try await world.corner.get(oud), lacks: "event", "9")
            try expect(try await world.corner.get("\(oud)/90"), lacks: "event", "9")
            try expect(try await world.acme.get("/api/v3/events/9/occurrences/456"), lacks: "occurrence", "456")
        }
    }

    @Test("codes that only look the same are two, and each retailer has its own")
    func equivalentCodes() async throws {
        try await withWorld { world in
            try await world.importCatalogue(replacing: [
                "{code: campaign-may, retailers: [acme], percentOff: 10, sections: [Orchestra]}":
                    "{code: caf\u{E9}, retailers: [acme], percentOff: 10}",
                "{code: corner deal, retailers: [corner], amountOff: 1000}":
                    "{code: cafe\u{301}, retailers: [corner], percentOff: 50}",
            ])
            let path = "/api/v3/events/123/occurrences/456/inventory-items?limit=1&providerCode="
            let prices = try await [
                world.acme.get(path + "caf%C3%A9"), world.corner.get(path + "cafe%CC%81"),
            ].map { try $0.list(of: InventoryItemBody.self).data[0].priceOptions[0].sellPrice.amount }
            #expect(prices[0] != prices[1])
        }
    }

    @Test("what a client makes up takes no room")
    func madeUp() async throws {
        try await withWorld { world in
            let nowhere = try await world.acme.get("/api/v3/events?locationId=" + String(repeating: "x", count: 10_000))
            #expect(nowhere.status == 200)
            #expect(try nowhere.list(of: EventBody.self).data.isEmpty)
            #expect(try nowhere.list(of: EventBody.self).pagination?.total == 0)
        }
    }

    @Test("every answer of a write is seen by the reads that follow it")
    func writes() async throws {
        try await withWorld { world in
            let lists: @Sendable () async throws -> [Int] = {
                let listed = try await world.acme.occurrences("123", "?quantity=1").count
                return [try await world.acme.free("dance-floor"), listed]
            }
            let whole = try await lists()
            let cart = try await world.acme.cart(Line("dance-floor", quantity: 4))
            #expect(try await lists()[0] == whole[0] - 4)
            _ = try await world.acme.delete("/api/v3/carts/\(cart.id)")
            #expect(try await lists() == whole)
            _ = try await world.acme.order(try await world.acme.cart(Line("dance-floor", quantity: 5)))
            #expect(try await lists()[0] == whole[0] - 5)
            try await world.importCatalogue(replacing: ["name: Dance Floor, capacity: 6": "name: Floor, capacity: 9"])
            #expect(try await lists()[0] == 4)
        }
    }

    @Test("what another server sold is seen once it was heard of")
    func otherServer() async throws {
        try await withWorld { world in
            let other = Desk(store: try await Store(try world.storage.driver()), now: world.clock.now)
            try await other.shelf.refresh()
            #expect(try await world.acme.free("dance-floor") == 6)
            #expect(try await world.acme.occurrences("77").count == 2)
            let item = Wish.ItemName(occurrence: .init("456"), variant: .init("dance-floor"))
            let option = Wish.OptionName(item: item, option: PriceOptionName(ticketType: .init("ADULT")))
            let wish = Wish(occurrence: .init("456"), item: item, option: option, quantity: 2)
            let acme = try #require(other.catalogue.retailer(.init("acme")))
            _ = try await other.openCart(CartRequest([wish]), for: acme)
            try await world.desk.hearOfChanges(since: world.clock.now())
            #expect(try await world.acme.free("dance-floor") == 4)
            let reads = world.database.reads
            // Of what did not move, nothing is asked again.
            #expect(try await world.acme.occurrences("77").count == 2)
            #expect(world.database.reads == reads)
            try await other.store.close()
        }
    }

    @Test("time alone changes an answer: a hold that ends, a sale that begins or ends, a promotion")
    func time() async throws {
        try await withWorld { world in
            let path = "/api/v3/events/123/occurrences"
            var tags: [String] = [try await world.acme.get(path).header("ETag") ?? ""]
            // A sale begins; a promotion ends and another begins; the last performance begins.
            for moment in ["2026-11-01T10:00:00Z", "2026-12-01T00:00:00Z", "2026-12-18T19:30:00Z"] {
                try world.clock.set(moment, microseconds: -1)
                let before = try await world.acme.get(path).header("ETag") ?? ""
                try world.clock.set(moment)
                let after = try await world.acme.get(path).header("ETag") ?? ""
                #expect(before != after, "\(moment)")
                tags.append(after)
            }
            #expect(Set(tags).count == tags.count)
        }
    }

    @Test("a failure is nobody's answer for longer than it lasts")
    func failure() async throws {
        try await withWorld { world in
            _ = try await world.acme.get("/api/v3/events")
            world.database.fail(with: StoreFailure(code: .unavailable, cause: "gone"))
            let path = "/api/v3/events/123/occurrences/456/inventory-items"
            let replies = try await atOnce(10) { _ in try await world.acme.get(path).status }
            #expect(replies == Array(repeating: 503, count: 10))
            world.database.fail(with: nil)
            #expect(try await world.acme.get(path).status == 200)
        }
    }
}
