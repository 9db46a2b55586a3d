/// What `POST /api/v3/carts` is sent.
public struct CartCreateBody: Codable, Hashable, Sendable {
    public var items: [Item]

    public init(items: [Item]) {
        self.items = items
    }

    /// One line: so many of an inventory item at a price option.
    public struct Item: Codable, Hashable, Sendable {
        public var occurrenceId: String
        public var inventoryItemId: String
        public var priceOptionId: String
        public var quantity: WishedQuantity

        public init(occurrenceId: String, inventoryItemId: String, priceOptionId: String, quantity: Int) {
            self.occurrenceId = occurrenceId
            self.inventoryItemId = inventoryItemId
            self.priceOptionId = priceOptionId
            self.quantity = WishedQuantity(quantity)
        }
    }
}

/// A quantity as it was sent: a whole number, or something else that has an error code of its own.
public struct WishedQuantity: Codable, Hashable, Sendable {
    /// Nil when what was sent is no whole number.
    public var value: Int?

    public init(_ value: Int?) {
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A missing quantity is another error than a wrong one; null is as good as missing.
        if container.decodeNil() {
            throw DecodingError.valueNotFound(
                Int.self, .init(codingPath: decoder.codingPath, debugDescription: "null where a number belongs"))
        }
        value = try? container.decode(Int.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Inventory that is held until a moment, at a price.
public struct CartBody: Codable, Hashable, Sendable {
    public var id: String
    /// UTC, whole seconds.
    public var createdAt: String
    /// From this second on the inventory is free to others. UTC, whole seconds.
    public var expiresAt: String
    public var eventId: String
    public var occurrenceId: String
    public var items: [CartItemBody]
    public var receiptLines: [ReceiptLineBody]
    public var total: MoneyBody
    /// Null when it was not chosen.
    public var protection: Nullable<ProtectionBody>
    /// Only where the seller discloses taxes; already inside of the total.
    public var totalTaxes: MoneyBody?

    public init(
        id: String, createdAt: String, expiresAt: String, eventId: String, occurrenceId: String, items: [CartItemBody],
        receiptLines: [ReceiptLineBody], total: MoneyBody, protection: ProtectionBody?, totalTaxes: MoneyBody?
    ) {
        self.id = id
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.eventId = eventId
        self.occurrenceId = occurrenceId
        self.items = items
        self.receiptLines = receiptLines
        self.total = total
        self.protection = Nullable(protection)
        self.totalTaxes = totalTaxes
    }
}

/// A line of a cart, and of the order that it becomes.
public struct CartItemBody: Codable, Hashable, Sendable {
    public var inventoryItemId: String
    public var occurrenceId: String
    public var inventoryVariant: InventoryVariantBody
    public var priceOption: PriceOptionBody
    public var quantity: Int
    public var total: MoneyBody
    /// One a seat, one a person in an area, one a unit of an extra; left out in a cart.
    public var tickets: [TicketBody]?

    public init(
        inventoryItemId: String, occurrenceId: String, inventoryVariant: InventoryVariantBody,
        priceOption: PriceOptionBody, quantity: Int, total: MoneyBody, tickets: [TicketBody]?
    ) {
        self.inventoryItemId = inventoryItemId
        self.occurrenceId = occurrenceId
        self.inventoryVariant = inventoryVariant
        self.priceOption = priceOption
        self.quantity = quantity
        self.total = total
        self.tickets = tickets
    }
}

/// What a customer is shown, in this order. Never summed by clients.
public struct ReceiptLineBody: Codable, Hashable, Sendable {
    /// `SubtotalLine`, `FeeLine`, `VoucherLine` or `ProtectionLine`.
    public var type: String
    public var label: String
    /// `positive` or `negative`.
    public var sign: String
    /// Positive whatever the sign.
    public var total: MoneyBody

    public init(type: String, label: String, sign: String, total: MoneyBody) {
        self.type = type
        self.label = label
        self.sign = sign
        self.total = total
    }

    private enum CodingKeys: String, CodingKey {
        case type = "_type"
        case label, sign, total
    }
}

/// Insurance that the customer chose.
public struct ProtectionBody: Codable, Hashable, Sendable {
    public var name: String
    public var total: MoneyBody

    public init(name: String, total: MoneyBody) {
        self.name = name
        self.total = total
    }
}
