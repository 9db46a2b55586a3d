import BoxOfficeDomain
import BoxOfficeHTTP
import BoxOfficeWire
import Testing

/// One line of a cart that a test sends, in JSON as its fields are written.
struct Line: Sendable {
    var occurrence: String
    var item: String
    var option: String
    var quantity: String

    /// Adults, at Hamlet's first evening, in the default tier, unless it is said.
    init(
        _ variant: String, _ ticketType: String = "ADULT", tier: String? = nil, of occurrence: String = "456",
        quantity: Int = 1
    ) {
        let item = Wish.ItemName(occurrence: .init(occurrence), variant: .init(variant))
        let option = PriceOptionName(ticketType: .init(ticketType), tier: tier)
        let wish = Wish(
            occurrence: .init(occurrence), item: item, option: Wish.OptionName(item: item, option: option),
            quantity: quantity)
        self.occurrence = occurrence
        (self.item, self.option) = OptionIDs.ids(of: wish)
        self.quantity = String(quantity)
    }

    static func extra(_ id: String, quantity: Int = 1) -> Line {
        Line(id, "EXTRA", quantity: quantity)
    }

    var json: String {
        """
        {"occurrenceId": "\(occurrence)", "inventoryItemId": "\(item)", "priceOptionId": "\(option)", \
        "quantity": \(quantity)}
        """
    }

    func with(_ change: (inout Line) -> Void) -> Line {
        var line = self
        change(&line)
        return line
    }
}

extension [Line] {
    var json: String {
        "{\"items\": [\(map(\.json).joined(separator: ", "))]}"
    }
}

/// A checkout that a test sends; each field is raw JSON, nil is left out.
struct CheckoutJSON: Sendable {
    var cartId: String?
    var amount: String?
    var currency: String?
    var name: String? = "\"Ada Lovelace\""
    var email: String? = "\"ada@example.com\""
    var phone: String? = "\"+442079460000\""
    var payment: String?

    init(_ cart: CartBody) {
        self.init(cart: cart.id, amount: cart.total.amount, currency: cart.total.currency)
    }

    init(cart: String, amount: Int64, currency: String) {
        cartId = "\"\(cart)\""
        self.amount = String(amount)
        self.currency = "\"\(currency)\""
    }

    var json: String {
        let total = object([("amount", amount), ("currency", currency)])
        let contact = object([("name", name), ("email", email), ("phone", phone)])
        return object([("cartId", cartId), ("expectedTotal", total), ("contact", contact), ("payment", payment)])
    }

    func with(_ change: (inout CheckoutJSON) -> Void) -> CheckoutJSON {
        var checkout = self
        change(&checkout)
        return checkout
    }

    private func object(_ fields: [(String, String?)]) -> String {
        "{" + fields.compactMap { name, value in value.map { "\"\(name)\": \($0)" } }.joined(separator: ", ") + "}"
    }
}

extension Caller {
    func open(_ lines: [Line]) async throws -> Reply {
        try await post("/api/v3/carts", lines.json)
    }

    /// A cart that must be opened.
    func cart(_ lines: Line..., sourceLocation: SourceLocation = #_sourceLocation) async throws -> CartBody {
        let reply = try await open(lines)
        try #require(reply.status == 201, "\(reply.text)", sourceLocation: sourceLocation)
        return try reply.data()
    }

    func shownCart(_ id: String) async throws -> Reply {
        try await get("/api/v3/carts/\(id)")
    }

    func checkOut(_ checkout: CheckoutJSON, key: String? = nil) async throws -> Reply {
        try await post("/api/v3/orders", checkout.json, key.map { ["Idempotency-Key": $0] } ?? [:])
    }

    func checkOut(_ cart: CartBody, key: String? = nil) async throws -> Reply {
        try await checkOut(CheckoutJSON(cart), key: key)
    }

    /// An order that must be made.
    func order(
        _ cart: CartBody, key: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> OrderBody {
        let reply = try await checkOut(cart, key: key)
        try #require(reply.status == 201, "\(reply.text)", sourceLocation: sourceLocation)
        return try reply.data()
    }

    func occurrences(_ event: String = "123", _ query: String = "") async throws -> [OccurrenceBody] {
        try await get("/api/v3/events/\(event)/occurrences\(query)").list().data
    }

    func inventory(_ event: String = "123", _ occurrence: String = "456", _ query: String = "") async throws
        -> [InventoryItemBody]
    {
        try await get("/api/v3/events/\(event)/occurrences/\(occurrence)/inventory-items\(query)").list().data
    }

    /// How much of a seat, area or extra is free.
    func free(_ variant: String, _ event: String = "123", _ occurrence: String = "456") async throws -> Int {
        try await inventory(event, occurrence).first { $0.inventoryVariant.id == variant }?.quantityAvailable ?? 0
    }
}
