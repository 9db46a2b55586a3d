import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@Suite("A scalar is read by the type of its field, never by YAML's")
struct ScalarTests {
    /// An event at a venue that has the given seats.
    private func event(seats: String = "1", row: String = "A", country: String = "GB", more: String = "") throws
        -> Event
    {
        let catalogue = try reading(
            """
            currency: GBP
            locations: [{id: 2, name: Somewhere, country: \(country)}]
            venues:
              - id: hall
                name: Hall
                timezone: Europe/London
                location: 2
                sections: [{name: Stalls, rows: [{row: \(row), seats: \(seats), category: Any}]}]
            events:
              - {id: 1, name: Talk, venue: hall\(more)}
            """
        ).catalogue
        return try #require(catalogue.events.first)
    }

    @Test("NO is Norway")
    func country() throws {
        #expect(try event(country: "NO").venue.location?.country == "NO")
    }

    @Test(
        "seats and rows keep their spelling",
        arguments: ["007", "1e3", "0x10", "1_000", "true", "NO", "~A", "'null'", "1.50", "\"12\"", "=", "2026:01"])
    func spelling(written: String) throws {
        let spelling = written.filter { $0 != "'" && $0 != "\"" }
        let seat = try #require(try event(seats: "[\(written)]", row: written).venue.plan.places.first)
        #expect(seat.variant.kind == .assignedSeat(section: "Stalls", row: spelling, seat: spelling))
    }

    @Test(
        "a range of seats ascends and keeps the width of its zeros; a list may hold ranges",
        arguments: [
            ("8-11", ["8", "9", "10", "11"]), ("08-11", ["08", "09", "10", "11"]),
            ("[1-2, 4, 06-07]", ["1", "2", "4", "06", "07"]),
            ("5", ["5"]), ("4W", ["4W"]), ("7 - 8", ["7", "8"]), ("3-3", ["3"]), ("[{seat: 4W}, 5]", ["4W", "5"]),
        ])
    func ranges(written: String, labels: [String]) throws {
        let places = try event(seats: written).venue.plan.places
        #expect(places.map(\.variant.name) == labels.map { "Stalls A \($0)" })
        #expect(places.map(\.variant.id.text) == labels.map { "Stalls-A-\($0)" })
    }

    @Test("ten thousand seats are a row, one more is a slip")
    func rangeMax() throws {
        #expect(try event(seats: "1-10000").venue.plan.places.count == 10_000)
        #expect(throws: CatalogueFaults.self) { try event(seats: "0-10000") }
    }

    @Test("a seat in a list may have its own category and attributes, after its row's and each once")
    func seatAttributes() throws {
        let own =
            "{seat: 4W, category: VIP, attributes: [wheelchair, aisle, {code: lift, name: By the lift, category: comfort}]}"
        let text = """
            venues:
              - id: hall
                name: Hall
                timezone: UTC
                sections: [{name: S, rows: [{row: A, seats: [1, \(own)], category: Any, attributes: [aisle]}]}]
                seatAttributes: {S-A-4W: [companion, wheelchair], S-A-1: [companion]}
            events: [{id: 1, name: Talk, venue: hall, currency: GBP}]
            """
        let places = try #require(try reading(text).catalogue.events.first).venue.plan.places
        #expect(places.map(\.category) == ["Any", "VIP"])
        #expect(places[0].variant.attributes.map(\.code) == ["aisle", "companion"])
        #expect(places[1].variant.attributes.map(\.code) == ["aisle", "wheelchair", "lift", "companion"])
        #expect(places[1].variant.attributes[2] == SeatAttribute(code: "lift", name: "By the lift", category: .comfort))
    }

    @Test("amounts are from 0 to 10 000 000 000, in quotes or not")
    func amounts() throws {
        let fees = try event(
            more: ", orderFees: [{name: A, amount: 0}, {name: B, amount: \"10000000000\"}, {name: C, amount: 007}]"
        )
        .terms.orderFees
        #expect(fees.map(\.amount) == [0, 10_000_000_000, 7])
    }

    @Test("percents have at most three places", arguments: ["0", "100", "12.5", "0.001", "33.333"])
    func percents(written: String) throws {
        let protection = try event(more: ", protection: {name: P, percent: \(written)}").terms.protection
        #expect(protection?.percent == Percent(written))
        #expect(protection != nil)
    }

    @Test(
        "a tax is disclosed when it is said",
        arguments: [("true", true), ("yes", true), ("false", false), ("no", false)])
    func booleans(written: String, isDisclosed: Bool) throws {
        #expect(
            try event(more: ", tax: {name: VAT, percent: 20, disclosed: \(written)}").terms.tax?.isDisclosed
                == isDisclosed)
        #expect(try event(more: ", tax: {name: VAT, percent: 20}").terms.tax?.isDisclosed == false)
    }

    @Test("null is left out where something may be")
    func null() throws {
        let event = try event(
            more:
                ", maxTicketsPerCart: null, tax: ~, occurrences: [{id: 5, startsAt: 2027-01-01T10:00, endsAt: null}], prices: []"
        )
        #expect(event.terms.maxTicketsPerCart == nil)
        #expect(event.terms.tax == nil)
        #expect(event.occurrences.first?.endsAt == nil)
    }
}
