import BoxOfficeClient
import HTTPTypes
import Synchronization

/// A sleep that takes no time, and remembers how long it would have been.
final class Naps: Sendable {
    private let durations = Mutex<[Duration]>([])

    var taken: [Duration] { durations.withLock { $0 } }

    var sleep: @Sendable (Duration) async throws -> Void {
        { duration in self.durations.withLock { $0.append(duration) } }
    }
}

extension BoxOffice {
    /// At a test's own server, over a real connection.
    static func at(_ server: ScriptedServer, _ naps: Naps = Naps(), timeout: Duration = .seconds(20)) throws
        -> BoxOffice
    {
        try BoxOffice(
            server.address, key: "sk_test_1", transport: .asyncHTTPClient(timeout: timeout), sleep: naps.sleep)
    }

    /// Without a network: answers are made on the spot.
    static func answering(
        _ answer: @escaping @Sendable (HTTPRequest) throws -> (HTTPResponse, String)
    ) throws -> BoxOffice {
        try BoxOffice(
            "https://tickets.example.com", key: "sk_test_1",
            transport: Transport { request, _ in
                let (response, body) = try answer(request)
                return (response, Array(body.utf8))
            })
    }
}

/// Bodies as a server sends them.
enum Sample {
    static let event = #"{"data": \#(eventBody)}"#
    static let eventBody = """
        {"id": "123", "name": "Hamlet", "startDate": "2090-05-05", "endDate": "2090-05-06",
         "venue": {"id": "palace", "name": "Palace", "timezone": "Europe/London"}}
        """

    static func cart(expiresAt: String = "2090-01-01T10:15:00Z") -> String {
        """
        {"data": {"id": "c-1", "createdAt": "2090-01-01T10:00:00Z", "expiresAt": "\(expiresAt)", "eventId": "123",
         "occurrenceId": "456", "items": [], "receiptLines": [], "total": {"amount": 8000, "currency": "GBP"},
         "protection": null}}
        """
    }

    static let order = """
        {"data": {"id": "o-1", "confirmationNumber": "GABECXZYV2", "status": "CONFIRMED",
         "createdAt": "2090-01-01T10:01:00Z", "eventId": "123", "occurrenceId": "456",
         "contact": {"name": "Ada", "email": "ada@example.com"}, "items": [], "receiptLines": [],
         "total": {"amount": 8000, "currency": "GBP"}, "protection": null}}
        """

    static let checkout = OrderCreateBody(
        cartId: "c-1", expectedTotal: MoneyBody(amount: 8000, currency: "GBP"),
        contact: ContactBody(name: "Ada", email: "ada@example.com"))

    static let wish = CartCreateBody.Item(
        occurrenceId: "456", inventoryItemId: "i", priceOptionId: "p", quantity: 1)
}

/// What a call threw; nil is that it threw nothing, or something else.
func error(of call: () async throws -> some Any) async -> BoxOfficeError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? BoxOfficeError
    }
}
