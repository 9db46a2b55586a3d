import BoxOfficeDomain
import BoxOfficeWire
import HTTPTypes

/// An error as it is answered: what was wrong with which value, and what would be right.
struct Problem: Error {
    let code: ErrorCode
    let sentence: Sentence
    /// What stands in the sentence, by name; `param` need not be among them.
    var values: [String: String]
    /// The field, query or header at fault.
    var param: String?
    var details: ErrorDetailsBody?
    var headers: HTTPFields

    init(
        _ code: ErrorCode, _ sentence: Sentence, _ values: [String: String] = [:], param: String? = nil,
        details: ErrorDetailsBody? = nil, headers: HTTPFields = [:]
    ) {
        self.code = code
        self.sentence = sentence
        self.values = values
        self.param = param
        self.details = details
        self.headers = headers
    }

    func body(in language: Language) -> ErrorEnvelope {
        var values = values
        values["param"] = values["param"] ?? param
        return ErrorEnvelope(
            error: ErrorBody(
                type: code.type, code: code.rawValue, message: Phrasebook.text(sentence, values, in: language),
                param: param, details: details))
    }
}

/// What can be not there.
enum Resource: String {
    case event, occurrence, cart, order, providerCode, path

    fileprivate var sentence: Sentence {
        switch self {
        case .event: .notFoundEvent
        case .occurrence: .notFoundOccurrence
        case .cart: .notFoundCart
        case .order: .notFoundOrder
        case .providerCode: .notFoundProviderCode
        case .path: .notFoundPath
        }
    }
}

extension Problem {
    static func invalid(_ param: String, _ sentence: Sentence, _ values: [String: String] = [:]) -> Problem {
        Problem(.invalidParameter, sentence, values, param: param)
    }

    static func missing(_ param: String) -> Problem {
        Problem(.missingParameter, .missing, param: param)
    }

    static func notFound(_ resource: Resource, _ id: String, param: String? = nil) -> Problem {
        Problem(
            .resourceNotFound, resource.sentence, ["id": id.quoted], param: param,
            details: ErrorDetailsBody(resourceType: resource.rawValue, resourceId: id))
    }

    static func methodNotAllowed(_ method: HTTPRequest.Method, allowed methods: [String]) -> Problem {
        let allowed = methods.joined(separator: ", ")
        return Problem(
            .methodNotAllowed, .methodNotAllowed, ["method": method.rawValue, "allowed": allowed],
            headers: [.allow: allowed])
    }

    static func totalMismatch(expected: MoneyBody, actual: MoneyBody) -> Problem {
        Problem(
            .totalPriceMismatch, .totalMismatch,
            [
                "actual": actual.inMajorUnits, "expected": expected.inMajorUnits,
            ], param: "expectedTotal", details: ErrorDetailsBody(expectedTotal: expected, actualTotal: actual))
    }

    static let unknownKey = Problem(.invalidAPIKey, .keyUnknown)

    static func rateLimited(retryAfterSeconds seconds: Int64) -> Problem {
        Problem(.rateLimitExceeded, .rateLimited, ["seconds": "\(seconds)"], headers: [.retryAfter: "\(seconds)"])
    }

    static let unavailable = Problem(
        .serviceUnavailable, .unavailable, ["seconds": "1"], headers: [.retryAfter: "1"])

    static let `internal` = Problem(.internalError, .internal)
}

extension MoneyBody {
    /// `125.55 GBP`, for a person; of a currency that is none, what was sent.
    fileprivate var inMajorUnits: String {
        guard let known = Currency(code: currency) else { return "\(amount) \(currency.quoted)" }
        return "\(Money(amount, known).majorUnits) \(currency)"
    }
}

extension String {
    /// In quotes, and cut where a message would grow too long.
    var quoted: String {
        count <= Self.quotedLengthMax ? "'\(self)'" : "'\(prefix(Self.quotedLengthMax))...'"
    }

    private static let quotedLengthMax = 100
}
