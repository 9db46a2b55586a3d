import BoxOfficeDesk
import BoxOfficeWire
import Testing

/// Contract, section 4, "`expiresAt`", and section 5, "A cart whose hold ran out".
@Suite("A hold ends exactly when it says, whether or not anybody cleans up")
struct ExpiryTests {
    @Test("a hold lasts as long as the event says, rounded up to the second")
    func rounding() async throws {
        try await withWorld { world in
            for (microseconds, expiry) in [
                (0, "12:15:00"), (1, "12:15:01"), (500_000, "12:15:01"), (999_999, "12:15:01"),
            ] {
                try world.clock.set("2026-10-10T12:00:00Z", microseconds: Int64(microseconds))
                let cart = try await world.acme.cart(Line("dance-floor"))
                #expect(cart.createdAt == "2026-10-10T12:00:00Z")
                #expect(cart.expiresAt == "2026-10-10T\(expiry)Z")
            }
            try world.clock.set("2026-10-10T12:00:00Z")
            #expect(try await world.acme.cart(Line("Floor-A-1", of: "770")).expiresAt == "2026-10-10T12:01:00Z")
        }
    }

    @Test("a microsecond before, everything is held; then everything is free", arguments: [0, 1, 999_999])
    func exactly(microseconds: Int64) async throws {
        try await withWorld { world in
            try world.clock.set("2026-10-10T12:00:00Z", microseconds: microseconds)
            let cart = try await world.acme.cart(
                Line("Circle-A-1"), Line("dance-floor", quantity: 4), .extra("programme", quantity: 5))
            func free() async throws -> [Int] {
                [
                    try await world.corner.free("Circle-A-1"), try await world.corner.free("dance-floor"),
                    try await world.corner.free("programme"),
                ]
            }
            let wish = [Line("Circle-A-1"), Line("dance-floor", quantity: 3), .extra("programme")]
            try world.clock.set(cart.expiresAt, microseconds: -1)
            #expect(try await free() == [0, 2, 0])
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            #expect(try await world.corner.open(wish).status == 409)
            try world.clock.set(cart.expiresAt)
            #expect(try await free() == [1, 6, 5])
            try expect(try await world.acme.shownCart(cart.id), lacks: "cart", cart.id)
            #expect(try await world.corner.open(wish).status == 201)
            #expect(try await free() == [0, 3, 4])
            #expect(try await world.breaches() == [])
        }
    }

