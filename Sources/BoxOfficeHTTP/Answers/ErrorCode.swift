import HTTPTypes

/// Every error that this API answers, with the kind and the status that go with it (contract, section 7).
enum ErrorCode: String, CaseIterable, Sendable {
    case malformedBody = "MALFORMED_BODY"
    case invalidParameter = "INVALID_PARAMETER"
    case missingParameter = "MISSING_PARAMETER"
    case invalidQuantity = "INVALID_QUANTITY"
    case invalidInventoryItem = "INVALID_INVENTORY_ITEM"
    case invalidPriceOption = "INVALID_PRICE_OPTION"
    case invalidVoucher = "INVALID_VOUCHER"
    case duplicateItem = "DUPLICATE_ITEM"
    case occurrenceMismatch = "OCCURRENCE_MISMATCH"
    case ticketLimitExceeded = "TICKET_LIMIT_EXCEEDED"
    case methodNotAllowed = "METHOD_NOT_ALLOWED"
    case payloadTooLarge = "PAYLOAD_TOO_LARGE"
    case unsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE"
    case invalidAPIKey = "INVALID_API_KEY"
    case insufficientPermissions = "INSUFFICIENT_PERMISSIONS"
    case resourceNotFound = "RESOURCE_NOT_FOUND"
    case inventoryExhausted = "INVENTORY_EXHAUSTED"
    case totalPriceMismatch = "TOTAL_PRICE_MISMATCH"
    case occurrenceNotOnSale = "OCCURRENCE_NOT_ON_SALE"
    case cartAlreadyOrdered = "CART_ALREADY_ORDERED"
    case idempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED"
    case cartExpired = "CART_EXPIRED"
    case rateLimitExceeded = "RATE_LIMIT_EXCEEDED"
    case internalError = "INTERNAL_ERROR"
    case serviceUnavailable = "SERVICE_UNAVAILABLE"

    var status: HTTPResponse.Status {
        switch self {
        case .malformedBody, .invalidParameter, .missingParameter, .invalidQuantity, .invalidInventoryItem,
            .invalidPriceOption, .invalidVoucher, .duplicateItem, .occurrenceMismatch, .ticketLimitExceeded:
            .badRequest
        case .methodNotAllowed: .methodNotAllowed
        case .payloadTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .invalidAPIKey: .unauthorized
        case .insufficientPermissions: .forbidden
        case .resourceNotFound: .notFound
        case .inventoryExhausted, .totalPriceMismatch, .occurrenceNotOnSale, .cartAlreadyOrdered,
            .idempotencyKeyReused:
            .conflict
        case .cartExpired: .gone
        case .rateLimitExceeded: .tooManyRequests
        case .internalError: .internalServerError
        case .serviceUnavailable: .serviceUnavailable
        }
    }

    var type: String {
        switch status {
        case .unauthorized: "AUTHENTICATION_ERROR"
        case .forbidden: "PERMISSION_ERROR"
        case .notFound: "NOT_FOUND_ERROR"
        case .conflict: "CONFLICT_ERROR"
        case .gone: "RESOURCE_GONE_ERROR"
        case .tooManyRequests: "RATE_LIMIT_ERROR"
        case .internalServerError, .serviceUnavailable: "API_ERROR"
        default: "INVALID_REQUEST_ERROR"
        }
    }
}
