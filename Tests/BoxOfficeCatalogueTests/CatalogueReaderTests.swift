import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@Suite("What a seller writes becomes what is sold")
struct CatalogueReaderTests {
    @Test("the documentation's example has the currency, dates, places and people that it says")
    func example() throws {
        let reading = try reading(PalaceCatalogue.yaml)
        let catalogue = reading.catalogue
        #expect(catalogue.version == 0)
        #expect(reading.seatingPlans == [])
        #expect(
            catalogue.legacy == LegacyAvailability(deprecated: LocalDate("2026-01-01"), sunset: LocalDate("2027-06-30"))
        )
        #expect(
            catalogue.retailers == [
                Retailer(id: .init("acme"), name: "Acme Tickets"),
                Retailer(id: .init("corner"), name: "Corner Shop", events: [.init("123")]),
            ])
        let event = try #require(catalogue.event(.init("123")))
        #expect(event.name == "Hamlet")
        #expect(event.venue.id.text == "palace")
        #expect(event.venue.name == "Palace Theatre")
        #expect(event.venue.timeZone.name == "Europe/London")
        #expect(event.venue.location == Location(id: .init("2"), name: "London", country: "GB"))
    }
}
