import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import BoxOfficeWire
import Testing

/// Contract, section 5: which of two faults is answered. Each test breaks two checks that follow one another.
@Suite("Of two faults in a checkout, the one that is checked first is answered")
struct CheckoutOrderOfChecksTests {
    @Test("the body, then name, e-mail and phone, then the idempotency key")
    func bodyAndContact() async throws {
        try await withWorld { world in
            let acme = world.acme
            _ = try await acme.order(acme.cart(Line("dance-floor")), key: "used")
            let bad = CheckoutJSON(try await acme.cart(Line("dance-floor"))).with {
                ($0.name, $0.email, $0.phone) = ("\"\"", "\"x\"", "\"x\"")
            }
            let incomplete = bad.with { $0.currency = nil }
            try expect(
                try await acme.checkOut(incomplete, key: "used"), refuses: "MISSING_PARAMETER", "expectedTotal.currency"
            )
            try expect(try await acme.checkOut(bad, key: "used"), refuses: "INVALID_PARAMETER", "contact.name")
            let named = bad.with { $0.name = "\"Ada\"" }
            try expect(try await acme.checkOut(named, key: "used"), refuses: "INVALID_PARAMETER", "contact.email")
            let mailed = named.with { $0.email = "\"ada@example.com\"" }
            try expect(try await acme.checkOut(mailed, key: "used"), refuses: "INVALID_PARAMETER", "contact.phone")
            let phoned = mailed.with { $0.phone = nil }
            try expect(
                try await acme.checkOut(phoned, key: "used"), refuses: "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")
        }
    }

    @Test("the idempotency key before the cart")
    func keyBeforeCart() async throws {
        try await withWorld { world in
            let acme = world.acme
            _ = try await acme.order(acme.cart(Line("dance-floor")), key: "used")
            let ordered = try await acme.cart(Line("dance-floor"))
            _ = try await acme.order(ordered)
            let released = try await acme.cart(Line("dance-floor"))
            _ = try await acme.delete("/api/v3/carts/\(released.id)")
            let foreign = try await world.corner.cart(Line("dance-floor"))
            for id in ["x", ordered.id, released.id, foreign.id] {
                let reply = try await acme.checkOut(CheckoutJSON(cart: id, amount: 1, currency: "GBP"), key: "used")
                try expect(reply, refuses: "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")
            }
        }
    }

    @Test("whose cart it is before whether it was ordered")
    func ownerBeforeOrdered() async throws {
        try await withWorld { world in
            let cart = try await world.corner.cart(Line("dance-floor"))
            _ = try await world.corner.order(cart)
            try expect(
                try await world.acme.checkOut(cart), lacks: "cart", cart.id,
                try await world.acme.checkOut(cart).error().param)
        }
    }

    @Test("ordered before expired")
    func orderedBeforeExpired() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let order = try await world.acme.order(cart)
            for _ in 0..<2 {
                world.clock.advance(seconds: 24 * 3600)
                let reply = try await world.acme.checkOut(cart)
                let details = try expect(reply, refuses: "CART_ALREADY_ORDERED", try reply.error().param)
                #expect(details?.orderId == order.id)
            }
        }
    }

    @Test("expired before another total")
    func expiredBeforeTotal() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            world.clock.advance(seconds: 900)
            let reply = try await world.acme.checkOut(CheckoutJSON(cart: cart.id, amount: 1, currency: "USD"))
            try expect(reply, refuses: "CART_EXPIRED", try reply.error().param)
        }
    }

    @Test("another total before off sale")
    func totalBeforeOffSale() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let start = "{id: \"456\", startsAt: 2026-12-15T19:30"
            try await world.importCatalogue(replacing: [start: "\(start), status: cancelled"])
            let reply = try await world.acme.checkOut(CheckoutJSON(cart: cart.id, amount: 1, currency: "GBP"))
            try expect(reply, refuses: "TOTAL_PRICE_MISMATCH", "expectedTotal")
        }
    }

    @Test("off sale before units that are lost")
    func offSaleBeforeUnits() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Circle-A-1"))
            try await world.desk.store.write {
                try $0.release(.init("Circle-A-1"), of: .init("456"), from: .init(cart.id))
            }
            let start = "{id: \"456\", startsAt: 2026-12-15T19:30"
            try await world.importCatalogue(replacing: [start: "\(start), status: offSale"])
            let reply = try await world.acme.checkOut(cart)
            try expect(reply, refuses: "OCCURRENCE_NOT_ON_SALE", try reply.error().param)
        }
    }
}
