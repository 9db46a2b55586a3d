import BoxOfficeDomain
import Hummingbird

/// The part of a URL after `?`: read by name, by type, with the limits that errors tell.
struct Query {
    private let fields: [String: String]

    /// Of a name that stands twice, the first counts. A plus is a space (contract, section 1).
    init(_ request: Request) {
        guard let query = request.uri.query else {
            fields = [:]
            return
        }
        let pairs = query.replacing("+", with: "%20").split(separator: "&").map { pair in
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                \.percentDecoded)
            return (halves[0], halves.count == 2 ? halves[1] : "")
        }
        fields = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    func text(_ name: String) throws -> String? {
        let text = fields[name]
        try BodyText.check([(text, name)])
        return text
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
        guard let text = try text(name) else { return nil }
        return try Self.integer(text, name, in: range)
    }

    func date(_ name: String) throws -> LocalDate? {
        guard let text = try text(name) else { return nil }
        return try Self.date(text, name)
    }

    /// The pair of dates that bounds a range, both ends included.
    func dates(from: String, to: String) throws -> (from: LocalDate?, to: LocalDate?) {
        let range = (from: try date(from), to: try date(to))
        if let first = range.from, let last = range.to, last < first {
            throw Problem.invalid(
                to, .rangeReversed, ["found": "\(last)", "from": from, "start": "\(first)"])
        }
        return range
    }

    /// The part of a list that is asked for; nil when it is asked for whole.
    func page() throws -> Page? {
        let limit = try integer("limit", in: 1...Page.limitMax)
        let offset = try integer("offset", in: 0...Int(Int32.max))
        if limit == nil && offset == nil { return nil }
        return Page(limit: limit ?? Page.limitDefault, offset: offset ?? 0)
    }

    /// Digits alone, of a number in a range.
    static func integer(_ text: String, _ name: String, in range: ClosedRange<Int>) throws -> Int {
        let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, let value = Int(text), range.contains(value) else {
            throw Problem.invalid(
                name, .wholeNumber,
                ["found": text.quoted, "min": "\(range.lowerBound)", "max": "\(range.upperBound)"])
        }
        return value
    }

    static func date(_ text: String, _ name: String) throws -> LocalDate {
        guard let date = LocalDate(text) else {
            throw Problem.invalid(name, .date, ["found": text.quoted])
        }
        return date
    }
}

/// A part of a list.
struct Page: Hashable {
    let limit: Int
    let offset: Int

    static let limitDefault = 50
    static let limitMax = 1000
    static let byDefault = Page(limit: limitDefault, offset: 0)
}
