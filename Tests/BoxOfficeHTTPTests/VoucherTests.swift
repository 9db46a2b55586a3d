import BoxOfficeWire
import Testing

/// Contract, sections 4 and 6: what a customer types in and ticks.
@Suite("A voucher is used as often as its seller allows, and protection only where it is offered")
struct VoucherTests {
    /// Hamlet with vouchers and protection; a drink costs 650, an order 250 more.
    private static let offers: KeyValuePairs = [
        "tax: {name: VAT, percent: 20, disclosed: true}": """
        tax: {name: VAT, percent: 20, disclosed: true}
            protection: {name: Refund protection, percent: 7}
            vouchers:
              - {code: WELCOME5, name: Welcome, amountOff: 500, maxUses: 10}
              - {code: HALF, name: Half price, percentOff: 50}
              - {code: SPENT, name: Spent, amountOff: 1, maxUses: 0}
              - {code: LATER, name: Later, amountOff: 1, from: 2027-01-01T00:00}
        """
    ]

    private func withOffers(_ test: @Sendable (World) async throws -> Void) async throws {
        try await withWorld { world in
            try await world.importCatalogue(replacing: Self.offers)
            try await test(world)
        }
    }

    private func body(_ lines: [Line], _ more: String) -> String {
        lines.json.dropLast() + ", \(more)}"
    }

    @Test("both are lines of the receipt, in its order, and go with the order")
    func receipt() async throws {
        try await withOffers { world in
            let both = body([.extra("drink", quantity: 3)], #""voucherCode": "WELCOME5", "protection": true"#)
            let cart: CartBody = try await world.acme.post("/api/v3/carts", both).data()
            // 3 x 650 = 1950; 7 % of 1450 is 101.5, rounded half up.
            #expect(
                cart.receiptLines.map { "\($0.type) \($0.label) \($0.sign) \($0.total.amount)" } == [
                    "SubtotalLine Subtotal positive 1950", "FeeLine Service fee positive 250",
                    "VoucherLine Welcome negative 500", "ProtectionLine Refund protection positive 102",
                ])
            #expect(cart.total.amount == 1802)
            #expect(cart.totalTaxes?.amount == 300)
            #expect(
                cart.protection.value
                    == ProtectionBody(name: "Refund protection", total: MoneyBody(amount: 102, currency: "GBP")))
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            let order = try await world.acme.order(cart)
            #expect(order.receiptLines == cart.receiptLines)
            #expect(order.protection == cart.protection)
            #expect(try await world.breaches() == [])
        }
    }

    @Test(
        "a voucher that is unknown, not in force, used up or misspelt is refused",
        arguments: ["NOBODY", "LATER", "SPENT", "welcome5", ""])
    func refused(code: String) async throws {
        try await withOffers { world in
            let reply = try await world.acme.post(
                "/api/v3/carts", body([Line("dance-floor")], #""voucherCode": "\#(code)""#))
            try expect(reply, refuses: "INVALID_VOUCHER", "voucherCode")
        }
    }

    @Test("protection is refused where the event offers none; not choosing it never is")
    func protectionNotOffered() async throws {
        try await withOffers { world in
            let line = Line("yard", of: "90")
            let reply = try await world.acme.post("/api/v3/carts", body([line], #""protection": true"#))
            try expect(reply, refuses: "INVALID_PARAMETER", "protection")
            let without = try await world.acme.post("/api/v3/carts", body([line], #""protection": false"#))
            #expect(without.status == 201)
        }
    }

    @Test("of fifty buyers at once for ten uses ten have one")
    func cap() async throws {
        try await withOffers { world in
            let request = body([.extra("drink")], #""voucherCode": "WELCOME5""#)
            let replies = try await atOnce(50) { _ in try await world.acme.post("/api/v3/carts", request) }
            let won = replies.filter { $0.status == 201 }
            #expect(won.count == 10)
            for lost in replies where lost.status != 201 {
                try expect(lost, refuses: "INVALID_VOUCHER", "voucherCode")
            }
            #expect(try await world.breaches() == [])

            // A release gives a use back, an order keeps it, an end of the hold gives the others back.
            let carts = try won.map { try $0.data(CartBody.self) }
            _ = try await world.acme.delete("/api/v3/carts/\(carts[0].id)")
            let again: CartBody = try await world.acme.post("/api/v3/carts", request).data()
            _ = try await world.acme.order(again)
            #expect(try await world.acme.post("/api/v3/carts", request).status == 400)
            world.clock.advance(seconds: 901)
            for _ in 0..<9 { #expect(try await world.acme.post("/api/v3/carts", request).status == 201) }
            #expect(try await world.acme.post("/api/v3/carts", request).status == 400)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("a cart whose voucher left the catalogue keeps its last total")
    func voucherLeft() async throws {
        try await withOffers { world in
            let cart: CartBody = try await world.acme.post(
                "/api/v3/carts", body([.extra("drink")], #""voucherCode": "HALF""#)
            ).data()
            #expect(cart.total.amount == 325 + 250)
            try await world.importCatalogue(replacing: [:])
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            #expect(try await world.acme.order(cart).total == cart.total)
        }
    }
}

/// Contract, section 4: `Idempotency-Key` on carts.
@Suite("A cart under one key is opened once")
struct IdempotentCartTests {
    private func open(_ world: World, _ lines: [Line], key: String) async throws -> Reply {
        try await world.acme.post("/api/v3/carts", lines.json, ["Idempotency-Key": key])
    }

    @Test("twenty at once open one cart")
    func atOneTime() async throws {
        try await withWorld { world in
            let replies = try await atOnce(20) { _ in try await open(world, [Line("dance-floor")], key: "k") }
            #expect(replies.map(\.status).sorted() == Array(repeating: 200, count: 19) + [201])
            #expect(Set(try replies.map { try $0.data(CartBody.self).id }).count == 1)
            #expect(try await world.acme.free("dance-floor") == 5)
            #expect(try await world.breaches() == [])
        }
    }

    @Test("another body under the key is refused, another retailer's key is another key")
    func otherBody() async throws {
        try await withWorld { world in
            #expect(try await open(world, [Line("dance-floor")], key: "k").status == 201)
            try expect(
                try await open(world, [Line("dance-floor", quantity: 2)], key: "k"),
                refuses: "IDEMPOTENCY_KEY_REUSED", "Idempotency-Key")
            let other = try await world.corner.post(
                "/api/v3/carts", [Line("dance-floor", quantity: 2)].json, ["Idempotency-Key": "k"])
            #expect(other.status == 201)
        }
    }

    @Test("once the cart has ended, the key opens a new one; a refusal uses no key")
    func ended() async throws {
        try await withWorld { world in
            let first: CartBody = try await open(world, [Line("Circle-A-1")], key: "k").data()
            #expect(try await open(world, [Line("Circle-A-1")], key: "other").status == 409)
            _ = try await world.acme.delete("/api/v3/carts/\(first.id)")
            let second = try await open(world, [Line("Circle-A-1")], key: "k")
            #expect(second.status == 201)
            let again = try await open(world, [Line("Circle-A-1")], key: "k")
            #expect(again.status == 200)
            #expect(try again.data(CartBody.self) == second.data(CartBody.self))
            world.clock.advance(seconds: 901)
            #expect(try await open(world, [Line("Circle-A-1")], key: "other").status == 201)
            #expect(try await open(world, [Line("Circle-A-1")], key: "k").status == 409)
        }
    }
}
