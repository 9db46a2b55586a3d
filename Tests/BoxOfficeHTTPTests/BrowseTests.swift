import BoxOfficeWire
import Testing

/// Contract, section 3: events and single occurrences.
@Suite("A partner browses what it may sell")
struct BrowseTests {
    @Test("events with something to come are listed by their ids as numbers")
    func events() async throws {
        try await withWorld { world in
            let reply = try await world.acme.get("/api/v3/events")
            #expect(reply.status == 200)
            let list = try reply.list(of: EventBody.self)
            #expect(list.data.map(\.id) == ["9", "77", "123", "1000"])
            let hamlet = EventBody(
                id: "123", name: "Hamlet", startDate: "2026-10-24", endDate: "2026-12-18",
                location: LocationBody(id: "2", name: "London", country: "GB"),
                venue: VenueBody(id: "palace", name: "Palace Theatre", timezone: "Europe/London"))
            #expect(list.data[2] == hamlet)
            #expect(try await world.acme.get("/api/v3/events/123").data() == hamlet)
        }
    }

    @Test("an event leaves the list with its last occurrence, and its dates follow what is to come")
    func upcoming() async throws {
        try await withWorld { world in
            // Half past seven in the evening of 2026-12-15, to the microsecond, is the beginning of 456.
            try world.clock.set("2026-12-15T19:30:00Z", microseconds: -1)
            let before: EventBody = try await world.acme.get("/api/v3/events/123").data()
            #expect(before.startDate == "2026-12-15")
            try world.clock.set("2026-12-15T19:30:00Z")
            let after: EventBody = try await world.acme.get("/api/v3/events/123").data()
            #expect(after.startDate == "2026-12-16")
            let list = try await world.acme.get("/api/v3/events").list(of: EventBody.self)
            #expect(list.data.map(\.id) == ["123", "1000"])
        }
    }

    @Test("events are listed by location")
    func locations() async throws {
        try await withWorld { world in
            for (query, ids) in [
                ("?locationId=2", ["123", "1000"]), ("?locationId=far+east", ["77"]), ("?locationId=3", []),
            ] {
                let list = try await world.acme.get("/api/v3/events\(query)").list(of: EventBody.self)
                #expect(list.data.map(\.id) == ids)
                #expect(list.pagination?.total == ids.count)
            }
        }
    }

    @Test("what another retailer sells is not there for this one")
    func restricted() async throws {
        try await withWorld { world in
            let list = try await world.corner.get("/api/v3/events").list(of: EventBody.self)
            #expect(list.data.map(\.id) == ["77", "123"])
            #expect(list.pagination?.total == 2)
            for path in ["", "/occurrences", "/occurrences/90", "/occurrences/90/inventory-items"] {
                try expect(try await world.corner.get("/api/v3/events/9\(path)"), lacks: "event", "9")
            }
            let legacy = "/api/v4/availability/products/9/quantity/1/from/2026-11-01/to/2026-11-30"
            try expect(try await world.corner.get(legacy), lacks: "event", "9")
            let cart = try await world.corner.open([Line("yard", of: "90")])
            try expect(cart, lacks: "occurrence", "90", "items[0].occurrenceId")
        }
    }

    @Test("an event that is not there is not found", arguments: ["5", "0123", "123x", "x", "-1", "%20"])
    func unknownEvent(id: String) async throws {
        try await withWorld { world in
            for path in ["", "/occurrences", "/occurrences/456", "/occurrences/456/inventory-items"] {
                let reply = try await world.acme.get("/api/v3/events/\(id)\(path)")
                let details = try expect(reply, refuses: "RESOURCE_NOT_FOUND")
                #expect(details?.resourceType == "event")
            }
        }
    }

    @Test("an occurrence that is not this event's is not found", arguments: ["5", "0456", "770", "x"])
    func unknownOccurrence(id: String) async throws {
        try await withWorld { world in
            for path in ["", "/inventory-items"] {
                let reply = try await world.acme.get("/api/v3/events/123/occurrences/\(id)\(path)")
                try expect(reply, lacks: "occurrence", id)
            }
        }
    }

    @Test("one occurrence is shown as in the list, with its venue")
    func occurrence() async throws {
        try await withWorld { world in
            let reply = try await world.acme.get("/api/v3/events/123/occurrences/456")
            var listed = try #require(try await world.acme.occurrences().first { $0.id == "456" })
            listed.venue = VenueBody(id: "palace", name: "Palace Theatre", timezone: "Europe/London")
            #expect(try reply.data(OccurrenceBody.self) == listed)
            let list = try await world.acme.get("/api/v3/events/123/occurrences").json()
            #expect(list["data"]?.elements.allSatisfy { $0["venue"] == nil } == true)
        }
    }

    @Test("what is null is there, and what is left out is not")
    func absentOrNull() async throws {
        try await withWorld { world in
            let acme = world.acme
            let off = try await acme.get("/api/v3/events/123/occurrences/459").json()["data"]
            #expect(off?.names == ["endsAt", "fromPrice", "id", "startsAt", "venue"])
            #expect(off?["fromPrice"] == .null)
            #expect(off?["endsAt"] == .null)
            let on = try await acme.get("/api/v3/events/123/occurrences/456").json()["data"]
            #expect(
                on?.names == ["endsAt", "fromPrice", "id", "maxDiscountPercentage", "promotions", "startsAt", "venue"])
            let amount = try await acme.get("/api/v3/events/77/occurrences").json()["data"]?[0]
            #expect(amount?.names == ["endsAt", "fromPrice", "id", "maxDiscountAmount", "promotions", "startsAt"])
            let plain = try await acme.get("/api/v3/events/9/occurrences").json()["data"]?[0]
            #expect(plain?.names == ["endsAt", "fromPrice", "id", "startsAt"])
            let nowhere = try await acme.get("/api/v3/events/9").json()["data"]
            #expect(nowhere?["location"] ?? .null == .null)
        }
    }

    @Test("what is on sale may be kept only to be asked about again, carts and orders not at all")
    func caching() async throws {
        try await withWorld { world in
            let acme = world.acme
            for path in [
                "/api/v3/events", "/api/v3/events/123/occurrences",
                "/api/v3/events/123/occurrences/456/inventory-items",
            ] {
                #expect(try await acme.get(path).header("Cache-Control") == "private, no-cache")
            }
            let cart = try await acme.cart(Line("dance-floor"))
            #expect(try await acme.shownCart(cart.id).header("Cache-Control") == "no-store")
            let order = try await acme.checkOut(cart)
            #expect(order.header("Cache-Control") == "no-store")
            #expect(try await acme.get("/api/v3/orders").header("Cache-Control") == "no-store")
            #expect(order.header("Content-Type")?.hasPrefix("application/json") == true)
        }
    }
}
