import BoxOfficeDomain
import Testing

@Suite("The clock on a venue's wall")
struct VenueTimeZoneTests {
    @Test(
        "a local time is the moment at which the wall clock shows it",
        arguments: [
            ("Europe/London", "2026-12-15T19:30", "2026-12-15T19:30:00+00:00", "2026-12-15T19:30:00Z"),
            ("Europe/London", "2026-07-15T19:30", "2026-07-15T19:30:00+01:00", "2026-07-15T18:30:00Z"),
            ("America/New_York", "2026-03-15T19:30", "2026-03-15T19:30:00-04:00", "2026-03-15T23:30:00Z"),
            // Without daylight saving.
            ("Asia/Tokyo", "2026-07-01T00:00", "2026-07-01T00:00:00+09:00", "2026-06-30T15:00:00Z"),
            ("Asia/Kolkata", "2026-01-01T05:29:59", "2026-01-01T05:29:59+05:30", "2025-12-31T23:59:59Z"),
            ("Asia/Kathmandu", "2026-01-01T12:00", "2026-01-01T12:00:00+05:45", "2026-01-01T06:15:00Z"),
            ("America/Phoenix", "2026-07-01T20:00", "2026-07-01T20:00:00-07:00", "2026-07-02T03:00:00Z"),
            ("America/St_Johns", "2026-07-01T20:00", "2026-07-01T20:00:00-02:30", "2026-07-01T22:30:00Z"),
            ("Pacific/Kiritimati", "2026-01-01T00:00", "2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00Z"),
            ("Pacific/Niue", "2026-12-31T23:59", "2026-12-31T23:59:00-11:00", "2027-01-01T10:59:00Z"),
            ("UTC", "2026-06-01T00:00", "2026-06-01T00:00:00+00:00", "2026-06-01T00:00:00Z"),
            // In the southern summer, at the turn of the year.
            ("Pacific/Auckland", "2027-01-01T00:00", "2027-01-01T00:00:00+13:00", "2026-12-31T11:00:00Z"),
            ("Europe/London", "2026-12-31T23:59:59", "2026-12-31T23:59:59+00:00", "2026-12-31T23:59:59Z"),
            // The last and the first minutes around the changes of 2026.
            ("Europe/London", "2026-03-29T00:59:59", "2026-03-29T00:59:59+00:00", "2026-03-29T00:59:59Z"),
            ("Europe/London", "2026-03-29T02:00", "2026-03-29T02:00:00+01:00", "2026-03-29T01:00:00Z"),
            ("Europe/London", "2026-10-25T00:59", "2026-10-25T00:59:00+01:00", "2026-10-24T23:59:00Z"),
            ("Europe/London", "2026-10-25T02:00", "2026-10-25T02:00:00+00:00", "2026-10-25T02:00:00Z"),
            ("Australia/Lord_Howe", "2026-10-04T01:59", "2026-10-04T01:59:00+10:30", "2026-10-03T15:29:00Z"),
            ("Australia/Lord_Howe", "2026-10-04T02:30", "2026-10-04T02:30:00+11:00", "2026-10-03T15:30:00Z"),
            ("Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-05T02:00:00+10:30", "2026-04-04T15:30:00Z"),
            ("America/Santiago", "2026-09-06T01:00", "2026-09-06T01:00:00-03:00", "2026-09-06T04:00:00Z"),
            ("Pacific/Apia", "2011-12-31T00:00", "2011-12-31T00:00:00+14:00", "2011-12-30T10:00:00Z"),
        ])
    func local(zone: String, written: String, shown: String, instant: String) throws {
        let zone = try #require(VenueTimeZone(name: zone))
        let time = try #require(WrittenTime(written))
        let local = try #require(zone.moment(of: time))
        #expect(local.description == shown)
        #expect(local.moment == moment(instant))
        #expect(zone.local(local.moment) == local)
    }

    @Test(
        "a time that the clock skips does not exist",
        arguments: [
            ("Europe/London", "2026-03-29T01:00"), ("Europe/London", "2026-03-29T01:59:59"),
            ("America/New_York", "2026-03-08T02:30"), ("Australia/Sydney", "2026-10-04T02:00"),
            ("Australia/Lord_Howe", "2026-10-04T02:00"), ("Australia/Lord_Howe", "2026-10-04T02:29"),
            ("America/Santiago", "2026-09-06T00:30"), ("Pacific/Apia", "2011-12-30T12:00"),
        ])
    func gap(zone: String, written: String) throws {
        let zone = try #require(VenueTimeZone(name: zone))
        #expect(zone.moment(of: try #require(WrittenTime(written))) == nil)
    }

