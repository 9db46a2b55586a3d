import BoxOfficeWire
import HTTPTypes

/// An error as it is answered: what was wrong with which value, and what would be right.
struct Problem: Error {
    let code: ErrorCode
    let message: String
    var param: String?
    var details: ErrorDetailsBody?
    var headers: HTTPFields = [:]

    var body: ErrorEnvelope {
        ErrorEnvelope(
            error: ErrorBody(type: code.type, code: code.rawValue, message: message, param: param, details: details))
    }
}

extension Problem {
    static func invalid(_ param: String, _ message: String) -> Problem {
        Problem(code: .invalidParameter, message: message, param: param)
    }

    static func missing(_ param: String) -> Problem {
        Problem(code: .missingParameter, message: "\(param) is required.", param: param)
    }

    static func notFound(_ resourceType: String, _ resourceID: String) -> Problem {
        Problem(
            code: .resourceNotFound, message: "There is no \(resourceType) \(resourceID.quoted) here.",
            details: ErrorDetailsBody(resourceType: resourceType, resourceId: resourceID))
    }

    static let unknownKey = Problem(
        code: .invalidAPIKey,
        message: "The header X-TT-API-Key is missing, or its key is unknown, revoked or of another environment.")

    static let unavailable = Problem(
        code: .serviceUnavailable, message: "The service is not available at the moment. Try again in a second.",
        headers: [.retryAfter: "1"])

    static let `internal` = Problem(
        code: .internalError, message: "Something went wrong on our side. Name the request id when you report it.")
}

extension String {
    /// In quotes, and cut where a message would grow too long.
    var quoted: String {
        count <= Self.quotedLengthMax ? "'\(self)'" : "'\(prefix(Self.quotedLengthMax))...'"
    }

    private static let quotedLengthMax = 100
}
