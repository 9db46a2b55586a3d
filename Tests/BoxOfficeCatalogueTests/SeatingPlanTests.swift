import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@Suite("A drawn plan is read in pretix's format")
struct SeatingPlanTests {
    /// As its editor exports it, with fields that no catalogue needs.
    private static let plan = #"""
        {
          "name": "Palace",
          "size": {"width": 800, "height": 600},
          "categories": [{"name": "Premium", "color": "#aa0000"}, {"name": "Caf\u00e9 \ud83c\udfad", "color": "#00f"}],
          "zones": [
            {
              "name": "Stalls", "zone_id": "z1", "uuid": "7f", "position": {"x": 0.5, "y": -1e2},
              "rows": [
                {
                  "row_number": "1", "row_number_position": "both", "position": {"x": 0, "y": 0},
                  "attributes": ["aisle"],
                  "seats": [
                    {"seat_guid": "guid-1", "seat_number": 1, "category": "Premium", "position": {"x": 1, "y": 0}},
                    {"seat_guid": "a\/2", "seat_number": "02", "category": "Caf\u00e9 🎭", "radius": null,
                     "attributes": ["wheelchair", "aisle"]}
                  ]
                }
              ],
              "areas": [{"shape": "circle", "text": {"text": "Stage"}, "circle": {"radius": 20}}]
            },
            {"name": "", "rows": []}
          ]
        }
        """#

    private func catalogue(plan: String = "palace.json", more: String = "") -> String {
        """
        currency: GBP
        venues:
          - {id: palace, name: Palace, timezone: UTC, seatingPlan: \(plan)\(more)}
          - {id: matinee, name: Palace by day, timezone: Europe/London, seatingPlan: \(plan)}
        events:
          - {id: 1, name: Hamlet, venue: palace}
          - {id: 2, name: Hamlet by day, venue: matinee}
        """
    }

    private func faults(changing right: String, to written: String) -> [String] {
        precondition(Self.plan.contains(right), "the plan does not contain '\(right)'")
        return BoxOfficeCatalogueTests.faults(
            catalogue(), plans: ["palace.json": Self.plan.replacing(right, with: written)])
    }

    @Test("zones are sections, and the ids are the drawing's; shapes of the drawing are passed over")
    func plan() throws {
        let reading = try reading(catalogue(), plans: ["palace.json": Self.plan])
        let places = try #require(reading.catalogue.event(.init("1"))).venue.plan.places
        #expect(places.map(\.variant.id.text) == ["guid-1", "a/2"])
        #expect(places.map(\.variant.name) == ["Stalls 1 1", "Stalls 1 02"])
        #expect(
            places.map(\.variant.kind) == [
                .assignedSeat(section: "Stalls", row: "1", seat: "1"),
                .assignedSeat(section: "Stalls", row: "1", seat: "02"),
            ])
        #expect(places.map(\.category) == ["Premium", "Café 🎭"])
        #expect(places.map { $0.variant.attributes.map(\.code) } == [["aisle"], ["aisle", "wheelchair"]])
    }

    @Test("a plan of two venues is loaded once, shared, and handed back for the store")
    func shared() throws {
        var loads = 0
        let reader = CatalogueReader(seatingPlan: { _ in
            loads += 1
            return Self.plan
        })
        let reading = try reader.read(CatalogueText(name: "catalogue.yaml", text: catalogue()))
        #expect(loads == 1)
        #expect(reading.seatingPlans == [CatalogueText(name: "palace.json", text: Self.plan)])
        let events = reading.catalogue.events
        #expect(events[0].venue.plan === events[1].venue.plan)
    }

    @Test("areas and attributes may be added to a drawing, for one venue and not the other")
    func additions() throws {
        let more =
            ", areas: [{id: floor, name: Floor, capacity: 9, category: Standing}], seatAttributes: {guid-1: [companion]}"
        let reading = try reading(catalogue(more: more), plans: ["palace.json": Self.plan])
        let plans = reading.catalogue.events.map(\.venue.plan)
        #expect(plans.map { $0.places.map(\.variant.id.text) } == [["guid-1", "a/2", "floor"], ["guid-1", "a/2"]])
        #expect(plans.map { $0.places[0].variant.attributes.map(\.code) } == [["aisle", "companion"], ["aisle"]])
    }

    @Test("a plan may be YAML, too")
    func yaml() throws {
        let yaml = """
            # the same format
            name: Small
            categories: [{name: Any}]
            zones:
              - name: Stalls
                rows:
                  - {row_number: 1, seats: [{seat_guid: g, seat_number: 007, category: Any}]}
            """
        let reading = try reading(catalogue(plan: "plan.yaml"), plans: ["plan.yaml": yaml])
        #expect(reading.catalogue.events.first?.venue.plan.places.map(\.variant.name) == ["Stalls 1 007"])
    }

    @Test("a plan's faults name its file, line and field, once for both venues")
    func planFaults() {
        #expect(
            faults(changing: #""seat_guid": "a\/2""#, to: #""seat_guid": "guid-1""#) == [
                "palace.json:14: zones[0].rows[0].seats[1]: seat_guid 'guid-1' is already at zones[0].rows[0].seats[0] "
                    + "(line 13); expected each seat once"
            ])
        #expect(
            faults(changing: #""category": "Premium""#, to: #""category": "Premum""#) == [
                "palace.json:13: zones[0].rows[0].seats[0].category: 'Premum' is not a category of this plan; "
                    + "did you mean 'Premium'?"
            ])
        #expect(
            faults(changing: #""seat_number": 1,"#, to: "") == [
                "palace.json:13: zones[0].rows[0].seats[0].seat_number: is missing; expected a text of 1 to 255 characters"
            ])
        #expect(
            faults(changing: #""row_number": "1","#, to: #""row_number": ["1"],"#) == [
                "palace.json:10: zones[0].rows[0].row_number: found a list; expected a text of 1 to 255 characters"
            ])
        #expect(
            faults(changing: #""name": "Stalls", "#, to: "") == [
                "palace.json:6: zones[0].name: is missing; expected a text of 1 to 255 characters"
            ])
    }

    @Test("a plan that cannot be read at all causes no faults in what refers to its seats")
    func unreadable() {
        let events = """

