/// The errors of the API. What to do about each is in <doc:Purchase>.
extension BoxOfficeError.Code {
    /// The body is no JSON that this call takes.
    public static let malformedBody = Self(rawValue: "MALFORMED_BODY")
    /// A field, query or header has the wrong type or is out of range.
    public static let invalidParameter = Self(rawValue: "INVALID_PARAMETER")
    /// A required field is left out or null.
    public static let missingParameter = Self(rawValue: "MISSING_PARAMETER")
    /// A quantity is no whole number from 1 to 1,000, or a seat's is not 1.
    public static let invalidQuantity = Self(rawValue: "INVALID_QUANTITY")
    /// The occurrence has no such inventory item.
    public static let invalidInventoryItem = Self(rawValue: "INVALID_INVENTORY_ITEM")
    /// The item has no such price option, or the items are of different tiers.
    public static let invalidPriceOption = Self(rawValue: "INVALID_PRICE_OPTION")
    /// The voucher is unknown, not in force, or used up.
    public static let invalidVoucher = Self(rawValue: "INVALID_VOUCHER")
    /// A seat is listed twice, or an area or extra twice at one price option.
    public static let duplicateItem = Self(rawValue: "DUPLICATE_ITEM")
    /// The items are of different occurrences.
    public static let occurrenceMismatch = Self(rawValue: "OCCURRENCE_MISMATCH")
    /// More admission tickets than the event allows in one cart.
    public static let ticketLimitExceeded = Self(rawValue: "TICKET_LIMIT_EXCEEDED")
    /// The path has not that method.
    public static let methodNotAllowed = Self(rawValue: "METHOD_NOT_ALLOWED")
    /// The body has more than 64 KiB.
    public static let payloadTooLarge = Self(rawValue: "PAYLOAD_TOO_LARGE")
    /// The body is said to be something else than JSON.
    public static let unsupportedMediaType = Self(rawValue: "UNSUPPORTED_MEDIA_TYPE")
    /// The key is missing, unknown, revoked, or of the other environment.
    public static let invalidAPIKey = Self(rawValue: "INVALID_API_KEY")
    /// The key has not the scope that the call needs.
    public static let insufficientPermissions = Self(rawValue: "INSUFFICIENT_PERMISSIONS")
    /// There is no such thing for this retailer; `details` has its `resourceType` and `resourceId`.
    public static let resourceNotFound = Self(rawValue: "RESOURCE_NOT_FOUND")
    /// Not enough is free; `details.items` has every item that is short.
    public static let inventoryExhausted = Self(rawValue: "INVENTORY_EXHAUSTED")
    /// The cart costs something else now; `details.actualTotal` is what.
    public static let totalPriceMismatch = Self(rawValue: "TOTAL_PRICE_MISMATCH")
    /// The occurrence's sale has not begun, has ended, or was stopped.
    public static let occurrenceNotOnSale = Self(rawValue: "OCCURRENCE_NOT_ON_SALE")
    /// The cart was bought; `details.orderId` is its order.
    public static let cartAlreadyOrdered = Self(rawValue: "CART_ALREADY_ORDERED")
    /// The idempotency key was used for another request.
    public static let idempotencyKeyReused = Self(rawValue: "IDEMPOTENCY_KEY_REUSED")
    /// The cart's time was up at `details.expiredAt`.
    public static let cartExpired = Self(rawValue: "CART_EXPIRED")
    /// More calls than the key may make; see ``BoxOfficeError/retryAfter``.
    public static let rateLimitExceeded = Self(rawValue: "RATE_LIMIT_EXCEEDED")
    /// Something went wrong on the server's side.
    public static let internalError = Self(rawValue: "INTERNAL_ERROR")
    /// The server cannot sell now; see ``BoxOfficeError/retryAfter``.
    public static let serviceUnavailable = Self(rawValue: "SERVICE_UNAVAILABLE")
}

/// The errors that no server answers.
extension BoxOfficeError.Code {
    /// There was no whole answer: no connection, one that broke, or too long a wait. What was asked for may have been
    /// done or not.
    public static let noAnswer = Self(rawValue: "NO_ANSWER")
    /// The answer is none of this API: a page of a proxy, or a body that lacks what it must have. What was asked for may
    /// have been done.
    public static let unreadableAnswer = Self(rawValue: "UNREADABLE_ANSWER")
    /// Nothing was sent: the address or the key cannot be one.
    public static let invalidSetting = Self(rawValue: "INVALID_SETTING")
}
