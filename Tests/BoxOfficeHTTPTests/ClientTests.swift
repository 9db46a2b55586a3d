import BoxOfficeClient
import HTTPTypes
import Synchronization
import Testing

/// The SDK at the real server: a purchase, and every recovery that partners are promised.
@Suite("The SDK and the server understand each other")
struct ClientTests {
    private func wish(_ line: Line, quantity: Int = 1) -> CartCreateBody.Item {
        CartCreateBody.Item(
            occurrenceId: line.occurrence, inventoryItemId: line.item, priceOptionId: line.option, quantity: quantity)
    }

    @Test("a purchase, from the events to the order")
    func purchase() async throws {
        try await withWorld { world in
            let boxOffice = try world.acme.boxOffice(now: world.clock)
            let event = try #require(try await boxOffice.events(locationID: "2").all().first { $0.id == "123" })
            #expect(try await boxOffice.event("123") == event)
            let occurrence = try #require(
                try await boxOffice.occurrences(
                    of: event.id, quantity: 2, startDate: "2026-12-15", endDate: "2026-12-15"
                ).all().last)
            #expect(occurrence.id == "456")
            #expect(try await boxOffice.occurrence("456", of: "123").venue == event.venue)
            let items = try await boxOffice.inventoryItems(of: "456", of: "123").all()
            let lines = try ["Circle-A-1", "dance-floor"].map { id in
                let item = try #require(items.first { $0.inventoryVariant.id == id })
                return CartCreateBody.Item(
                    occurrenceId: occurrence.id, inventoryItemId: item.id, priceOptionId: item.priceOptions[0].id,
                    quantity: 1)
            }
            let cart = try await boxOffice.openCart(lines)
            #expect(cart.timeLeft > .seconds(890) && cart.timeLeft <= .seconds(898))
            #expect(try await boxOffice.cart(cart.id).body == cart.body)
            world.clock.advance(seconds: 300)
            #expect(try await boxOffice.cart(cart.id).timeLeft <= .seconds(598))

            let order = try await boxOffice.placeOrder(
                cart, for: ContactBody(name: "Ada", email: "ada@example.com"), payment: PaymentBody(method: "card"))
            #expect(order.status == .confirmed)
            #expect(order.total == cart.total)
            #expect(try await boxOffice.order(order.id) == order)
            #expect(try await boxOffice.orders(email: "ada@example.com", occurrenceID: "456").all() == [order])
            #expect(try await boxOffice.orders(confirmationNumber: "NONE").all() == [])
            #expect(
                try await boxOffice.legacyAvailability(
                    of: "123", quantity: 1, fromDate: "2026-12-15", toDate: "2026-12-15"
                ).map(\.time) == ["14:30", "19:30"])
        }
    }

    @Test("prices of a tier, a voucher that is none, protection that is not offered")
    func options() async throws {
        try await withWorld { world in
            let boxOffice = try world.acme.boxOffice(now: world.clock)
            let tier = try await boxOffice.inventoryItems(of: "456", of: "123", providerCode: "campaign-may").all()
            #expect(try await boxOffice.inventoryItems(of: "456", of: "123").all() != tier)
            let line = wish(Line("Circle-A-1"))
            #expect(await thrown { try await boxOffice.openCart([line], voucherCode: "NONE") }?.code == .invalidVoucher)
            #expect(await thrown { try await boxOffice.openCart([line], protection: true) }?.param == "protection")
        }
    }

    /// Each name that the SDK has for a code of the server.
    private static let codes: [BoxOfficeError.Code] = [
        .malformedBody, .invalidParameter, .missingParameter, .invalidQuantity, .invalidInventoryItem,
        .invalidPriceOption, .invalidVoucher, .duplicateItem, .occurrenceMismatch, .ticketLimitExceeded,
        .methodNotAllowed, .payloadTooLarge, .unsupportedMediaType, .invalidAPIKey, .insufficientPermissions,
        .resourceNotFound, .inventoryExhausted, .totalPriceMismatch, .occurrenceNotOnSale, .cartAlreadyOrdered,
        .idempotencyKeyReused, .cartExpired, .rateLimitExceeded, .internalError, .serviceUnavailable,
    ]

    @Test("every error of the contract has its name, and arrives with its kind and status")
    func errors() async throws {
        #expect(Set(Self.codes.map(\.rawValue)) == Set(errorTable.keys))
        try await withWorld { world in
            var boxOffice = try world.acme.boxOffice(now: world.clock)
            for code in Self.codes {
                boxOffice.simulation = code.rawValue
                let error = await thrown { try await boxOffice.events().all() }
                #expect(error?.code == code)
                #expect(error?.status == errorTable[code.rawValue]?.status)
                #expect(error?.type == errorTable[code.rawValue]?.type)
                #expect(error?.requestID?.hasPrefix("req_") == true)
                #expect(error?.message.isEmpty == false)
            }
            boxOffice.simulation = "INVALID_API_KEY"
            boxOffice.language = "fr-FR"
            let french = await thrown { try await boxOffice.event("123") }
            #expect(french?.message.contains("clé") == true)
        }
    }

    @Test("what is short is told item by item")
    func exhausted() async throws {
        try await withWorld { world in
            let boxOffice = try world.acme.boxOffice(now: world.clock)
            _ = try await boxOffice.openCart([wish(Line("Circle-A-1"))])
            let lines = [wish(.extra("programme"), quantity: 6), wish(Line("Circle-A-1"))]
            let error = await thrown { try await boxOffice.openCart(lines) }
            #expect(error?.code == .inventoryExhausted)
            #expect(error?.param == "items[0].quantity")
            #expect(error?.details?.items?.map(\.availableQuantity) == [5, 0])
            #expect(error?.details?.items?.map(\.inventoryItemId) == lines.map(\.inventoryItemId))
        }
    }

    @Test("a price that changed is shown, and bought at when the cart is read again")
    func repriced() async throws {
        try await withWorld { world in
            let boxOffice = try world.acme.boxOffice(now: world.clock)
            let cart = try await boxOffice.openCart([wish(Line("dance-floor"))])
            try await world.importCatalogue(
                replacing: [
                    "Standing, ticketType: ADULT, faceValue: 3500": "Standing, ticketType: ADULT, faceValue: 3700"
                ])
            let buyer = ContactBody(name: "Ada", email: "ada@example.com")
            let error = await thrown { try await boxOffice.placeOrder(cart, for: buyer) }
            #expect(error?.code == .totalPriceMismatch)
            #expect(error?.details?.expectedTotal == cart.total)
            let now = try await boxOffice.cart(cart.id)
            #expect(error?.details?.actualTotal == now.total)
            // With the same idempotency key, which a refusal does not use up.
            #expect(try await boxOffice.placeOrder(now, for: buyer).total == now.total)
        }
    }

    @Test("a cart whose time is up is gone, and so is one that was given back")
    func expired() async throws {
        try await withWorld { world in
            let boxOffice = try world.acme.boxOffice(now: world.clock)
            let cart = try await boxOffice.openCart([wish(Line("Circle-A-1"))])
            world.clock.advance(seconds: 900)
            let error = await thrown {
                try await boxOffice.placeOrder(cart, for: ContactBody(name: "Ada", email: "ada@example.com"))
            }
            #expect(error?.code == .cartExpired)
            #expect(error?.details?.expiredAt == cart.expiresAt)

            let second = try await boxOffice.openCart([wish(Line("Circle-A-1"))])
            try await boxOffice.releaseCart(second.id)
            try await boxOffice.releaseCart(second.id)
            let gone = await thrown { try await boxOffice.cart(second.id) }
            #expect(gone?.code == .resourceNotFound)
            #expect(gone?.details?.resourceType == "cart")
        }
    }

    /// A network that loses answers: what the server did is done, and its answer is replaced.
    private static func losing(
        _ count: Int, of method: HTTPRequest.Method, _ answer: @escaping @Sendable () throws -> HTTPResponse
    ) -> @Sendable (Transport) -> Transport {
        let left = Loss(count)
        return { transport in
            Transport { request, body in
                let answered = try await transport.send(request, body)
                guard request.method == method, left.take() else { return answered }
                return (try answer(), [])
            }
        }
    }

    private final class Loss: Sendable {
        private let count: Mutex<Int>

        init(_ count: Int) { self.count = Mutex(count) }

        func take() -> Bool {
            count.withLock { count in
                count -= 1
                return count >= 0
            }
        }
    }

    private struct Lost: Error {}

    @Test("a checkout whose answers were lost is one order")
    func lostOrder() async throws {
        try await withWorld { world in
            let cart = try await world.acme.boxOffice(now: world.clock).openCart([wish(Line("Circle-A-1"))])
            let unlucky = try world.acme.boxOffice(
                now: world.clock, transport: Self.losing(3, of: .post) { throw Lost() })
            let buyer = ContactBody(name: "Ada", email: "ada@example.com")
            let order = try await unlucky.placeOrder(cart, for: buyer)
            #expect(try await unlucky.orders().all() == [order])
            // And after a restart, from the id and the total.
            let again = try await unlucky.placeOrder(
                OrderCreateBody(cartId: cart.id, expectedTotal: cart.total, contact: buyer))
            #expect(again == order)
            // With another key it is another purchase, and says which one was first.
            let error = await thrown { try await unlucky.placeOrder(cart, for: buyer, idempotencyKey: "x") }
            #expect(error?.code == .cartAlreadyOrdered)
            #expect(error?.details?.orderId == order.id)
        }
    }

    @Test("a cart whose answer was lost to a server error is held once")
    func lostCart() async throws {
        try await withWorld { world in
            let unlucky = try world.acme.boxOffice(
                now: world.clock, transport: Self.losing(3, of: .post) { HTTPResponse(status: .badGateway) })
            let cart = try await unlucky.openCart([wish(Line("dance-floor"), quantity: 2)])
            #expect(cart.items.map(\.quantity) == [2])
            #expect(try await world.acme.free("dance-floor") == 4)
        }
    }

    @Test("thousands of seats, page by page, are the whole list, each once and in its order")
    func thousands() async throws {
        try await withWorld { world in
            let rows = ["A", "B", "C"].map { "{row: \($0), seats: 1-1000, category: Floor}" }.joined(separator: ", ")
            try await world.importCatalogue(replacing: ["{row: A, seats: 1-4, category: Floor}": rows])
            let calls = Mutex(0)
            let boxOffice = try world.acme.boxOffice(now: world.clock) { transport in
                Transport { request, body in
                    calls.withLock { $0 += 1 }
                    return try await transport.send(request, body)
                }
            }
            let event = try #require(try await boxOffice.events().all().first { $0.venue.id == "dome" })
            let date = try #require(try await boxOffice.occurrences(of: event.id).all().first)
            let items = boxOffice.inventoryItems(of: date.id, of: event.id)
            let whole = try await items.all()
            #expect(whole.count >= 3000)
            calls.withLock { $0 = 0 }
            #expect(try await items.inPages(of: 700).all() == whole)
            #expect(calls.withLock { $0 } == (whole.count + 699) / 700)
        }
    }

    /// What a call threw; nil is that it threw nothing, or something else.
    private func thrown(by call: () async throws -> some Any) async -> BoxOfficeError? {
        do {
            _ = try await call()
            return nil
        } catch {
            return error as? BoxOfficeError
        }
    }
}