              - id: 3
                name: Macbeth
                venue: palace
                ticketTypes: [{id: A, name: Adult}]
                prices: [{category: Premium, ticketType: A, faceValue: 1}]
                promotions: [{id: p, name: P, amountOff: 1, sections: [Stalls], rows: ["1"]}]
                occurrences: [{id: 5, startsAt: 2027-01-01T10:00, notForSale: [guid-1]}]
            """
        #expect(
            BoxOfficeCatalogueTests.faults(catalogue() + events) == [
                "catalogue.yaml:3: venues[0].seatingPlan: cannot read 'palace.json': there is no such file",
                "catalogue.yaml:4: venues[1].seatingPlan: cannot read 'palace.json': there is no such file",
            ])
        #expect(
            BoxOfficeCatalogueTests.faults(catalogue() + events, plans: ["palace.json": #"{"zones": [}"#]) == [
                "palace.json:1: not valid JSON: expected a value, found '}'"
            ])
        #expect(
            BoxOfficeCatalogueTests.faults(catalogue() + events, plans: ["palace.json": ""]) == [
                "palace.json:1: is empty; expected a pretix seating plan"
            ])
        #expect(
            BoxOfficeCatalogueTests.faults(catalogue() + events, plans: ["palace.json": "{}"]) == [
                "palace.json:1: categories: is missing; expected the plan's list of categories: {name}",
                "palace.json:1: zones: is missing; expected the plan's list of zones: {name, rows}",
            ])
    }

    @Test("an area of a venue cannot have the id of one of the drawing's seats")
    func clash() {
        let more = ", areas: [{id: guid-1, name: Floor, capacity: 9, category: Standing}]"
        #expect(
            BoxOfficeCatalogueTests.faults(catalogue(more: more), plans: ["palace.json": Self.plan]) == [
                "catalogue.yaml:3: venues[0].areas[0].id: 'guid-1' is already at zones[0].rows[0].seats[0] "
                    + "(palace.json:13); expected a name of its own"
            ])
    }
}
