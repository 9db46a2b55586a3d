import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import HTTPTypes
import Hummingbird
import NIOCore

/// The availability call that partners are still moving away from (contract, section 8). Scope: browse.
///
/// | method | path |
/// | --- | --- |
/// | GET | /api/v4/availability/products/{productId}/quantity/{quantity}/from/{fromDate}/to/{toDate} |
struct LegacyRoutes {
    let desk: Desk
    let cache: BrowseCache

    var routes: [Route<BrowseContext>] {
        [
            Route(
                .get, "/api/v4/availability/products/{productId}/quantity/{quantity}/from/{fromDate}/to/{toDate}",
                availability)
        ]
    }

    /// Days between the two ends of a range.
    private static let rangeDaysMax = 366

    @Sendable private func availability(_ request: Request, _ context: BrowseContext) async throws -> Response {
        let quantity = try Query.integer(context.segment("quantity"), "quantity", in: OccurrenceFilter.quantities)
        let from = try Query.date(context.segment("fromDate"), "fromDate")
        let to = try Query.date(context.segment("toDate"), "toDate")
        let days = to.daysSinceEpoch - from.daysSinceEpoch
        guard days >= 0 else {
            throw Problem.invalid(
                "toDate", .rangeReversed, ["found": "\(to)", "from": "fromDate", "start": "\(from)"])
        }
        guard days <= Self.rangeDaysMax else {
            throw Problem.invalid("toDate", .rangeTooLong, ["days": "\(days)", "max": "\(Self.rangeDaysMax)"])
        }
        let event = Event.ID(context.segment("productId"))
        let filter = OccurrenceFilter(quantity: quantity, startDate: from, endDate: to)
        let (desk, retailer) = (desk, context.retailer)
        try desk.checkMayBrowse(event, for: retailer)
        return try await cache.answer(.availability(event, filter)) {
            try await desk.occurrences(of: event, for: retailer, matching: filter)
        } encode: { occurrences in
            let rows = occurrences.compactMap(Self.row).joined(separator: ",")
            return BrowseAnswer(ByteBuffer(string: "{\"data\":[\(rows)]}"))
        }.response(to: request)
    }

    /// ``AvailabilityBody`` as text: no encoder writes `85.00`. Nothing in it needs escaping.
    private static func row(_ listed: ListedOccurrence) -> String? {
        guard let price = listed.availability.fromPrice else { return nil }
        let start = listed.listing.occurrence.startsAt.wallClock
        return #"{"available":true,"currencyCode":"\#(price.currency)","date":"\#(start.date)","#
            + #""price":\#(price.majorUnits),"time":"\#(start.hoursAndMinutes)"}"#
    }
}

/// Says of every answer of the legacy call that it is deprecated, until when it lasts, and what comes after it.
struct LegacyHeaders {
    let desk: Desk

    func add(to response: inout Response, of request: Request) {
        guard request.uri.path.isBelow("api/v4/availability") else { return }
        let legacy = desk.catalogue.legacy
        let deprecated = legacy.deprecated.map(Moment.init(startOf:)) ?? desk.shelf.firstImportedAt
        if let deprecated {
            // RFC 9745, section 2.1: a structured Date.
            response.headers[.deprecation] = "@\(deprecated.secondsRoundedDown)"
        }
        if let sunset = legacy.sunset {
            response.headers[.sunset] = Moment(startOf: sunset).httpDate
        }
        if let successor = Self.successor(request.uri.path.split(separator: "/")) {
            response.headers[.link] = "<\(successor)>; rel=\"successor-version\""
        }
    }

    /// The same question in v3; nil when it is none. Segments are as the client encoded them.
    private static func successor(_ segments: [Substring]) -> String? {
        guard segments.count == 11, segments[3] == "products", segments[5] == "quantity", segments[7] == "from",
            segments[9] == "to", segments.allSatisfy({ $0.utf8.allSatisfy(isUnreserved) })
        else { return nil }
        return "/api/v3/events/\(segments[4])/occurrences"
            + "?quantity=\(segments[6])&startDate=\(segments[8])&endDate=\(segments[10])"
    }
}

/// What stands in an address as it is (RFC 3986, section 2.3), or begins what is percent-encoded.
private func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "%"):
        true
    default: false
    }
}

extension Moment {
    /// RFC 9110, section 5.6.7: `Tue, 30 Jun 2027 00:00:00 GMT`.
    fileprivate var httpDate: String {
        let local = LocalDateTime(secondsSinceEpoch: secondsRoundedDown)
        let (year, month, day) = local.date.parts
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = "\(local.hoursAndMinutes):\((local.secondOfDay % 60).padded(to: 2))"
        return
            "\(local.date.weekday.rawValue.capitalizedFirst), \(day.padded(to: 2)) \(months[month - 1]) \(year) \(time) GMT"
    }
}

extension String {
    fileprivate var capitalizedFirst: String {
        prefix(1).uppercased() + dropFirst()
    }
}
