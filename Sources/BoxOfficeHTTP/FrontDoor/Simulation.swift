import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import HTTPTypes
import Hummingbird

/// Where a test server pretends what a call asks for in `X-Simulate` (contract, section 9).
struct SimulationDesk {
    let knownPaths: KnownPaths

    /// Waits as long as the call wants the answer to take; returns at once where it wants nothing.
    ///
    /// - Throws: ``Problem``, the one that the call asked for, or one that says that there is none of that name.
    func simulate(_ request: Request) async throws {
        guard let wish = request.headers[.simulate] else { return }
        switch try Simulation(wish, of: request, paths: knownPaths) {
        case .problem(let problem): throw problem
        case .latency(let duration): try await Task.sleep(for: duration)
        }
    }
}

/// What a partner's program asks a test server to pretend, so that it can try its recovery (contract, section 9).
enum Simulation {
    case problem(Problem)
    /// Waits that long before the call is answered as ever.
    case latency(Duration)

    private static let latencyMillisecondsMax = 30_000
    private static let latencyPrefix = "latency="

    /// - Parameter text: the value of `X-Simulate`.
    /// - Throws: ``Problem`` where it names nothing that could be simulated.
    init(_ text: String, of request: Request, paths: KnownPaths) throws {
        if text.hasPrefix(Self.latencyPrefix) {
            let digits = text.dropFirst(Self.latencyPrefix.count)
            let isNumber = digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard isNumber, let milliseconds = Int(digits), milliseconds <= Self.latencyMillisecondsMax else {
                throw Self.unknown(text)
            }
            self = .latency(.milliseconds(milliseconds))
        } else if let code = ErrorCode(rawValue: text) {
            self = .problem(Sample(request: request, paths: paths).problem(code))
        } else {
            throw Self.unknown(text)
        }
    }

    private static func unknown(_ text: String) -> Problem {
        .invalid(
            HTTPField.Name.simulate.rawName, .simulation,
            ["found": text.quoted, "max": "\(latencyMillisecondsMax)"])
    }
}

/// Errors as they would look at a call. What only a real one could know is made up.
private struct Sample {
    let request: Request
    let paths: KnownPaths

    private let cart = "0197c0de-7e57-7000-8000-000000000001"
    private let order = "0197c0de-7e57-7000-8000-000000000002"
    private let occurrence = Occurrence.ID("456")

    func problem(_ code: ErrorCode) -> Problem {
        switch code {
        case .malformedBody: Problem(code, .bodyUnreadable, ["line": "1", "column": "2"])
        case .invalidParameter: invalidParameter
        case .missingParameter: .missing(isCheckout ? "cartId" : "items")
        case .payloadTooLarge: .bodyTooLarge
        case .unsupportedMediaType:
            Problem(code, .mediaType, ["found": "text/plain".quoted], param: HTTPField.Name.contentType.rawName)
        case .methodNotAllowed: methodNotAllowed
        case .invalidAPIKey: .unknownKey
        case .insufficientPermissions: Problem(code, .scopeMissing, ["scope": scope.rawValue.quoted])
        case .resourceNotFound: notFound
        case .rateLimitExceeded: .rateLimited(retryAfterSeconds: 1)
        case .internalError: .internal
        case .serviceUnavailable: .unavailable
        case .totalPriceMismatch:
            .totalMismatch(
                expected: MoneyBody(amount: 8500, currency: "USD"), actual: MoneyBody(amount: 9000, currency: "USD"))
        case .cartAlreadyOrdered, .cartExpired, .idempotencyKeyReused: checkoutRefusal(code)
        case .invalidQuantity, .invalidInventoryItem, .invalidPriceOption, .invalidVoucher, .duplicateItem,
            .occurrenceMismatch, .ticketLimitExceeded, .inventoryExhausted, .occurrenceNotOnSale:
            cartRefusal(code)
        }
    }

