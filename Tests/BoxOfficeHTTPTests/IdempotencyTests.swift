import BoxOfficeDesk
import BoxOfficeWire
import Testing

/// Contract, section 5, "Idempotency".
@Suite("A purchase under one key happens once")
struct IdempotencyTests {
    @Test("the same key and cart give that order again, within 24 hours")
    func again() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"), Line("Circle-A-1"))
            let order = try await world.acme.order(cart, key: "k")
            for seconds in [0, 900, 24 * 3600 - 901] as [Int64] {
                world.clock.advance(seconds: seconds)
                let reply = try await world.acme.checkOut(cart, key: "k")
                #expect(reply.status == 200)
                #expect(reply.header("Location") == "/api/v3/orders/\(order.id)")
                #expect(try reply.data() == order)
            }
            world.clock.advance(microseconds: 999_999)
            #expect(try await world.acme.checkOut(cart, key: "k").status == 200)
            world.clock.advance(microseconds: 1)
            let late = try await world.acme.checkOut(cart, key: "k")
            let details = try expect(late, refuses: "CART_ALREADY_ORDERED", try late.error().param)
            #expect(details?.orderId == order.id)
            #expect(try await world.acme.free("dance-floor") == 5)
        }
    }

    @Test("the same key for another cart is refused, and free again after 24 hours")
    func otherCart() async throws {
        try await withWorld { world in
            _ = try await world.acme.order(world.acme.cart(Line("dance-floor")), key: "k")
            let other = try await world.acme.cart(Line("dance-floor"))
            try expect(
                try await world.acme.checkOut(other, key: "k"), refuses: "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")
            #expect(try await world.acme.checkOut(other, key: "K").status == 201)
            world.clock.advance(seconds: 24 * 3600, microseconds: -1)
            let late = try await world.acme.cart(Line("dance-floor"))
            try expect(
                try await world.acme.checkOut(late, key: "k"), refuses: "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")
            world.clock.advance(microseconds: 1)
            let order = try await world.acme.order(late, key: "k")
            let again = try await world.acme.checkOut(late, key: "k")
            #expect(again.status == 200)
            #expect(try again.data() == order)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("a sweep changes nothing of that")
    func swept() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let order = try await world.acme.order(cart, key: "k")
            world.clock.advance(seconds: 24 * 3600, microseconds: -1)
            try await world.desk.sweep()
            #expect(try await world.acme.checkOut(cart, key: "k").data() == order)
            world.clock.advance(microseconds: 1)
            try await world.desk.sweep()
            #expect(try await world.acme.checkOut(cart, key: "k").status == 409)
            #expect(try await world.acme.get("/api/v3/orders/\(order.id)").data() == order)
        }
    }

    @Test("a key belongs to its retailer")
    func retailers() async throws {
        try await withWorld { world in
            let acme = try await world.acme.order(world.acme.cart(Line("dance-floor")), key: "k")
            let corner = try await world.corner.order(world.corner.cart(Line("dance-floor")), key: "k")
            #expect(acme.id != corner.id)
            let colleague = try await world.caller()
            let cart = try await colleague.cart(Line("dance-floor"))
            try expect(
                try await colleague.checkOut(cart, key: "k"), refuses: "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")
        }
    }

    @Test("a failure is not kept: the key can still be used")
    func failures() async throws {
        try await withWorld { world in
            let unknown = CheckoutJSON(cart: "x", amount: 1, currency: "GBP")
            #expect(try await world.acme.checkOut(unknown, key: "k").status == 404)
            let expired = try await world.acme.cart(Line("dance-floor"))
            world.clock.advance(seconds: 900)
            #expect(try await world.acme.checkOut(expired, key: "k").status == 410)
            let cart = try await world.acme.cart(Line("dance-floor"))
            let wrong = CheckoutJSON(cart: cart.id, amount: 1, currency: "GBP")
            #expect(try await world.acme.checkOut(wrong, key: "k").status == 409)
            let order = try await world.acme.order(cart, key: "k")
            #expect(try await world.acme.checkOut(cart, key: "k").data() == order)
        }
    }

    @Test("the same key and cart give the order whatever else was sent")
    func sameCart() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let order = try await world.acme.order(cart, key: "k")
            let other = CheckoutJSON(cart: cart.id, amount: 1, currency: "JPY").with { $0.name = "\"Bob\"" }
            let reply = try await world.acme.checkOut(other, key: "k")
            #expect(reply.status == 200)
            #expect(try reply.data() == order)
        }
    }

    @Test("twenty at once with one key make one order")
    func twentyAtOnce() async throws {
        try await withWorld { world in
            for round in 0..<5 {
                let cart = try await world.acme.cart(
                    Line("yard", of: "90", quantity: 2))
                let replies = try await atOnce(20) { _ in try await world.acme.checkOut(cart, key: "k\(round)") }
                #expect(replies.filter { $0.status == 201 }.count == 1)
                #expect(replies.filter { $0.status == 200 }.count == 19)
                let orders = try Set(replies.map { try $0.data(OrderBody.self) })
                #expect(orders.count == 1)
            }
            #expect(try await world.acme.get("/api/v3/orders").list(of: OrderBody.self).pagination?.total == 5)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("two carts at once under one key: one is bought")
    func twoCartsAtOnce() async throws {
        try await withWorld { world in
            for round in 0..<10 {
                let carts = [
                    try await world.acme.cart(Line("yard", of: "90")),
                    try await world.acme.cart(Line("yard", of: "90")),
                ]
                let replies = try await atOnce(2) { try await world.acme.checkOut(carts[$0], key: "k\(round)") }
                #expect(replies.map(\.status).sorted() == [201, 409])
                let loser = try #require(replies.first { $0.status == 409 })
                try expect(loser, refuses: "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")
            }
        }
    }

    @Test(
        "a key is 1 to 255 visible ASCII characters",
        arguments: [
            ("a b", false), ("", false), ("ké", false), (String(repeating: "k", count: 256), false),
            (String(repeating: "~", count: 255), true), ("!", true),
        ])
    func characters(key: String, isGood: Bool) async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let reply = try await world.acme.checkOut(cart, key: key)
            if isGood {
                #expect(reply.status == 201)
            } else {
                try expect(reply, refuses: "INVALID_PARAMETER", "Idempotency-Key")
            }
        }
    }
}