    @Test(
        "a time that the clock shows twice is the earlier",
        arguments: [
            ("Europe/London", "2026-10-25T01:00", "2026-10-25T01:00:00+01:00"),
            ("Europe/London", "2026-10-25T01:59:59", "2026-10-25T01:59:59+01:00"),
            ("America/New_York", "2026-11-01T01:30", "2026-11-01T01:30:00-04:00"),
            ("Australia/Sydney", "2026-04-05T02:30", "2026-04-05T02:30:00+11:00"),
            ("Australia/Lord_Howe", "2026-04-05T01:30", "2026-04-05T01:30:00+11:00"),
            ("Australia/Lord_Howe", "2026-04-05T01:59", "2026-04-05T01:59:00+11:00"),
            ("America/Santiago", "2026-04-04T23:30", "2026-04-04T23:30:00-03:00"),
        ])
    func twice(zone: String, written: String, shown: String) throws {
        let zone = try #require(VenueTimeZone(name: zone))
        #expect(zone.moment(of: try #require(WrittenTime(written)))?.description == shown)
    }

    @Test(
        "an offset that is written wins, and is shown as the wall clock has it",
        arguments: [
            ("2026-10-25T01:30+00:00", "2026-10-25T01:30:00+00:00"),
            ("2026-10-25T01:30+01:00", "2026-10-25T01:30:00+01:00"),
            ("2026-12-15T19:30-05:00", "2026-12-16T00:30:00+00:00"),
            ("2026-07-15T19:30Z", "2026-07-15T20:30:00+01:00"),
            ("2026-03-29T01:30Z", "2026-03-29T02:30:00+01:00"),
            ("2026-07-01T00:00:00+14:00", "2026-06-30T11:00:00+01:00"),
        ])
    func writtenOffset(written: String, shown: String) throws {
        #expect(House.london.moment(of: try #require(WrittenTime(written)))?.description == shown)
    }

    @Test(
        "what is no time of day or no offset is not read",
        arguments: [
            "2026-12-15", "2026-12-15T", "2026-12-15T19", "2026-12-15T1930", "2026-12-15T24:00", "2026-12-15T19:60",
            "2026-12-15T19:30:60", "2026-12-15T19:30+1", "2026-12-15T19:30+01", "2026-12-15T19:30+15:00",
            "2026-12-15T19:30+01:60", "2026-12-15T19:30ZZ", "2026-12-15T19:30 Z", "2026-02-30T19:30",
            "2026-12-15T19:30:00.5Z", "26-12-15T19:30", "2026-12-15t19:30", "2026-12-15T-1:30", "",
        ])
    func unreadable(written: String) {
        #expect(WrittenTime(written) == nil)
    }

    @Test("every half hour of two years comes back, but for those that a clock shows twice")
    func roundTrip() throws {
        for name in ["Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Tokyo"] {
            let zone = try #require(VenueTimeZone(name: name))
            var doubled = 0
            for half in 0..<(2 * 365 * 48) {
                let local = zone.local(moment("2025-01-01T00:00:00Z").adding(seconds: Int64(half) * 1800))
                let again = try #require(zone.moment(of: local.wallClock))
                if again != local {
                    #expect(again.moment < local.moment && again.wallClock == local.wallClock)
                    doubled += 1
                }
            }
            // Two autumns; Lord Howe's clock goes back by half an hour only.
            #expect(doubled == ["Asia/Tokyo": 0, "Australia/Lord_Howe": 2][name, default: 4])
        }
    }

    @Test("a zone is one of a place, by its IANA name")
    func names() {
        for name in ["", "London", "GMT+1", "+01:00", "Europe/Londn", "BST", "GMT"] {
            #expect(VenueTimeZone(name: name) == nil)
        }
        #expect(VenueTimeZone(name: "UTC") != nil)
        #expect(VenueTimeZone.knownNames.contains("Europe/London"))
    }
}
