import BoxOfficeWire
import Foundation
import Testing

/// What is sold is written by hand, because it is written often; nobody may be able to tell.
@Suite("A cart and an order are the bytes that the encoder would write")
struct SaleBytesTests {
    @Test("with seats, areas, extras, tiers, promotions, fees, taxes, with and without a phone")
    func bytes() async throws {
        try await withWorld { world in
            let full = [
                Line("Orchestra-B-4W", tier: "campaign-may"), Line("dance-floor", "CHILD", quantity: 2),
                .extra("drink", quantity: 3),
            ]
            for lines in [full, [Line("Floor-A-1", of: "770")]] {
                let opened = try await world.acme.open(lines)
                #expect(opened.status == 201)
                try expectEncoded(opened, CartBody.self)
                let cart: CartBody = try opened.data()
                try expectEncoded(try await world.acme.shownCart(cart.id), CartBody.self)
                let sold = try await world.acme.checkOut(
                    CheckoutJSON(cart).with {
                        $0.name = #""Ada \"the\" Lövelace \\ 日本""#
                        if lines.count == 1 { $0.phone = nil }
                    })
                #expect(sold.status == 201)
                try expectEncoded(sold, OrderBody.self)
            }
        }
    }

    private func expectEncoded<Body: Codable & Sendable>(
        _ reply: Reply, _ type: Body.Type, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let encoded = try encoder.encode(DataEnvelope<Body>(data: reply.data()))
        #expect(String(decoding: encoded, as: UTF8.self) == reply.text, sourceLocation: sourceLocation)
    }
}
