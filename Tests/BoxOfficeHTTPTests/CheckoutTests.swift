import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import BoxOfficeWire
import Testing

/// Contract, section 5: the checks of a checkout, each alone.
@Suite("A checkout that cannot be is refused for the right reason")
struct CheckoutTests {
    @Test("each field is there")
    func missing() async throws {
        try await withWorld { world in
            let checkout = CheckoutJSON(try await world.acme.cart(Line("dance-floor")))
            for null in [nil, "null"] as [String?] {
                for (field, param) in [
                    (\CheckoutJSON.cartId, "cartId"), (\.amount, "expectedTotal.amount"),
                    (\.currency, "expectedTotal.currency"), (\.name, "contact.name"), (\.email, "contact.email"),
                ] {
                    let reply = try await world.acme.checkOut(checkout.with { $0[keyPath: field] = null })
                    try expect(reply, refuses: "MISSING_PARAMETER", param)
                }
            }
            let cart = #"{"cartId": "x", "#
            for (body, param) in [
                ("{}", "cartId"), (cart + #""contact": {}}"#, "expectedTotal"),
                (cart + #""expectedTotal": {"amount": 1, "currency": "GBP"}}"#, "contact"),
                (cart + #""expectedTotal": {"amount": 1, "currency": "GBP"}, "contact": null}"#, "contact"),
            ] {
                try expect(try await world.acme.post("/api/v3/orders", body), refuses: "MISSING_PARAMETER", param)
            }
        }
    }

    @Test("each field has its type")
    func types() async throws {
        try await withWorld { world in
            let checkout = CheckoutJSON(try await world.acme.cart(Line("dance-floor")))
            for (field, param, wrong) in [
                (\CheckoutJSON.cartId, "cartId", "7"), (\.amount, "expectedTotal.amount", "\"3750\""),
                (\.amount, "expectedTotal.amount", "37.5"), (\.amount, "expectedTotal.amount", "1e30"),
                (\.currency, "expectedTotal.currency", "826"), (\.name, "contact.name", "[]"),
                (\.email, "contact.email", "{}"), (\.phone, "contact.phone", "44"), (\.payment, "payment", "\"cash\""),
                (\.payment, "payment.method", "{\"method\": 7}"),
                (\.payment, "payment.reference", "{\"reference\": []}"),
            ] {
                let reply = try await world.acme.checkOut(checkout.with { $0[keyPath: field] = wrong })
                try expect(reply, refuses: "INVALID_PARAMETER", param)
            }
        }
    }

    @Test("a name has 1 to 200 characters", arguments: [(0, false), (1, true), (200, true), (201, false)])
    func name(length: Int, isGood: Bool) async throws {
        try await withWorld { world in
            let checkout = CheckoutJSON(try await world.acme.cart(Line("dance-floor")))
            let name = String(repeating: "é", count: length)
            let reply = try await world.acme.checkOut(checkout.with { $0.name = "\"\(name)\"" })
            if isGood {
                #expect(reply.status == 201)
                #expect(try reply.data(OrderBody.self).contact.name == name)
            } else {
                try expect(reply, refuses: "INVALID_PARAMETER", "contact.name")
            }
        }
    }

    @Test(
        "an e-mail address is one address",
        arguments: [
            "", "ada", "ada@", "@example.com", "a@b@example.com", "ada@example.com, bob@example.com",
            "ada example@example.com",
        ])
    func email(email: String) async throws {
        try await withWorld { world in
            let checkout = CheckoutJSON(try await world.acme.cart(Line("dance-floor")))
            let reply = try await world.acme.checkOut(checkout.with { $0.email = "\"\(email)\"" })
            try expect(reply, refuses: "INVALID_PARAMETER", "contact.email")
            let plus = try await world.acme.checkOut(
                checkout.with { $0.email = "\"ada.l+tickets@mail.example.co.uk\"" })
            #expect(plus.status == 201)
        }
    }

    @Test(
        "a phone number is E.164 or absent",
        arguments: ["", "02079460000", "+0207946000", "+44 20 7946", "+44abc", "+1234567890123456"])
    func phone(phone: String) async throws {
        try await withWorld { world in
            let checkout = CheckoutJSON(try await world.acme.cart(Line("dance-floor")))
            let reply = try await world.acme.checkOut(checkout.with { $0.phone = "\"\(phone)\"" })
            try expect(reply, refuses: "INVALID_PARAMETER", "contact.phone")
            let order = try await world.acme.checkOut(checkout.with { $0.phone = "null" }).json()["data"]
            #expect(order?["contact"]?.names == ["email", "name"])
        }
    }

    @Test("of a payment, method and reference of at most 64 characters", arguments: ["method", "reference"])
    func payment(field: String) async throws {
        try await withWorld { world in
            let checkout = CheckoutJSON(try await world.acme.cart(Line("dance-floor")))
            let long = checkout.with { $0.payment = "{\"\(field)\": \"\(String(repeating: "x", count: 65))\"}" }
            try expect(try await world.acme.checkOut(long), refuses: "INVALID_PARAMETER", "payment.\(field)")
            let fitting = checkout.with { $0.payment = "{\"\(field)\": \"\(String(repeating: "x", count: 64))\"}" }
            #expect(try await world.acme.checkOut(fitting).status == 201)
        }
    }

    @Test("a cart that is this retailer's")
    func cartUnknown() async throws {
        try await withWorld { world in
            let foreign = try await world.corner.cart(Line("dance-floor"))
            for id in ["x", "", foreign.id, "01234567-89ab-7def-8123-456789abcdef"] {
                let reply = try await world.acme.checkOut(CheckoutJSON(cart: id, amount: 3750, currency: "GBP"))
                let error = try reply.error()
                #expect(reply.status == 404)
                #expect(error.code == "RESOURCE_NOT_FOUND")
                #expect(error.details?.resourceType == "cart")
                #expect(error.details?.resourceId == id)
            }
            #expect(try await world.corner.order(foreign).status == "CONFIRMED")
        }
    }

    @Test("a cart is bought once")
    func alreadyOrdered() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let order = try await world.acme.order(cart)
            for key in [nil, "another"] {
                let reply = try await world.acme.checkOut(cart, key: key)
                let details = try expect(reply, refuses: "CART_ALREADY_ORDERED", try reply.error().param)
                #expect(details?.orderId == order.id)
            }
            let orders = try await world.acme.get("/api/v3/orders").list(of: OrderBody.self)
            #expect(orders.data == [order])
        }
    }

    @Test(
        "the total that the customer agreed to, in amount and currency",
        arguments: [(3749, "GBP"), (3751, "GBP"), (0, "GBP"), (-3750, "GBP"), (3750, "EUR"), (3750, "gbp"), (3750, "")])
    func totalMismatch(amount: Int64, currency: String) async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let reply = try await world.acme.checkOut(CheckoutJSON(cart: cart.id, amount: amount, currency: currency))
            let details = try expect(reply, refuses: "TOTAL_PRICE_MISMATCH", "expectedTotal")
            #expect(details?.expectedTotal == MoneyBody(amount: amount, currency: currency))
            #expect(details?.actualTotal == MoneyBody(amount: 3750, currency: "GBP"))
            #expect(try reply.json()["error"]?["details"]?.names == ["actualTotal", "expectedTotal"])
            // The cart stands as it stood.
            #expect(try await world.acme.shownCart(cart.id).data() == cart)
            #expect(try await world.acme.checkOut(cart).status == 201)
        }
    }

    @Test("an occurrence that the seller did not take off sale meanwhile", arguments: ["offSale", "cancelled"])
    func takenOffSale(status: String) async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("Circle-A-1", of: "457"))
            let start = "{id: \"457\", startsAt: 2026-12-16T19:30"
            try await world.importCatalogue(replacing: [start: "\(start), status: \(status)"])
            let reply = try await world.acme.checkOut(cart)
            try expect(reply, refuses: "OCCURRENCE_NOT_ON_SALE", try reply.error().param)
            try await world.importCatalogue(replacing: [:])
            #expect(try await world.acme.checkOut(cart).status == 201)
        }
    }

    @Test("the end of the sale, and the beginning of the show, take no hold away")
    func saleEnds() async throws {
        try await withWorld { world in
            try world.clock.set("2026-12-15T11:59:59Z")
            let cart = try await world.acme.cart(Line("dance-floor", of: "461"))
            try world.clock.set("2026-12-15T12:00:00Z")
            let late = try await world.acme.open([Line("dance-floor", of: "461")])
            try expect(late, refuses: "OCCURRENCE_NOT_ON_SALE", "items[0].occurrenceId")
            #expect(try await world.acme.order(cart).status == "CONFIRMED")
            try world.clock.set("2026-12-15T19:29:59Z")
            let evening = try await world.acme.cart(Line("dance-floor"))
            try world.clock.set("2026-12-15T19:30:00Z")
            #expect(try await world.acme.order(evening).status == "CONFIRMED")
        }
    }

    @Test("units that are still this cart's")
    func unitsLost() async throws {
        try await withWorld { world in
            let lines = [Line("dance-floor", quantity: 2), Line("Circle-A-1"), .extra("drink")]
            let cart = try await world.acme.cart(lines[0], lines[1], lines[2])
            try await world.desk.store.write { transaction in
                try transaction.release(.init("Circle-A-1"), of: .init("456"), from: .init(cart.id))
                try transaction.releaseHold(of: .init("drink"), of: .init("456"), by: .init(cart.id))
            }
            let details = try expect(
                try await world.acme.checkOut(cart), refuses: "INVENTORY_EXHAUSTED", "items[1].quantity")
            #expect(details?.items?.map(\.param) == ["items[1].quantity", "items[2].quantity"])
            #expect(details?.items?.map(\.inventoryItemId) == [lines[1].item, lines[2].item])
            #expect(details?.availableQuantity == 0)
            #expect(details?.requestedQuantity == 1)
            // Nothing of it was sold.
            #expect(try await world.acme.delete("/api/v3/carts/\(cart.id)").status == 204)
            #expect(try await world.acme.free("dance-floor") == 6)
            #expect(try await world.breaches() == [])
        }
    }
}
