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

    var routes: [Route<BrowseContext>] {
        [
            Route(.get, "/api/v3/events", events),
            Route(.get, "/api/v3/events/{eventId}", event),
            Route(.get, "/api/v3/events/{eventId}/occurrences", occurrences),
            Route(.get, "/api/v3/events/{eventId}/occurrences/{occurrenceId}", occurrence),
            Route(.get, "/api/v3/events/{eventId}/occurrences/{occurrenceId}/inventory-items", inventory),
        ]
    }

    @Sendable private func events(_ request: Request, _ context: BrowseContext) throws -> Response {
        let query = Query(request)
        let page = try query.page() ?? .byDefault
        let location = try query.text("locationId").map { Location.ID($0) }
        let events = desk.events(for: context.retailer, location: location)
        return try BrowseAnswer(ListEnvelope(events, page: page, body: EventBody.init)).response(to: request)
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
        let occurrences = try await desk.occurrences(
            of: .init(context.segment("eventId")), for: context.retailer, matching: filter)
        return try BrowseAnswer(ListEnvelope(occurrences, page: page) { OccurrenceBody($0) }).response(to: request)
    }

    @Sendable private func occurrence(_ request: Request, _ context: BrowseContext) async throws -> Response {
        let occurrence = try await desk.occurrence(
            .init(context.segment("occurrenceId")), of: .init(context.segment("eventId")), for: context.retailer)
        return try BrowseAnswer(DataEnvelope(data: OccurrenceBody(occurrence, showsVenue: true))).response(to: request)
    }

    @Sendable private func inventory(_ request: Request, _ context: BrowseContext) async throws -> Response {
        let query = Query(request)
        let tier = try query.text("providerCode").map(providerCode)
        let page = try query.page()
        let occurrence = Occurrence.ID(context.segment("occurrenceId"))
        let items = try await desk.inventory(
            of: occurrence, of: .init(context.segment("eventId")), for: context.retailer, tier: tier
        )
        return try BrowseAnswer(ListEnvelope(items, page: page) { InventoryItemBody($0, of: occurrence) })
            .response(to: request)
    }

    private func providerCode(_ text: String) throws -> String {
        guard text.count <= Self.providerCodeLengthMax, text.contains(where: { !$0.isWhitespace }) else {
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
