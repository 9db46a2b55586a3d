import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@Suite("A schedule is a run on fixed days, at one local time in every season")
struct ScheduleTests {
    /// The occurrences of an event in London, or elsewhere.
    private func text(_ occurrences: String, timeZone: String = "Europe/London") -> String {
        """
        venues:
          - id: hall
            name: Hall
            timezone: \(timeZone)
            areas: [{id: floor, name: Floor, capacity: 100, category: Any}]
        events:
          - {id: 1, name: Talk, venue: hall, currency: GBP, prices: [], occurrences: [\(occurrences)]}
        """
    }

    private func occurrences(_ occurrences: String, timeZone: String = "Europe/London") throws -> [Occurrence] {
        try #require(try reading(text(occurrences, timeZone: timeZone)).catalogue.events.first).occurrences
    }

    @Test("there is one performance on each matching day but the exceptions, named by its date")
    func days() throws {
        let run = try occurrences(
            "{schedule: {id: 1000, days: [tue, sat], at: 19:30, minutes: 165, from: 2027-01-05, until: 2027-01-16, "
                + "except: [2027-01-12]}}")
        #expect(run.map(\.id.text) == ["100020270105", "100020270109", "100020270116"])
        #expect(run.first?.startsAt.description == "2027-01-05T19:30:00+00:00")
        #expect(run.first?.endsAt?.description == "2027-01-05T22:15:00+00:00")
    }

    @Test("the wall clock stays when the offset changes, and the minutes are real ones")
    func seasons() throws {
        let run = try occurrences(
            "{schedule: {id: 7, days: [sat, sun], at: 23:30, minutes: 180, from: 2027-03-27, until: 2027-03-28}}")
        #expect(run.map(\.startsAt.description) == ["2027-03-27T23:30:00+00:00", "2027-03-28T23:30:00+01:00"])
        #expect(run.map { $0.endsAt?.description } == ["2027-03-28T03:30:00+01:00", "2027-03-29T02:30:00+01:00"])
    }

    @Test("a time that clocks skip is a fault with its date; that of the other dates is none")
    func skipped() {
        let text = text("{schedule: {id: 7, days: [sun], at: '01:30', from: 2027-03-21, until: 2027-04-04}}")
        #expect(
            faults(text) == [
                "catalogue.yaml:7: events[0].occurrences[0].schedule.at: found '01:30', which clocks skip in "
                    + "Europe/London on 2027-03-28; expected another time, or that date in except"
            ])
    }

    @Test("a time that clocks show twice is the earlier, unless an offset says which")
    func doubled() throws {
        let run = try occurrences("{schedule: {id: 7, days: [sun], at: '01:30', from: 2027-10-31, until: 2027-10-31}}")
        #expect(run.map(\.startsAt.description) == ["2027-10-31T01:30:00+01:00"])
        #expect(run.first?.endsAt == nil)
        let single = try occurrences("{id: 1, startsAt: 2027-10-31T01:30}, {id: 2, startsAt: 2027-10-31T01:30+00:00}")
        #expect(single.map(\.startsAt.description) == ["2027-10-31T01:30:00+01:00", "2027-10-31T01:30:00+00:00"])
    }

    @Test(
        "an offset that is written wins over the venue's, and the venue's clock is shown",
        arguments: [
            ("2027-03-28T01:30Z", "2027-03-28T02:30:00+01:00"),
            ("2027-07-01T12:00:30+05:30", "2027-07-01T07:30:30+01:00"),
            ("2027-07-01 12:00", "2027-07-01T12:00:00+01:00"), ("\"2027-07-01T12:00\"", "2027-07-01T12:00:00+01:00"),
        ])
    func offsets(written: String, shown: String) throws {
        #expect(try occurrences("{id: 1, startsAt: \(written)}").map(\.startsAt.description) == [shown])
    }

    @Test("what stands beside a schedule holds for all of its dates")
    func beside() throws {
        let run = try occurrences(
            "{schedule: {id: 7, days: [mon, tue], at: 20:00, from: 2027-01-04, until: 2027-01-05}, status: offSale, "
                + "onSaleFrom: 2026-12-01T10:00, onSaleUntil: 2027-01-04T18:00, notForSale: [floor], prices: []}")
        #expect(run.count == 2)
        for occurrence in run {
            #expect(occurrence.status == .offSale)
            #expect(occurrence.onSaleFrom == Moment(rfc3339: "2026-12-01T10:00:00Z"))
            #expect(occurrence.onSaleUntil == Moment(rfc3339: "2027-01-04T18:00:00Z"))
            #expect(occurrence.notForSale == [.init("floor")])
            #expect(occurrence.prices == [])
        }
    }

    @Test("occurrence ids are unique over all events, those that schedules make too")
    func clashes() {
        let text =
            text("{schedule: {id: 7, days: [mon, tue], at: 20:00, from: 2027-01-04, until: 2027-01-05}}") + """

                  - id: 2
                    name: Other
                    venue: hall
                    currency: GBP
                    prices: []
                    occurrences:
                      - {id: 720270105, startsAt: 2027-01-01T10:00}
                      - {schedule: {id: 7, days: [mon, tue, wed], at: 15:00, from: 2027-01-04, until: 2027-01-06}}
                """
        #expect(
            faults(text) == [
                "catalogue.yaml:14: events[1].occurrences[0].id: '720270105' is already at "
                    + "events[0].occurrences[0].schedule (line 7); expected a name of its own",
                "catalogue.yaml:15: events[1].occurrences[1].schedule: makes occurrence '720270104', which is already at "
                    + "events[0].occurrences[0].schedule (line 7), and 1 more of its occurrences; "
                    + "expected another id of the schedule",
            ])
    }
}
