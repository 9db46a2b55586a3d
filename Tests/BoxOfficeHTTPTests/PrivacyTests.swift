import BoxOfficeStore
import BoxOfficeWire
import Foundation
import Testing

/// Contract, sections 1 and 5: what is never kept, and what no log tells.
@Suite("What is nobody's business is written down nowhere")
struct PrivacyTests {
    @Test("of a payment nothing but method and reference is kept: a card number is in no file and no log")
    func cardNumber() async throws {
        try await withWorld { world in
            let payment = """
                {"method": "card", "reference": "kept-reference", "number": "4111111111111111", "cvc": "737", \
                "card": {"number": "4111111111111111"}}
                """
            let checkout = CheckoutJSON(try await world.acme.cart(Line("Circle-A-1"))).with { $0.payment = payment }
            #expect(try await world.acme.checkOut(checkout).status == 201)
            let kept = try world.storage.contents()
            #expect(kept.range(of: Data("kept-reference".utf8)) != nil)
            #expect(kept.range(of: Data("4111111111111111".utf8)) == nil)
            #expect(world.log.lines.allSatisfy { !$0.contains("4111111111111111") })
        }
    }

    @Test("a call is one line in the log, with its name, and without the key, the buyer or the barcodes")
    func log() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let name = ["X-Request-ID": "req_abc123"]
            let before = world.log.lines.count
            let order = try await world.acme.post("/api/v3/orders", CheckoutJSON(cart).json, name).data(OrderBody.self)
            let lines = world.log.lines.dropFirst(before)
            #expect(lines.filter { $0.contains("req_abc123") }.count == 1)
            let barcode = try #require(order.items[0].tickets?.first?.barcode.value)
            _ = try await world.acme.get("/api/v3/orders?email=ada@example.com", name)
            _ = try await world.stranger.get(
                "/api/v3/events", ["X-TT-API-Key": "sk_test_leaked", "X-Request-ID": "req_refused"])
            #expect(world.log.lines.contains { $0.contains("req_refused") })
            let secrets = [
                "sk_test_", "Lovelace", "ada@example.com", "ada%40example.com", "+442079460000", barcode,
                order.confirmationNumber,
            ]
            for secret in secrets { #expect(!world.log.lines.contains { $0.contains(secret) }) }
        }
    }

    @Test("what fails inside is told by the log, under the name of the call")
    func failure() async throws {
        try await withWorld { world in
            world.database.fail(with: StoreFailure(code: .damaged, cause: "the page 7"))
            _ = try await world.acme.get("/api/v3/orders", ["X-Request-ID": "req_failing"])
            #expect(world.log.lines.contains { $0.contains("the page 7") && $0.contains("req_failing") })
        }
    }
}
