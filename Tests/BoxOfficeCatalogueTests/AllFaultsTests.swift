import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@Suite("A bad file says everything that is wrong with it, once")
struct AllFaultsTests {
    @Test("all faults come at once, in the order of their lines, and a bad venue is still a venue")
    func allAtOnce() {
        let text = PalaceCatalogue.with("timezone: Europe/Londn", for: "timezone: Europe/London")
            .replacing("seats: 101-120, category: Premium", with: "seats: 120-101, category: Premium")
            .replacing(
                "{category: Premium,  ticketType: ADULT, faceValue: 12500",
                with: "{category: Premum, ticketType: ADLT, faceValue: 1.5"
            )
            .replacing("status: onSale", with: "status: sold")
            .replacing("        until: 2026-12-01T00:00", with: "        until: tomorrow")
        #expect(
            faults(text) == [
                "catalogue.yaml:10: venues[0].timezone: found 'Europe/Londn'; expected an IANA time zone, such as "
                    + "Europe/London; did you mean 'Europe/London'?",
                "catalogue.yaml:15: venues[0].sections[0].rows[0].seats: found '120-101', which descends; expected a seat or "
                    + "an ascending range of at most 10000 numbers, such as 101-120",
                "catalogue.yaml:37: events[0].prices[0].category: 'Premum' is not a category of venue 'palace'; "
                    + "did you mean 'Premium'?",
                "catalogue.yaml:37: events[0].prices[0].ticketType: 'ADLT' is not a ticket type of this event; "
                    + "did you mean 'ADULT'?",
                "catalogue.yaml:37: events[0].prices[0].faceValue: found '1.5', which has decimals or separators; "
                    + "expected a whole number of minor units from 0 to 10000000000",
                "catalogue.yaml:49: events[0].promotions[0].until: found 'tomorrow'; expected a time such as 2026-12-15T19:30",
                "catalogue.yaml:67: events[0].occurrences[0].status: found 'sold'; expected onSale, offSale or cancelled",
            ])
    }

    @Test(
        "one fault causes no others in what refers to it",
        arguments: [
            ("seats: 101-120", "seats: 101–120", 1), ("  - id: palace\n", "  - id:\n", 1),
            ("  - id: palace\n", "  - nr: palace\n", 2),
            ("      - {id: ADULT, name: Adult}", "      - {name: Adult}", 1),
            ("    ticketTypes:\n", "    tickettypes:\n", 1),
            ("venues:\n", "venus:\n", 1), ("{id: acme,", "{id: '',", 1),
            ("category: Premium}", "category: [Premium]}", 1),
            ("      - name: Orchestra", "      - name:", 1), ("    sections:\n", "    section:\n", 1),
            ("{row: A, ", "{", 1), ("    venue: palace\n", "    venue: arena\n", 1), ("retailers:\n", "retailer:\n", 1),
            ("    venue: palace\n", "", 1), ("timezone: Europe/London", "timezone: London", 1),
        ])
    func noneFollow(right: String, written: String, count: Int) {
        let found = faults(PalaceCatalogue.with(written, for: right))
        #expect(found.count == count, "\(found.joined(separator: "\n"))")
    }

    @Test("a name that is nearly another is a slip, even where a third could not be read")
    func slipBesideUnreadable() {
        let text = PalaceCatalogue.with("seats: 101-120}", for: "seats: 101-120, category: Premium}")
            .replacing("categories: [Standard]", with: "categories: [Standart, Premium, Standrad]")
        #expect(
            faults(text) == [
                "catalogue.yaml:15: venues[0].sections[0].rows[0].category: is missing; expected the seating category "
                    + "of the row's seats",
                "catalogue.yaml:47: events[0].promotions[0].categories[2]: 'Standrad' is not a category of venue 'palace'; "
                    + "did you mean 'Standard'?",
            ])
    }

    @Test("an event with dates needs prices; an empty list says that it is not sold yet")
    func prices() {
        func text(_ event: String, _ occurrence: String) -> String {
            """
            venues: [{id: hall, name: Hall, timezone: UTC, areas: [{id: f, name: Floor, capacity: 1, category: Any}]}]
            events:
              - {id: 1, name: Talk, venue: hall, currency: EUR\(event), occurrences: [
                  {id: 5, startsAt: 2027-01-01T10:00\(occurrence)}]}
            """
        }
        #expect(
            faults(text("", "")) == [
                "catalogue.yaml:3: events[0].prices: is missing; expected prices, since the occurrence on line 4 has none of "
                    + "its own (an empty list announces an event that is not sold yet)"
            ])
        #expect(faults(text(", prices: []", "")) == [])
        #expect(faults(text("", ", prices: []")) == [])
        #expect(
            faults(text(", prices: [{category: Any, ticketType: A, faceValue: 1}]", "")) == [
                "catalogue.yaml:3: events[0].ticketTypes: is missing; expected the ticket types of the prices on line 3"
            ])
    }

    @Test("a currency is the event's, or else the document's, or a fault")
    func currency() throws {
        let text = PalaceCatalogue.with("    currency: EUR\n", for: "    currency: GBP\n")
        #expect(try reading(text).catalogue.events.first?.terms.currency.code == "EUR")
        let inherited = PalaceCatalogue.with("", for: "    currency: GBP\n")
        #expect(try reading(inherited).catalogue.events.first?.terms.currency.code == "GBP")
        #expect(
            faults(inherited.replacing("currency: GBP\n", with: "")) == [
                "catalogue.yaml:25: events[0].currency: is missing; expected a currency of ISO 4217 here, or one for all "
                    + "events at the top"
            ])
    }

    @Test("a venue needs something to sell, and an id has at most 255 bytes")
    func bounds() {
        let id = String(repeating: "é", count: 128)
        #expect(
            faults("venues: [{id: a, name: A, timezone: UTC}, {id: b, name: B, timezone: UTC, sections: []}]") == [
                "catalogue.yaml:1: venues[0]: has nothing to sell; expected seats in seatingPlan or sections, or areas",
                "catalogue.yaml:1: venues[1]: has nothing to sell; expected seats in seatingPlan or sections, or areas",
            ])
        #expect(faults("retailers: [{id: \(id), name: A}]").count == 1)
        #expect(faults("retailers: [{id: \(id.dropLast()), name: \(id)}]") == [])
    }

    @Test("a rate code may have prices of its own, and a promotion an amount off")
    func tiers() throws {
        let text = PalaceCatalogue.with(
            "        prices: [{category: Standard, ticketType: CHILD, faceValue: 1, fees: [{name: F, amount: 2}]}]\n",
            for: "        percentOff: 10\n"
        ).replacing("percentOff: 20", with: "amountOff: 2500").replacing(
            "categories: [Standard]", with: "ticketTypes: [CHILD]\n        rows: [B]")
        let terms = try #require(try reading(text).catalogue.events.first).terms
        let price = Price(
            category: "Standard", ticketType: .init("CHILD"), faceValue: 1, fees: [Fee(name: "F", amount: 2)])
        #expect(terms.rateCodes.map(\.effect) == [.prices([price])])
        #expect(terms.promotions.map(\.reduction) == [.amountOff(2500)])
        #expect(terms.promotions.map(\.scope) == [Scope(ticketTypes: [.init("CHILD")], rows: ["B"])])
    }
}
