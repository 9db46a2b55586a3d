import BoxOfficeClient
import Foundation
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// A partner's program: real HTTP, and the shapes of the wire.
struct Partner: Sendable {
    let address: String
    let key: String?
    private let line: Line

    /// Its connections, kept from call to call as any program would, until nobody has the partner any more.
    private final class Line: Sendable {
        let session: URLSession

        init(connections: Int) {
            let configuration = URLSessionConfiguration.ephemeral
            configuration.httpMaximumConnectionsPerHost = connections
            session = URLSession(configuration: configuration)
        }

        deinit { session.finishTasksAndInvalidate() }
    }

    init(address: String, key: String?, connections: Int = 8) {
        self.address = address
        self.key = key
        self.line = Line(connections: connections)
    }

    func get(_ path: String) async throws -> Reply {
        try await call("GET", path)
    }

    func post(
        _ path: String, _ body: some Encodable, requestID: String? = nil, idempotencyKey: String? = nil
    ) async throws -> Reply {
        try await call(
            "POST", path, JSONEncoder().encode(body), requestID: requestID, idempotencyKey: idempotencyKey)
    }

    func delete(_ path: String) async throws -> Reply {
        try await call("DELETE", path)
    }

    func call(
        _ method: String, _ path: String, _ body: Data? = nil, requestID: String? = nil, idempotencyKey: String? = nil
    ) async throws -> Reply {
        var request = URLRequest(url: try #require(URL(string: address + path)))
        request.httpMethod = method
        request.httpBody = body
        if body != nil { request.setValue("application/json", forHTTPHeaderField: "Content-Type") }
        request.setValue(key, forHTTPHeaderField: "X-TT-API-Key")
        request.setValue(requestID, forHTTPHeaderField: "X-Request-ID")
        request.setValue(idempotencyKey, forHTTPHeaderField: "Idempotency-Key")
        let (data, response) = try await line.session.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        return Reply(
            status: answer.statusCode, retryAfter: answer.value(forHTTPHeaderField: "Retry-After"), body: data)
    }

    /// Whether anything comes back, while a server starts or ends.
    func answers(_ path: String) async throws -> Bool {
        do {
            _ = try await get(path)
            return true
        } catch is URLError {
            return false
        }
    }
}

struct Reply {
    let status: Int
    let retryAfter: String?
    let body: Data

    func data<Body: Codable & Sendable>(_ type: Body.Type = Body.self) throws -> Body {
        try JSONDecoder().decode(DataEnvelope<Body>.self, from: body).data
    }

    /// `INVENTORY_EXHAUSTED`, and its like.
    var code: String? {
        // A success has none.
        try? JSONDecoder().decode(ErrorEnvelope.self, from: body).error.code
    }
}

/// What partners do all day, by the SDK where a test is not about a single call and its status.
extension Partner {
    var boxOffice: BoxOffice {
        get throws { try BoxOffice(address, key: #require(key)) }
    }

    func events() async throws -> [EventBody] {
        try await boxOffice.events().all()
    }

    func occurrences(of event: String = House.event) async throws -> [OccurrenceBody] {
        try await boxOffice.occurrences(of: event).all()
    }

    func inventory(of occurrence: String, of event: String = House.event) async throws -> [InventoryItemBody] {
        try await boxOffice.inventoryItems(of: occurrence, of: event).all()
    }

    /// Asks for so many of each of these, by the variant's id, at the first of its prices.
    func hold(_ wishes: [String: Int], of occurrence: String = House.occurrence) async throws -> Reply {
        let inventory = try await inventory(of: occurrence)
        let items = try wishes.sorted { $0.key < $1.key }.map { variant, quantity in
            let item = try #require(inventory.first { $0.inventoryVariant.id == variant })
            let option = try #require(item.priceOptions.first)
            return CartCreateBody.Item(
                occurrenceId: occurrence, inventoryItemId: item.id, priceOptionId: option.id, quantity: quantity)
        }
        return try await post("/api/v3/carts", CartCreateBody(items: items))
    }

    func buy(_ cart: CartBody, contact: ContactBody = House.buyer) async throws -> Reply {
        try await post("/api/v3/orders", OrderCreateBody(cartId: cart.id, expectedTotal: cart.total, contact: contact))
    }

    /// Holds and buys at once.
    func order(_ wishes: [String: Int], of occurrence: String = House.occurrence) async throws -> OrderBody {
        let held = try await hold(wishes, of: occurrence)
        try #require(held.status == 201)
        let sold = try await buy(held.data())
        try #require(sold.status == 201)
        return try sold.data()
    }
}
