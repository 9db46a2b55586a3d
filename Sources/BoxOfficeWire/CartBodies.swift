/// What `POST /api/v3/carts` is sent.
public struct CartCreateBody: Codable, Hashable, Sendable {
    /// 1 to 50.
    public var items: [Item]
    /// What the customer typed in; left out by partners that take no vouchers.
    public var voucherCode: String?
    /// Whether the customer chose the event's protection; left out is no.
    public var protection: Bool?

    /// Puts the fields together, as they stand in the body.
    public init(items: [Item], voucherCode: String? = nil, protection: Bool? = nil) {
        self.items = items
        self.voucherCode = voucherCode
        self.protection = protection
    }

    /// One line: so many of an inventory item at a price option.
    public struct Item: Codable, Hashable, Sendable {
        /// The occurrence; of all items the same.
        public var occurrenceId: String
        /// As the inventory gave it.
        public var inventoryItemId: String
        /// As the inventory gave it, of the same item.
        public var priceOptionId: String
        /// 1 to 1,000; of a seat 1.
        public var quantity: WishedQuantity

        /// Puts the fields together, as they stand in the body.
        public init(occurrenceId: String, inventoryItemId: String, priceOptionId: String, quantity: Int) {
            self.occurrenceId = occurrenceId
            self.inventoryItemId = inventoryItemId
            self.priceOptionId = priceOptionId
            self.quantity = WishedQuantity(quantity)
        }
    }
}

/// A quantity as it was sent: a whole number, or something else that has an error code of its own.
///
/// A program that buys writes numbers: `item.quantity = 2`, or `item.quantity = WishedQuantity(count)`. That there may be
/// something else is for a server, which has to read whatever it is sent.
public struct WishedQuantity: Codable, Hashable, Sendable, ExpressibleByIntegerLiteral {
    /// Nil when what was sent is no whole number: never of one that a program made of a number.
    public var value: Int?

    /// Wraps a value.
    public init(_ value: Int?) {
        self.value = value
    }

    /// Wraps a number that is written down.
    public init(integerLiteral value: Int) {
        self.init(value)
    }

    /// Reads whatever was sent; only nothing at all is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        // A missing quantity is another error than a wrong one; null is as good as missing.
        if container.decodeNil() {
            throw DecodingError.valueNotFound(
                Int.self, .init(codingPath: decoder.codingPath, debugDescription: "null where a number belongs"))
        }
        value = try? container.decode(Int.self)
    }

    /// Writes the number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Inventory that is held until a moment, at a price.
public struct CartBody: Codable, Hashable, Sendable {
    /// Opaque.
    public var id: String
    /// UTC, whole seconds.
    public var createdAt: String
    /// From this second on the inventory is free to others. UTC, whole seconds.
    public var expiresAt: String
    /// The event of the occurrence.
    public var eventId: String
    /// The occurrence that everything in it is of.
    public var occurrenceId: String
    /// What is in it.
    public var items: [CartItemBody]
    /// To be shown in this order.
    public var receiptLines: [ReceiptLineBody]
    /// What is to be paid.
    public var total: MoneyBody
    /// Null when it was not chosen.
    public var protection: Nullable<ProtectionBody>
    /// Only where the seller discloses taxes; already inside of the total.
    public var totalTaxes: MoneyBody?

    /// Puts the fields together, as they stand in the body.
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
    /// As the inventory gave it.
    public var inventoryItemId: String
    /// The occurrence; of all items the same.
    public var occurrenceId: String
    /// What it is.
    public var inventoryVariant: InventoryVariantBody
    /// The price that it is held or bought at.
    public var priceOption: PriceOptionBody
    /// 1 to 1,000; of a seat 1.
    public var quantity: Int
    /// The price option times the quantity.
    public var total: MoneyBody
    /// One a seat, one a person in an area, one a unit of an extra; left out in a cart.
    public var tickets: [TicketBody]?

    /// Puts the fields together, as they stand in the body.
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
    public var type: ReceiptLineType
    /// For a person to read.
    public var label: String
    /// `positive` or `negative`.
    public var sign: ReceiptLineSign
    /// Positive whatever the sign.
    public var total: MoneyBody

    /// Puts the fields together, as they stand in the body.
    public init(type: ReceiptLineType, label: String, sign: ReceiptLineSign, total: MoneyBody) {
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
    /// For a person to read.
    public var name: String
    /// What it costs.
    public var total: MoneyBody

    /// Puts the fields together, as they stand in the body.
    public init(name: String, total: MoneyBody) {
        self.name = name
        self.total = total
    }
}
