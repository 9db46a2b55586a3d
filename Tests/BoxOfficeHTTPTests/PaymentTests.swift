import BoxOfficeWire
import Foundation
import Testing

/// Contract, section 5: what is never kept.
@Suite("Of a payment, nothing but method and reference is kept")
struct PaymentTests {
    @Test("a card number is in no file of the database")
    func cardNumber() async throws {
        try await withWorld { world in
            let payment = """
                {"method": "card", "reference": "kept-reference", "number": "4111111111111111", "cvc": "737", \
                "card": {"number": "4111111111111111"}}
                """
            let checkout = CheckoutJSON(try await world.acme.cart(Line("Circle-A-1"))).with { $0.payment = payment }
            #expect(try await world.acme.checkOut(checkout).status == 201)
            let files = try FileManager.default.contentsOfDirectory(at: world.folder, includingPropertiesForKeys: nil)
            let contents = try files.map { try Data(contentsOf: $0) }
            #expect(contents.contains { $0.range(of: Data("kept-reference".utf8)) != nil })
            #expect(contents.allSatisfy { $0.range(of: Data("4111111111111111".utf8)) == nil })
        }
    }
}
