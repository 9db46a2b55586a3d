import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import HTTPTypes
import Hummingbird

/// Contract, section 3. Scope: browse.
///
/// | method | path |
/// | --- | --- |
/// | GET | /api/v3/events |
/// | GET | /api/v3/events/{eventId} |
/// | GET | /api/v3/events/{eventId}/occurrences |
/// | GET | /api/v3/events/{eventId}/occurrences/{occurrenceId} |
/// | GET | /api/v3/events/{eventId}/occurrences/{occurrenceId}/inventory-items |
struct BrowseRoutes {
    let desk: Desk
    let cache: BrowseCache

    var routes: [Route<BrowseContext>] {
        [
            Route(.get, "/api/v3/events", events),
            Route(.get, "/api/v3/events/{eventId}", event),
            Route(.get, "/api/v3/events/{eventId}/occurrences", occurrences),
            Route(.get, "/api/v3/events/{eventId}/occurrences/{occurrenceId}", occurrence),
            Route(.get, "/api/v3/events/{eventId}/occurrences/{occurrenceId}/inventory-items", inventory),
        ]
    }

    @Sendable private func events(_ request: Request, _ context: BrowseContext) async throws -> Response {
        let query = Query(request)
        let page = try query.page() ?? .byDefault
        let location = try query.text("locationId").map { Location.ID($0) }
        let (desk, retailer) = (desk, context.retailer)
        let encode = { @Sendable events in try BrowseAnswer(ListEnvelope(events, page: page, body: EventBody.init)) }
        // Of a place that the catalogue does not know there is nothing to keep.
        if let location, !desk.catalogue.hasLocation(location) { return try encode([]).response(to: request) }
        return try await cache.answer(
            .events(retailer.id, location, page), find: { desk.events(for: retailer, location: location) },
            encode: encode
        ).response(to: request)
    }

    @Sendable private func event(_ request: Request, _ context: BrowseContext) throws -> Response {
        let event = try desk.event(.init(context.segment("eventId")), for: context.retailer)
        return try BrowseAnswer(DataEnvelope(data: EventBody(event))).response(to: request)
    }

    @Sendable private func occurrences(_ request: Request, _ context: BrowseContext) async throws -> Response {
        let query = Query(request)
        let dates = try query.dates(from: "startDate", to: "endDate")
        let filter = OccurrenceFilter(
            quantity: try query.integer("quantity", in: OccurrenceFilter.quantities), startDate: dates.from,
            endDate: dates.to)
        let page = try query.page()
        let event = Event.ID(context.segment("eventId"))
        let (desk, retailer) = (desk, context.retailer)
        try desk.checkMayBrowse(event, for: retailer)
        return try await cache.answer(.occurrences(event, filter, page)) {
            try await desk.occurrences(of: event, for: retailer, matching: filter)
        } encode: { occurrences in
            try BrowseAnswer(ListEnvelope(occurrences, page: page) { OccurrenceBody($0) })
        }.response(to: request)
    }

    @Sendable private func occurrence(_ request: Request, _ context: BrowseContext) async throws -> Response {
        let event = Event.ID(context.segment("eventId"))
        let occurrence = Occurrence.ID(context.segment("occurrenceId"))
        let (desk, retailer) = (desk, context.retailer)
        try desk.checkMayBrowse(event, occurrence, for: retailer)
        return try await cache.answer(.occurrence(event, occurrence)) {
            try await desk.occurrence(occurrence, of: event, for: retailer)
        } encode: { listed in
            try BrowseAnswer(DataEnvelope(data: OccurrenceBody(listed, showsVenue: true)))
        }.response(to: request)
    }

    @Sendable private func inventory(_ request: Request, _ context: BrowseContext) async throws -> Response {
        let query = Query(request)
        let tier = try query.text("providerCode").map(providerCode)
        let page = try query.page()
        let event = Event.ID(context.segment("eventId"))
        let occurrence = Occurrence.ID(context.segment("occurrenceId"))
        let (desk, retailer) = (desk, context.retailer)
        try desk.checkMayBrowse(event, occurrence, tier: tier, for: retailer)
        return try await cache.inventory(occurrence, tier: tier, page: page) {
            try await desk.inventory(of: occurrence, of: event, for: retailer, tier: tier)
        }.response(to: request)
    }

    private func providerCode(_ text: String) throws -> String {
        guard text.unicodeScalars.count <= Self.providerCodeLengthMax, text.contains(where: { !$0.isWhitespace }) else {
            throw Problem.invalid("providerCode", .providerCodeLength, ["max": "\(Self.providerCodeLengthMax)"])
        }
        return text
    }

    private static let providerCodeLengthMax = 255
}

extension OccurrenceFilter {
    /// How many tickets may be asked for (contract, section 3).
    static let quantities = 1...100
}
