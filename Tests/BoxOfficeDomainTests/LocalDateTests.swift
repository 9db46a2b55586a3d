import BoxOfficeDomain
import BoxOfficeTestSupport
import Testing

@Suite("Days and moments")
struct LocalDateTests {
    @Test(
        "known days are where every calendar has them",
        arguments: [
            ("1970-01-01", 0, .thu), ("1969-12-31", -1, .wed), ("2000-02-29", 11_016, .tue),
            ("2026-12-15", 20_802, .tue), ("1600-02-29", -135_081, .tue), ("2100-03-01", 47_541, .mon),
            ("0001-01-01", -719_162, .mon), ("9999-12-31", 2_932_896, .fri),
        ] as [(String, Int, Weekday)])
    func known(text: String, days: Int, weekday: Weekday) {
        let date = LocalDate(text)
        #expect(date?.daysSinceEpoch == days)
        #expect(date?.weekday == weekday)
        #expect(date?.description == text)
    }

    @Test(
        "what is no day is not read",
        arguments: [
            "", "2026", "2026-12", "2026-1-5", "2026-02-29", "1900-02-29", "2000-02-30", "2026-04-31", "2026-13-01",
            "2026-00-01", "2026-01-00", "2026-01-32", "0000-01-01", "2026-12-15 ", " 2026-12-15", "20261215",
            "2026/12/15", "-026-12-15", "12026-12-15", "٢٠٢٦-12-15", "2026-12-15T00:00",
        ])
    func unreadable(text: String) {
        #expect(LocalDate(text) == nil)
    }

    @Test("every day of 400 years is after the one before it, by the calendar's own rules")
    func fourCenturies() throws {
        var (year, month, day) = (1900, 1, 1)
        let first = try #require(LocalDate(year: year, month: month, day: day))
        for offset in 0..<146_097 {
            let date = first.adding(days: offset)
            guard date.parts == (year, month, day), LocalDate(year: year, month: month, day: day) == date,
                LocalDate(date.description) == date, date.weekday == Weekday.allCases[offset % 7]
            else {
                Issue.record("\(date) is not \(year)-\(month)-\(day)")
                return
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect((year, month, day) == (2300, 1, 1))
    }

    @Test("days are ordered and counted over the ends of months and years")
    func arithmetic() throws {
        let newYearsEve = try #require(LocalDate("2027-12-31"))
        #expect(newYearsEve.adding(days: 1).description == "2028-01-01")
        #expect(newYearsEve.adding(days: 60).description == "2028-02-29")
        #expect(newYearsEve.adding(days: -365).description == "2026-12-31")
        #expect(newYearsEve < newYearsEve.adding(days: 1))
    }

    @Test(
        "RFC 3339 is read to the second, whatever its offset",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-12-15T19:30:00Z", 1_797_363_000),
            ("2026-12-15T19:30:00+01:00", 1_797_359_400), ("2026-12-15T19:30:00-05:30", 1_797_382_800),
            ("1969-12-31T23:59:59Z", -1), ("2000-02-29T23:59:59+14:00", 951_818_399),
        ] as [(String, Int64)])
    func read(text: String, seconds: Int64) {
        #expect(Moment(rfc3339: text) == Moment(seconds: seconds))
    }

    @Test(
        "without seconds or offset it is not RFC 3339",
        arguments: ["2026-12-15T19:30Z", "2026-12-15T19:30:00", "2026-12-15", "2026-12-15T19:30:61Z", "now", ""])
    func notRFC3339(text: String) {
        #expect(Moment(rfc3339: text) == nil)
    }

    @Test("a moment is written in UTC, its fraction cut off towards the past")
    func written() {
        #expect(Moment(seconds: 1_797_363_000).description == "2026-12-15T19:30:00Z")
        #expect(Moment(microseconds: 1_797_363_000_999_999).description == "2026-12-15T19:30:00Z")
        #expect(Moment(microseconds: -1).description == "1969-12-31T23:59:59Z")
        #expect(Moment(seconds: 253_402_300_799).description == "9999-12-31T23:59:59Z")
    }

    @Test("what is written is read again, all over the calendar")
    func roundTrip() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<10_000 {
            let moment = Moment(seconds: Int64.random(in: -62_135_596_800...253_402_300_799, using: &random))
            #expect(Moment(rfc3339: moment.description) == moment)
        }
    }

    @Test("rounding up goes to the first whole second that is not before")
    func roundedUp() {
        #expect(Moment(microseconds: 5_000_000).roundedUpToSecond == Moment(seconds: 5))
        #expect(Moment(microseconds: 5_000_001).roundedUpToSecond == Moment(seconds: 6))
        #expect(Moment(microseconds: 5_999_999).roundedUpToSecond == Moment(seconds: 6))
        #expect(Moment(microseconds: -1).roundedUpToSecond == Moment(seconds: 0))
        #expect(Moment(microseconds: -1_000_001).secondsRoundedDown == -2)
    }
}

@Suite("Names")
struct IdentifierTests {
    @Test("two spellings that look alike are two seats, as they are in the database")
    func bytes() {
        let composed = InventoryVariant.ID("Caf\u{E9}-A-1")
        let decomposed = InventoryVariant.ID("Cafe\u{301}-A-1")
        #expect(composed.text == decomposed.text)
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(decomposed < composed && !(composed < decomposed))
        #expect(Set([composed, InventoryVariant.ID("Caf\u{E9}-A-1")]).count == 1)
    }

    @Test("a seating plan keeps both of them apart")
    func plan() throws {
        let seats = [House.seat("Caf\u{E9}-A-1", "Premium"), House.seat("Cafe\u{301}-A-1", "Standard")]
        let listing = House.listing(places: seats)
        #expect(listing.price("Caf\u{E9}-A-1")?.sellPrice.amount == 15_000)
        #expect(listing.price("Cafe\u{301}-A-1")?.sellPrice.amount == 8500)
        let taken = Taken(seats: ["Cafe\u{301}-A-1"])
        #expect(listing.inventory(taken, tier: nil, at: House.now).first?.variant.id == "Caf\u{E9}-A-1")
    }

    @Test("events and occurrences are named by digits without a leading zero, and ordered as numbers")
    func numeric() {
        for name in ["1", "456", "100020270105", "99999999999999999999999999"] {
            #expect(Occurrence.ID(name).isNumeric)
        }
        for name in ["", "0", "012", "-1", "1a", "1 ", "١"] {
            #expect(!Occurrence.ID(name).isNumeric)
        }
        #expect(Event.ID("9").precedesAsNumber("10"))
        #expect(!Event.ID("10").precedesAsNumber("9"))
        #expect(Event.ID("19").precedesAsNumber("20"))
        #expect(!Event.ID("20").precedesAsNumber("20"))
    }

    @Test("events are listed by id as numbers, occurrences by their beginning and then by id")
    func order() {
        let occurrences = [
            House.occurrence("10", startsAt: "2026-12-16T19:30:00Z"), House.occurrence("3"),
            House.occurrence("20"),
        ]
        let events = [House.event("20", occurrences: occurrences), House.event("3", occurrences: [])]
        let catalogue = Catalogue(version: 1, events: events, retailers: [])
        #expect(catalogue.events.map(\.id) == ["3", "20"])
        #expect(catalogue.event("20")?.occurrences.map(\.id) == ["3", "20", "10"])
    }
}
