import BoxOfficeClient
import HTTPTypes
import Synchronization
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

    @Test("a field that is left out where others send null reads as null, and a fraction of a second is left off")
    func leftOut() async throws {
        let boxOffice = try BoxOffice.answering { request in
            let path = request.path ?? ""
            let body =
                path.contains("orders")
                ? Sample.order : path.contains("carts") ? Sample.cart(expiresAt: "2090-01-01T10:15:00.9Z") : nil
            return (
                HTTPResponse(status: .ok, headerFields: [.date: "Sun, 01 Jan 2090 10:00:00 GMT"]),
                body?.replacing(/,\s*"protection": null/, with: "")
                    ?? #"{"data": {"id": "2", "startsAt": "2090-05-05T19:30:00+01:00"}}"#
            )
        }
        #expect(try await boxOffice.order("o-1").protection.value == nil)
        let occurrence = try await boxOffice.occurrence("2", of: "1")
        #expect(occurrence.fromPrice.value == nil && occurrence.endsAt.value == nil)
        let cart = try await boxOffice.cart("c-1")
        #expect(cart.protection.value == nil)
        #expect(cart.timeLeft <= .seconds(898) && cart.timeLeft > .seconds(800))
        for end in ["2090-01-01T10:15:00.Z", "2090-01-01.5"] {
            let odd = try BoxOffice.answering { _ in (HTTPResponse(status: .ok), Sample.cart(expiresAt: end)) }
            #expect(await error { try await odd.cart("c-1") }?.code == .unreadableAnswer)
        }
    }

    @Test("a quantity is written as a number")
    func quantity() throws {
        var item = Sample.wish
        item.quantity = 4
        #expect(item.quantity == 4 && item.quantity.value == 4)
        #expect(String(decoding: try JSONEncoder().encode(item), as: UTF8.self).contains(#""quantity":4"#))
    }

    @Test(
        "money has its currency's decimals",
        arguments: [
            (8500, "GBP", "85.00 GBP"), (4800, "JPY", "4800 JPY"), (5, "KWD", "0.005 KWD"),
            (12345, "CLF", "1.2345 CLF"),
            (0, "USD", "0.00 USD"), (-7, "USD", "-0.07 USD"),
        ])
    func money(amount: Int64, currency: String, text: String) {
        #expect(MoneyBody(amount: amount, currency: currency).text == text)
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

    @Test("counted from before the call was sent: the answer may have been under way for long")
    func underWay() async throws {
        let answered = Mutex(ContinuousClock.now)
        let boxOffice = try BoxOffice.answering { _ in
            answered.withLock { $0 = .now }
            return (
                HTTPResponse(status: .ok, headerFields: [.date: "Sun, 01 Jan 2090 10:00:00 GMT"]), Sample.cart()
            )
        }
        let cart = try await boxOffice.cart("c-1")
        #expect(cart.timeLeft(at: answered.withLock { $0 }) < .seconds(898))
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
