import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@Suite("What a seller writes becomes what is sold")
struct CatalogueReaderTests {
    @Test("the documentation's example has the dates, retailers and the event that it says")
    func example() throws {
        let reading = try reading(PalaceCatalogue.yaml)
        let catalogue = reading.catalogue
        #expect(catalogue.version == 0)
        #expect(reading.seatingPlans == [])
        #expect(catalogue.legacy.deprecated == LocalDate("2026-01-01"))
        #expect(catalogue.legacy.sunset == LocalDate("2027-06-30"))
        #expect(
            catalogue.retailers == [
                Retailer(id: .init("acme"), name: "Acme Tickets"),
                Retailer(id: .init("corner"), name: "Corner Shop", events: [.init("123")]),
            ])
        let event = try #require(catalogue.event(.init("123")))
        #expect(event.name == "Hamlet")
        #expect(event.occurrences.count == 1 + 39)
    }

    @Test("the example's venue has its seats in the plan's order, then its areas")
    func venue() throws {
        let venue = try #require(try reading(PalaceCatalogue.yaml).catalogue.event(.init("123"))?.venue)
        #expect(venue.id.text == "palace")
        #expect(venue.name == "Palace Theatre")
        #expect(venue.timeZone.name == "Europe/London")
        #expect(venue.location == Location(id: .init("2"), name: "London", country: "GB"))
        let ids = venue.plan.places.map(\.variant.id.text)
        #expect(ids.prefix(2) == ["Orchestra-A-101", "Orchestra-A-102"])
        #expect(ids.suffix(3) == ["Orchestra-B-3", "Orchestra-B-4W", "dance-floor"])
        #expect(ids.count == 20 + 4 + 1)

        let aisle = try #require(venue.plan.place(.init("Orchestra-A-101")))
        #expect(aisle.variant.kind == .assignedSeat(section: "Orchestra", row: "A", seat: "101"))
        #expect(aisle.variant.name == "Orchestra A 101")
        #expect(aisle.category == "Premium")
        #expect(aisle.variant.attributes.map(\.code) == ["aisle"])
        let wheelchair = try #require(venue.plan.place(.init("Orchestra-B-4W")))
        #expect(wheelchair.variant.attributes.map(\.code) == ["restrictedView", "wheelchair"])
        let floor = try #require(venue.plan.place(.init("dance-floor")))
        #expect(floor.variant.kind == .generalAdmission)
        #expect(floor.variant.name == "Dance Floor")
        #expect(floor.category == "Standing")
        #expect(floor.capacity == 400)
    }

    @Test("the example's event costs what it says")
    func terms() throws {
        let terms = try #require(try reading(PalaceCatalogue.yaml).catalogue.event(.init("123"))?.terms)
        let pounds = try #require(Currency(code: "GBP"))
        let adult = TicketType.ID("ADULT")
        let percent = { (text: String) in try #require(Percent(text)) }
        #expect(
            terms
                == Terms(
                    currency: pounds, discountDisplay: .percentage, holdSeconds: 900, maxTicketsPerCart: 10,
                    ticketTypes: [
                        TicketType(id: adult, name: "Adult"), TicketType(id: .init("CHILD"), name: "Child"),
                    ],
                    prices: [
                        Price(
                            category: "Premium", ticketType: adult, faceValue: 12_500,
                            fees: [Fee(name: "Booking fee", amount: 2500)]),
                        Price(
                            category: "Standard", ticketType: adult, faceValue: 8000,
                            fees: [Fee(name: "Booking fee", amount: 500)]),
                        Price(category: "Standard", ticketType: .init("CHILD"), faceValue: 4000),
                        Price(category: "Standing", ticketType: adult, faceValue: 3500),
                    ],
                    extras: [
                        Extra(
                            id: .init("programme"), name: "Souvenir programme", kind: "merchandise", capacity: 500,
                            faceValue: 1000)
                    ],
                    promotions: [
                        Promotion(
                            id: .init("early-bird"), name: "Early Bird", reduction: .percentOff(try percent("20")),
                            scope: Scope(categories: ["Standard"]),
                            from: Moment(rfc3339: "2026-09-30T23:00:00Z"),
                            until: Moment(rfc3339: "2026-12-01T00:00:00Z"))
                    ],
                    rateCodes: [
                        RateCode(
                            code: "campaign-may", retailers: [.init("acme")],
                            effect: .reduction(.percentOff(try percent("10"))), scope: Scope(sections: ["Orchestra"]))
                    ],
                    vouchers: [
                        Voucher(code: "WELCOME5", name: "Welcome", reduction: .amountOff(500), maxUses: 1000)
                    ],
                    orderFees: [Fee(name: "Service fee", amount: 250)],
                    protection: Protection(name: "Refund protection", percent: try percent("7")),
                    tax: Tax(name: "VAT", percent: try percent("20"), isDisclosed: true)))
    }

    @Test("the example's single date has its own times, prices and house seats")
    func occurrence() throws {
        let catalogue = try reading(PalaceCatalogue.yaml).catalogue
        let occurrence = try #require(catalogue.listing(.init("456"))?.occurrence)
        #expect(occurrence.startsAt.description == "2026-12-15T19:30:00+00:00")
        #expect(occurrence.endsAt?.description == "2026-12-15T22:30:00+00:00")
        #expect(occurrence.onSaleFrom == Moment(rfc3339: "2026-09-01T09:00:00Z"))
        #expect(occurrence.onSaleUntil == Moment(rfc3339: "2026-12-15T19:00:00Z"))
        #expect(occurrence.status == .onSale)
        #expect(occurrence.notForSale == [.init("Orchestra-A-101")])
        #expect(occurrence.prices == [Price(category: "Premium", ticketType: .init("ADULT"), faceValue: 9900)])
    }

    @Test("what is left out has the default that the documentation says")
    func defaults() throws {
        let catalogue = try reading(
            """
            venues:
              - {id: hall, name: Hall, timezone: UTC, areas: [{id: floor, name: Floor, capacity: 0, category: Any}]}
            events:
              - {id: 1, name: Talk, venue: hall, currency: EUR, prices: [], occurrences: [{id: 2, startsAt: 2027-01-01T10:00}]}
              - {id: 2, name: Later, venue: hall, currency: EUR}
            """
        ).catalogue
        let event = try #require(catalogue.event(.init("1")))
        #expect(event.terms == Terms(currency: try #require(Currency(code: "EUR")), ticketTypes: [], prices: []))
        #expect(event.venue.location == nil)
        #expect(event.occurrences.first?.status == .onSale)
        #expect(event.occurrences.first?.endsAt == nil)
        #expect(event.occurrences.first?.onSaleFrom == nil)
        #expect(event.occurrences.first?.onSaleUntil == nil)
        #expect(event.occurrences.first?.prices == nil)
        #expect(catalogue.event(.init("2"))?.occurrences == [])
        #expect(catalogue.legacy == LegacyAvailability())
    }

    @Test("a catalogue without events is one, and an empty file is none")
    func nothing() throws {
        #expect(try reading("events: []").catalogue.events.isEmpty)
        #expect(try reading("currency: GBP").catalogue.events.isEmpty)
        #expect(faults("# to be written") == ["catalogue.yaml:1: is empty; expected a catalogue, such as 'events: []'"])
        #expect(
            faults("- events") == ["catalogue.yaml:1: found a list; expected a catalogue: venues, events and so on"])
    }

    @Test("the reader says how far it is")
    func progress() throws {
        var steps: [CatalogueProgress] = []
        let reader = CatalogueReader(seatingPlan: { _ in throw NoSuchFile() }, progress: { steps.append($0) })
        _ = try reader.read(CatalogueText(name: "catalogue.yaml", text: PalaceCatalogue.yaml))
        #expect(steps.map(\.venues) == [1, 1])
        #expect(steps.map(\.events) == [0, 1])
        #expect(steps.last?.eventsTotal == 1)
        #expect(steps.last?.occurrences == 40)
    }
}
