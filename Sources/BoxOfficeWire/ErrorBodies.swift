/// What every answer that is not a success holds.
public struct ErrorEnvelope: Codable, Hashable, Sendable {
    /// What went wrong.
    public var error: ErrorBody

    /// Puts the fields together, as they stand in the body.
    public init(error: ErrorBody) {
        self.error = error
    }
}

/// What went wrong, for a program (`code`, `param`, `details`) and for a person (`message`).
public struct ErrorBody: Codable, Hashable, Sendable {
    /// The kind of error: `CONFLICT_ERROR`.
    public var type: String
    /// The error: `INVENTORY_EXHAUSTED`.
    public var code: String
    /// What was wrong with which value, and what would be right.
    public var message: String
    /// The field, query or header at fault: `items[0].quantity`.
    public var param: String?
    /// What a program needs to recover.
    public var details: ErrorDetailsBody?

    /// Puts the fields together, as they stand in the body.
    public init(type: String, code: String, message: String, param: String?, details: ErrorDetailsBody?) {
        self.type = type
        self.code = code
        self.message = message
        self.param = param
        self.details = details
    }
}

/// What a program needs to recover. Which fields are there depends on the code.
public struct ErrorDetailsBody: Codable, Hashable, Sendable {
    /// Of what was not found: `event`, `occurrence`, `cart`, `order`, `providerCode`, `path`.
    public var resourceType: String?
    /// What was asked for.
    public var resourceId: String?
    /// Of the first item that is short.
    public var availableQuantity: Int?
    /// Of the first item that is short.
    public var requestedQuantity: Int?
    /// Every item that is short.
    public var items: [ShortageBody]?
    /// What was sent.
    public var expectedTotal: MoneyBody?
    /// What the cart costs now.
    public var actualTotal: MoneyBody?
    /// The order that the cart became.
    public var orderId: String?
    /// When the cart ran out. UTC, whole seconds.
    public var expiredAt: String?

    /// Puts the fields together, as they stand in the body.
    public init(
        resourceType: String? = nil, resourceId: String? = nil, availableQuantity: Int? = nil,
        requestedQuantity: Int? = nil, items: [ShortageBody]? = nil, expectedTotal: MoneyBody? = nil,
        actualTotal: MoneyBody? = nil, orderId: String? = nil, expiredAt: String? = nil
    ) {
        self.resourceType = resourceType
        self.resourceId = resourceId
        self.availableQuantity = availableQuantity
        self.requestedQuantity = requestedQuantity
        self.items = items
        self.expectedTotal = expectedTotal
        self.actualTotal = actualTotal
        self.orderId = orderId
        self.expiredAt = expiredAt
    }
}

/// A line of a cart of which there is not enough.
public struct ShortageBody: Codable, Hashable, Sendable {
    /// `items[0].quantity`.
    public var param: String
    /// As the inventory gave it.
    public var inventoryItemId: String
    /// What earlier items of the same cart leave.
    public var availableQuantity: Int
    /// What was wished for.
    public var requestedQuantity: Int

    /// Puts the fields together, as they stand in the body.
    public init(param: String, inventoryItemId: String, availableQuantity: Int, requestedQuantity: Int) {
        self.param = param
        self.inventoryItemId = inventoryItemId
        self.availableQuantity = availableQuantity
        self.requestedQuantity = requestedQuantity
    }
}
