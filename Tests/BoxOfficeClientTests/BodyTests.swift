import BoxOfficeClient
import HTTPTypes
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("What a server learns later does no harm")
struct BodyTests {
    @Test("values that nobody knows yet are kept, and fields are passed over")
    func unknown() async throws {
        let item = """
            {"id": "i", "quantityAvailable": 3, "colour": "blue", "priceOptions": [],
             "inventoryVariant": {"_type": "HammockBay", "id": "h", "name": "Hammocks", "sways": true,
              "attributes": [{"code": "sway", "name": "Sways", "category": "motion", "degrees": [1, 2]}]}}
            """
        let boxOffice = try BoxOffice.answering { request in
            let body =
                request.path?.contains("orders") == true
                ? Sample.order.replacing("CONFIRMED", with: "AT_SEA").replacing("\"id\":", with: "\"deck\": 4, \"id\":")
                : #"{"data": [\#(item)], "meta": {"tide": "high"}}"#
            return (HTTPResponse(status: .ok), body)
        }
        let hammock = try #require(try await boxOffice.inventoryItems(of: "2", of: "1").all().first)
        #expect(hammock.inventoryVariant.type.rawValue == "HammockBay")
        #expect(hammock.inventoryVariant.type != .assignedSeat)
        #expect(hammock.inventoryVariant.attributes.first?.category == "motion")
        let order = try await boxOffice.order("o-1")
        #expect(order.status == "AT_SEA")
        // And go back as they came.
        let again = try JSONDecoder().decode(OrderBody.self, from: JSONEncoder().encode(order))
        #expect(again == order)
    }
}

@Suite("A cart knows how long it has left")
struct CartTests {
    private func cart(expiresAt: String, date: String?) async throws -> Cart {
        let boxOffice = try BoxOffice.answering { _ in
            var response = HTTPResponse(status: .ok)
            response.headerFields[.date] = date
            return (response, Sample.cart(expiresAt: expiresAt))
        }
        return try await boxOffice.cart("c-1")
    }

    @Test(
        "by the server's own clock, whatever this machine's says, and never too long",
        arguments: [
            ("2090-01-01T10:15:00Z", "Sun, 01 Jan 2090 10:00:00 GMT", 898),
            ("2001-12-09T00:00:10Z", "Sat, 08 Dec 2001 23:59:59 GMT", 9),
            ("2090-01-01T10:15:00+01:00", "Sun, 01 Jan 2090 09:00:00 GMT", 898),
            ("2090-01-01T10:15:00Z", "Sun, 01 Jan 2090 10:14:58 GMT", 0),
            ("2090-01-01T10:15:00Z", "Sun, 01 Jan 2090 10:20:00 GMT", 0),
        ])
    func serverTime(expiresAt: String, date: String, seconds: Int) async throws {
        let before = ContinuousClock.now
        let cart = try await cart(expiresAt: expiresAt, date: date)
        #expect(cart.timeLeft(at: before) <= .seconds(seconds) + (.now - before))
        #expect(cart.timeLeft <= .seconds(seconds))
        #expect(cart.timeLeft(at: before) >= .seconds(seconds))
        #expect(cart.timeLeft(at: cart.endsAt.advanced(by: .seconds(-5))) == .seconds(5))
        #expect(cart.timeLeft(at: cart.endsAt) == .zero)
        #expect(cart.timeLeft(at: cart.endsAt.advanced(by: .seconds(1))) == .zero)
    }

    @Test("by this machine's clock where the server tells no time", arguments: [nil, "yesterday", "Mon, 1 Foo 2090"])
    func noServerTime(date: String?) async throws {
        let end = Date(timeIntervalSinceNow: 3600).formatted(.iso8601)
        let left = try await cart(expiresAt: end, date: date).timeLeft
        #expect(left > .seconds(3500) && left < .seconds(3600))
    }

    @Test("and has all that the server said")
    func fields() async throws {
        let cart = try await cart(expiresAt: "2090-01-01T10:15:00Z", date: nil)
        #expect(cart.id == "c-1")
        #expect(cart.total == MoneyBody(amount: 8000, currency: "GBP"))
        #expect(cart.body.eventId == cart.eventId)
    }
}