    @Test("a quantity asked for counts what has run out as free")
    func filter() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("yard", of: "90", quantity: 40))
            try world.clock.set(cart.expiresAt, microseconds: -1)
            #expect(try await world.acme.occurrences("9", "?quantity=1").isEmpty)
            try world.clock.set(cart.expiresAt)
            #expect(try await world.acme.occurrences("9", "?quantity=40").map(\.id) == ["90"])
        }
    }

    @Test("the last moment is good enough to buy, the next is not")
    func checkout() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Circle-A-1"))
            let other = try await world.acme.cart(Line("Circle-A-2"))
            try world.clock.set(cart.expiresAt, microseconds: -1)
            #expect(try await world.acme.checkOut(cart).status == 201)
            try world.clock.set(cart.expiresAt)
            let reply = try await world.acme.checkOut(other)
            let details = try expect(reply, refuses: "CART_EXPIRED", try reply.error().param)
            #expect(details?.expiredAt == other.expiresAt)
            #expect(try reply.json()["error"]?["details"]?.names == ["expiredAt"])
        }
    }

    @Test(
        "a cart that ran out is gone for 24 hours, then unknown, whether or not it was swept", arguments: [false, true])
    func remembered(isSwept: Bool) async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Circle-A-1"))
            for (seconds, microseconds) in [(0, 0), (3600, 0), (24 * 3600, -1)] as [(Int64, Int64)] {
                try world.clock.set(cart.expiresAt, microseconds: seconds * 1_000_000 + microseconds)
                if isSwept { try await world.desk.sweep() }
                let reply = try await world.acme.checkOut(cart)
                try expect(reply, refuses: "CART_EXPIRED", try reply.error().param)
                try expect(try await world.acme.shownCart(cart.id), lacks: "cart", cart.id)
            }
            try world.clock.set(cart.expiresAt, microseconds: 24 * 3_600_000_000)
            if isSwept { try await world.desk.sweep() }
            let reply = try await world.acme.checkOut(cart)
            try expect(reply, lacks: "cart", cart.id, try reply.error().param)
            try expect(try await world.acme.shownCart(cart.id), lacks: "cart", cart.id)
            #expect(try await world.acme.delete("/api/v3/carts/\(cart.id)").status == 204)
        }
    }

    @Test("what ran out is another's, and its first holder can neither buy it nor give it back")
    func takenOver() async throws {
        try await withWorld { world in
            let first = try await world.acme.cart(Line("Circle-A-1"), Line("dance-floor", quantity: 4))
            try world.clock.set(first.expiresAt)
            let second = try await world.corner.cart(Line("Circle-A-1"), Line("dance-floor", quantity: 4))
            let reply = try await world.acme.checkOut(first)
            try expect(reply, refuses: "CART_EXPIRED", try reply.error().param)
            #expect(try await world.acme.delete("/api/v3/carts/\(first.id)").status == 204)
            #expect(try await world.acme.free("Circle-A-1") == 0)
            #expect(try await world.acme.free("dance-floor") == 2)
            #expect(try await world.corner.order(second).total == second.total)
            try world.clock.set(second.expiresAt)
            try await world.desk.sweep()
            #expect(try await world.acme.free("Circle-A-1") == 0)
            #expect(try await world.acme.free("dance-floor") == 2)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("an order keeps what its cart held, however long ago")
    func sold() async throws {
        try await withWorld { world in
            let order = try await world.acme.order(
                world.acme.cart(Line("Circle-A-1"), Line("dance-floor", quantity: 2)))
            for days in [1, 2, 30] as [Int64] {
                world.clock.advance(seconds: days * 24 * 3600)
                try await world.desk.sweep()
                #expect(try await world.acme.free("Circle-A-1") == 0)
                #expect(try await world.acme.free("dance-floor") == 4)
                #expect(try await world.acme.get("/api/v3/orders/\(order.id)").data() == order)
            }
            #expect(try await world.breaches() == [])
        }
    }

    @Test("sweeping changes no answer")
    func sweep() async throws {
        try await withWorld { world in
            let acme = world.acme
            let expired = try await acme.cart(Line("Circle-A-2"), Line("dance-floor"), .extra("drink", quantity: 7))
            world.clock.advance(seconds: 600)
            let open = try await acme.cart(Line("Circle-A-1"), Line("dance-floor", quantity: 2))
            let ordered = try await acme.cart(Line("Orchestra-B-1"), Line("dance-floor"))
            _ = try await acme.order(ordered, key: "k")
            world.clock.advance(seconds: 300)
            func answers() async throws -> [String] {
                var answers: [String] = []
                for path in [
                    "/api/v3/events", "/api/v3/events/123/occurrences?quantity=2", "/api/v3/orders",
                    "/api/v3/carts/\(open.id)",
                    "/api/v3/events/123/occurrences/456/inventory-items", "/api/v3/carts/\(expired.id)",
                    KeyTests.legacy,
                ] { answers.append(try await acme.get(path).text) }
                for cart in [expired, ordered] { answers.append(try await acme.checkOut(cart).text) }
                answers.append(try await acme.checkOut(ordered, key: "k").text)
                return answers
            }
            let before = try await answers()
            try await world.desk.sweep()
            #expect(try await answers() == before)
            #expect(try await acme.checkOut(open).status == 201)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("a seller may take back what has run out, but not what is held")
    func importing() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor", quantity: 5))
            let smaller: KeyValuePairs = ["name: Dance Floor, capacity: 6": "name: Dance Floor, capacity: 1"]
            try world.clock.set(cart.expiresAt, microseconds: -1)
            await #expect(throws: ImportRefusal.self) { try await world.importCatalogue(replacing: smaller) }
            #expect(try await world.acme.free("dance-floor") == 1)
            try world.clock.set(cart.expiresAt)
            try await world.importCatalogue(replacing: smaller)
            #expect(try await world.acme.free("dance-floor") == 1)
            #expect(try await world.breaches() == [])
        }
    }
}
