import BoxOfficeWire
import Testing

/// Contract, section 3: events and single occurrences.
@Suite("A partner browses what it may sell")
struct BrowseTests {
    @Test("events with something to come are listed by their ids as numbers")
    func events() async throws {
        try await withWorld { world in
            let reply = try await world.acme.get("/api/v3/events")
            #expect(reply.status == 200)
            let list = try reply.list(of: EventBody.self)
            #expect(list.data.map(\.id) == ["9", "77", "123", "1000"])
            #expect(list.pagination == PaginationBody(limit: 50, offset: 0, total: 4))
            #expect(
                list.data[2]
                    == EventBody(
                        id: "123", name: "Hamlet", startDate: "2026-10-24", endDate: "2026-12-18",
                        location: LocationBody(id: "2", name: "London", country: "GB"),
                        venue: VenueBody(id: "palace", name: "Palace Theatre", timezone: "Europe/London")))
        }
    }
}