    private func cartRefusal(_ code: ErrorCode) -> Problem {
        let seat = InventoryVariant(
            id: .init("Orchestra-A-101"), kind: .assignedSeat(section: "Orchestra", row: "A", seat: "101"),
            name: "Orchestra A 101")
        let shortages = [Shortage(index: 0, variant: seat.id, available: 0, requested: 1)]
        let refusal: any Error =
            switch code {
            case .invalidQuantity: CartRefusal.quantity(index: 0, quantity: 0)
            case .invalidInventoryItem: CartRefusal.itemUnknown(index: 0)
            case .invalidPriceOption: CartRefusal.optionUnknown(index: 0)
            case .invalidVoucher: CartRefusal.voucherInvalid("SIMULATED")
            case .duplicateItem: CartRefusal.seatListedTwice(index: 1, seat)
            case .occurrenceMismatch: CartRefusal.occurrenceMismatch(index: 1, first: occurrence)
            case .ticketLimitExceeded: CartRefusal.tooManyTickets(limit: 10, wished: 11)
            case .occurrenceNotOnSale:
                isCheckout
                    ? CheckoutRefusal.occurrenceNotOnSale(occurrence) as any Error
                    : CartRefusal.occurrenceNotOnSale(occurrence)
            default: CartRefusal.exhausted(in: occurrence, shortages)
            }
        return Problem(ours: refusal) ?? .internal
    }

    private func checkoutRefusal(_ code: ErrorCode) -> Problem {
        let refusal: CheckoutRefusal =
            switch code {
            case .cartAlreadyOrdered: .alreadyOrdered(.init(order))
            case .cartExpired: .cartExpired(at: Moment(seconds: 1_767_225_600))
            default: .idempotencyKeyReused
            }
        return Problem(ours: refusal) ?? .internal
    }

    private var segments: [Substring] {
        request.uri.path.split(separator: "/")
    }

    private var isCheckout: Bool {
        segments.dropFirst(2).first == "orders"
    }

    private var isSale: Bool {
        isCheckout || segments.dropFirst(2).first == "carts"
    }

    private var scope: KeyScope {
        isSale ? .sell : .browse
    }

    /// What could be wrong with this call; where it has nothing of its own, a header that every call may have.
    private var invalidParameter: Problem {
        let names = segments.dropFirst(2).map(String.init)
        switch (request.method, names.first, names.count) {
        case (.post, "carts", _): return Problem(ours: CartRefusal.itemCount(0)) ?? .internal
        case (.post, "orders", _): return .invalid("contact.email", .contactEmail)
        case (_, "availability", _): return .invalid("quantity", .wholeNumber, range("0", 1...100))
        case (_, "events", 1), (_, "events", 3), (_, "events", 5), (_, "orders", 1):
            return .invalid("limit", .wholeNumber, range("0", 1...Page.limitMax))
        default:
            return .invalid(
                HTTPField.Name.platform.rawName, .notOneOf,
                ["found": "pager".quoted, "allowed": KeyCheck.platforms.joined(separator: ", ")])
        }
    }

    private func range(_ found: String, _ range: ClosedRange<Int>) -> [String: String] {
        ["found": found.quoted, "min": "\(range.lowerBound)", "max": "\(range.upperBound)"]
    }

    /// As if the path were known under other methods alone.
    private var methodNotAllowed: Problem {
        let others = (paths.methods(of: request.uri.path) ?? []).filter { $0 != request.method.rawValue }
        let fallback = request.method == .post ? ["GET", "HEAD"] : ["POST"]
        return .methodNotAllowed(request.method, allowed: others.isEmpty ? fallback : others)
    }

    /// What the path names last is not there; where it names nothing, what a body would name.
    private var notFound: Problem {
        let names = segments.dropFirst(2).map(\.percentDecoded)
        switch (names.first, names.count) {
        case ("events", 2...3): return .notFound(.event, names[1])
        case ("events", 4...5): return .notFound(.occurrence, names[3])
        case ("availability", 9): return .notFound(.event, names[2])
        case ("carts", 2): return .notFound(.cart, names[1])
        case ("orders", 2): return .notFound(.order, names[1])
        case ("carts", 1): return .notFound(.occurrence, occurrence.text, param: "items[0].occurrenceId")
        case ("orders", 1): return .notFound(.cart, cart, param: "cartId")
        default: return .notFound(.path, request.uri.path)
        }
    }
}
