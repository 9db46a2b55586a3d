import BoxOfficeWire
import HummingbirdTesting
import Testing

/// Contract, section 5: orders and tickets.
@Suite("An order is what was bought, for ever")
struct OrderTests {
    @Test("an order is the cart, with who bought it and the tickets")
    func placed() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(
                Line("dance-floor", quantity: 2), Line("Circle-A-1"), .extra("drink", quantity: 3))
            world.clock.advance(seconds: 61)
            let reply = try await world.acme.checkOut(cart)
            #expect(reply.status == 201)
            let order = try reply.data(OrderBody.self)
            #expect(reply.header("Location") == "/api/v3/orders/\(order.id)")
            #expect(order.status == "CONFIRMED")
            #expect(order.createdAt == "2026-10-10T12:01:01Z")
            #expect(order.eventId == "123")
            #expect(order.occurrenceId == "456")
            #expect(
                order.contact == ContactBody(name: "Ada Lovelace", email: "ada@example.com", phone: "+442079460000"))
            #expect(order.receiptLines == cart.receiptLines)
            #expect(order.total == cart.total)
            #expect(order.totalTaxes == cart.totalTaxes)
            #expect(order.rateCode == nil)
            #expect(order.items.map(\.tickets?.count) == [2, 1, 3])
            let withoutTickets = order.items.map { item in
                var item = item
                item.tickets = nil
                return item
            }
            #expect(withoutTickets == cart.items)
            #expect(try await world.acme.get("/api/v3/orders/\(order.id)").data() == order)
        }
    }

    @Test("an order has its fields and no others, a ticket no image yet")
    func shape() async throws {
        try await withWorld { world in
            let payment = "{\"method\": \"card\", \"reference\": \"p-1\", \"number\": \"4111111111111111\"}"
            let checkout = CheckoutJSON(try await world.acme.cart(Line("Circle-A-1"))).with { $0.payment = payment }
            let reply = try await world.acme.checkOut(checkout)
            let order = try reply.json()["data"]
            #expect(
                order?.names == [
                    "confirmationNumber", "contact", "createdAt", "eventId", "id", "items", "occurrenceId",
                    "protection",
                    "receiptLines", "status", "total", "totalTaxes",
                ])
            #expect(order?["protection"] == .null)
            let ticket = order?["items"]?[0]?["tickets"]?[0]
            #expect(ticket?.names == ["barcode", "id", "status"])
            #expect(ticket?["barcode"]?.names == ["format", "value"])
            #expect(!reply.text.contains("4111111111111111"))
        }
    }

    @Test("tickets are valid, and each is its own")
    func tickets() async throws {
        try await withWorld { world in
            var tickets: [TicketBody] = []
            for _ in 0..<2 {
                let order = try await world.acme.order(
                    world.acme.cart(Line("dance-floor", quantity: 3), .extra("drink")))
                tickets += order.items.flatMap { $0.tickets ?? [] }
            }
            #expect(tickets.count == 8)
            #expect(Set(tickets.map(\.id)).count == 8)
            #expect(Set(tickets.map(\.barcode.value)).count == 8)
            #expect(tickets.allSatisfy { $0.status == "VALID" && $0.barcode.format == "QR_CODE" })
            // What cannot be guessed is not made of what is known.
            #expect(tickets.allSatisfy { $0.barcode.value.count >= 26 && !$0.barcode.value.contains($0.id) })
        }
    }

    @Test("a confirmation number has ten characters without look-alikes, each order its own")
    func confirmationNumber() async throws {
        try await withWorld { world in
            var numbers: Set<String> = []
            for _ in 0..<20 {
                numbers.insert(try await world.acme.order(world.acme.cart(Line("yard", of: "90"))).confirmationNumber)
            }
            #expect(numbers.count == 20)
            for number in numbers {
                #expect(number.count == 10)
                #expect(number.allSatisfy { ($0.isNumber || $0.isUppercase) && !"0O1IL".contains($0) })
            }
        }
    }

    @Test("another retailer's order is not there")
    func foreign() async throws {
        try await withWorld { world in
            let order = try await world.acme.order(world.acme.cart(Line("dance-floor")))
            try expect(try await world.corner.get("/api/v3/orders/\(order.id)"), lacks: "order", order.id)
            for query in ["", "?email=ada@example.com", "?confirmationNumber=\(order.confirmationNumber)"] {
                let list = try await world.corner.get("/api/v3/orders\(query)").list(of: OrderBody.self)
                #expect(list.data.isEmpty)
                #expect(list.pagination?.total == 0)
            }
            for id in ["x", "01234567-89ab-7def-8123-456789abcdef"] {
                try expect(try await world.acme.get("/api/v3/orders/\(id)"), lacks: "order", id)
            }
        }
    }

    @Test("an order never changes with the catalogue")
    func copy() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(
                Line("Orchestra-A-101", tier: "campaign-may"), Line("dance-floor"), .extra("programme"), .extra("drink")
            )
            let order = try await world.acme.order(cart)
            try await world.importCatalogue(replacing: [
                "faceValue: 12500": "faceValue: 99900", "faceValue: 3500": "faceValue: 1",
                "{id: ADULT, name: Adult}": "{id: ADULT, name: Grown-up}",
                "name: Dance Floor": "name: Pit", "name: Souvenir programme": "name: Brochure",
                "seatAttributes: {Orchestra-A-101: [aisle]}": "seatAttributes: {}",
                "name: Service fee, amount: 250": "name: Handling, amount: 900",
                "percent: 20, disclosed: true": "percent: 5, disclosed: false",
                "percentOff: 10, sections": "percentOff: 90, sections",
                "{id: \"456\", startsAt: 2026-12-15T19:30":
                    "{id: \"456\", startsAt: 2026-12-15T18:30, status: cancelled",
            ])
            #expect(try await world.acme.get("/api/v3/orders/\(order.id)").data() == order)
            #expect(try await world.acme.get("/api/v3/orders").list().data == [order])
            let again = try await world.acme.checkOut(cart)
            #expect(try again.error().details?.orderId == order.id)
        }
    }

    @Test("orders are found by what is known of them, and filters combine")
    func filters() async throws {
        try await withWorld { world in
            let acme = world.acme
            func buy(_ line: Line, _ email: String, at time: String) async throws -> OrderBody {
                try world.clock.set(time)
                let cart = try await acme.cart(line)
                return try await acme.checkOut(CheckoutJSON(cart).with { $0.email = "\"\(email)\"" }).data()
            }
            let first = try await buy(Line("dance-floor"), "ada+1@example.com", at: "2026-10-10T22:59:59Z")
            // After midnight in London, and eight in the morning in Tokyo.
            let second = try await buy(Line("dance-floor"), "bob@example.com", at: "2026-10-10T23:00:00Z")
            let third = try await buy(Line("Floor-A-1", of: "770"), "bob@example.com", at: "2026-10-11T14:59:59Z")
            let fourth = try await buy(Line("Floor-A-2", of: "770"), "bob@example.com", at: "2026-10-11T15:00:00Z")
            for (query, expected) in [
                ("", [first, second, third, fourth]), ("email=bob@example.com", [second, third, fourth]),
                ("email=ada%2B1%40example.com", [first]), ("email=ada+1@example.com", []), ("email=ada", []),
                ("confirmationNumber=\(third.confirmationNumber)", [third]), ("confirmationNumber=ABCDEFGHJK", []),
                ("occurrenceId=770", [third, fourth]), ("occurrenceId=999", []),
                ("createdFrom=2026-10-11", [second, third, fourth]), ("createdTo=2026-10-10", [first]),
                ("createdFrom=2026-10-11&createdTo=2026-10-11", [second, third]), ("createdFrom=2026-10-12", [fourth]),
                ("email=bob@example.com&occurrenceId=456", [second]),
                ("email=bob@example.com&createdTo=2026-10-11&occurrenceId=770", [third]),
            ] {
                let list = try await acme.get("/api/v3/orders?\(query)").list(of: OrderBody.self)
                #expect(list.data == expected, "\(query)")
                #expect(list.pagination?.total == expected.count)
            }
        }
    }

    @Test(
        "a date that is none is refused",
        arguments: [("createdFrom=x", "createdFrom"), ("createdTo=2026-02-30", "createdTo")])
    func invalidFilters(query: String, param: String) async throws {
        try await withWorld { world in
            try expect(try await world.acme.get("/api/v3/orders?\(query)"), refuses: "INVALID_PARAMETER", param)
            let reversed = try await world.acme.get("/api/v3/orders?createdFrom=2026-10-11&createdTo=2026-10-10")
            #expect(reversed.status == 400)
        }
    }

    @Test("a purchase from the first look to the ticket, over a real connection")
    func live() async throws {
        try await withWorld(.live) { world in
            let event = try #require(try await world.acme.get("/api/v3/events").list(of: EventBody.self).data.first)
            let occurrence = try #require(try await world.acme.occurrences(event.id, "?quantity=2").first)
            let item = try #require(try await world.acme.inventory(event.id, occurrence.id).first)
            let option = try #require(item.priceOptions.first)
            let line = Line("").with {
                ($0.occurrence, $0.item, $0.option, $0.quantity) = (occurrence.id, item.id, option.id, "2")
            }
            let order = try await world.acme.order(world.acme.cart(line), key: "live")
            #expect(order.total == MoneyBody(amount: option.sellPrice.amount * 2, currency: "KWD"))
            #expect(order.items[0].tickets?.count == 2)
            #expect(try await world.acme.get("/api/v3/orders/\(order.id)").data() == order)
            #expect(try await world.acme.delete("/api/v3/carts/\(order.id)").status == 204)
        }
    }
}
