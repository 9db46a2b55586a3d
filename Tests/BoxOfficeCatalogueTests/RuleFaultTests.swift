import Testing

@Suite("What contradicts itself or the rules is a fault that names both places")
struct RuleFaultTests {
    @Test("a catalogue that breaks a rule", arguments: rules)
    func rulesAreReported(slip: Slip) {
        #expect(slip.faults == slip.expected)
    }

    static let rules: [Slip] = [
        Slip(
            #"id: "123"\#n"#, #"id: "0123"\#n"#,
            """
            catalogue.yaml:26: events[0].id: found '0123'; expected 1 to 18 digits without a leading zero
            """),
        Slip(
            #"id: "123"\#n"#, "id: hamlet\n",
            """
            catalogue.yaml:26: events[0].id: found 'hamlet'; expected 1 to 18 digits without a leading zero
            """),
        Slip(
            "code: campaign-may", #"code: " ""#,
            """
            catalogue.yaml:51: events[0].rateCodes[0].code: found ' '; expected an id of 1 to 255 bytes, not all spaces
            """),
        Slip(
            "fees: [{name: Booking fee, amount: 2500}]",
            "fees: [\(Array(repeating: "{name: Fee, amount: 1}", count: 21).joined(separator: ", "))]",
            """
            catalogue.yaml:37: events[0].prices[0].fees: found 21 fees; expected at most 20
            """),
        Slip(
            #"id: "456""#, #"id: "100020270105""#,
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule: makes occurrence '100020270105', which is \
            already at events[0].occurrences[0].id (line 62); expected another id of the schedule
            """),
        Slip(
            "{id: CHILD, name: Child}", "{id: ADULT, name: Child}",
            """
            catalogue.yaml:35: events[0].ticketTypes[1].id: 'ADULT' is already at events[0].ticketTypes[0].id \
            (line 34); expected a name of its own
            """),
        Slip(
            "{id: CHILD, name: Child}", "{id: EXTRA, name: Child}",
            """
            catalogue.yaml:35: events[0].ticketTypes[1].id: found 'EXTRA', which extras have; expected another \
            id
            """),
        Slip(
            "id: corner", "id: acme",
            """
            catalogue.yaml:23: retailers[1].id: 'acme' is already at retailers[0].id (line 22); expected a name \
            of its own
            """),
        Slip(
            "{category: Standard, ticketType: CHILD", "{category: Standard, ticketType: ADULT",
            """
            catalogue.yaml:39: events[0].prices[2]: is a second price of 'Standard' for 'ADULT', after \
            events[0].prices[1] (line 38); expected one
            """),
        Slip(
            "percentOff: 20", "percentOff: 20\n        amountOff: 100",
            """
            catalogue.yaml:47: events[0].promotions[0].amountOff: stands beside percentOff; expected only one of \
            percentOff or amountOff
            """),
        Slip(
            "        percentOff: 10\n", "",
            """
            catalogue.yaml:51: events[0].rateCodes[0]: takes nothing off; expected percentOff, amountOff or \
            prices
            """),
        Slip(
            "amountOff: 500", "percentOff: 5, amountOff: 500",
            """
            catalogue.yaml:56: events[0].vouchers[0].amountOff: stands beside percentOff; expected only one of \
            percentOff or amountOff
            """),
        Slip(
            "categories: [Standard]", "categories: []",
            """
            catalogue.yaml:47: events[0].promotions[0].categories: is an empty list; expected at least one, or \
            to be left out for all
            """),
        Slip(
            "until: 2026-12-01T00:00", "until: 2026-10-01T00:00",
            """
            catalogue.yaml:49: events[0].promotions[0].until: found 2026-10-01T00:00:00+01:00, which is not \
            after from 2026-10-01T00:00:00+01:00; expected a later time
            """),
        Slip(
            "onSaleUntil: 2026-12-15T19:00", "onSaleUntil: 2026-08-15T19:00",
            """
            catalogue.yaml:66: events[0].occurrences[0].onSaleUntil: found 2026-08-15T19:00:00+01:00, which is \
            not after onSaleFrom 2026-09-01T10:00:00+01:00; expected a later time
            """),
        Slip(
            "endsAt: 2026-12-15T22:30", "endsAt: 2026-12-15T19:30",
            """
            catalogue.yaml:64: events[0].occurrences[0].endsAt: found 2026-12-15T19:30:00+00:00, which is not \
            after startsAt 2026-12-15T19:30:00+00:00; expected a later time
            """),
        Slip(
            "startsAt: 2026-12-15T19:30", "startsAt: 2026-12-15",
            """
            catalogue.yaml:63: events[0].occurrences[0].startsAt: found '2026-12-15', which is a date alone; \
            expected a time such as 2026-12-15T19:30
            """),
        Slip(
            "startsAt: 2026-12-15T19:30", "startsAt: 2027-03-28T01:30",
            """
            catalogue.yaml:63: events[0].occurrences[0].startsAt: found '2027-03-28T01:30', which clocks skip in \
            Europe/London on 2027-03-28; expected a time that there is, or an offset
            """),
        Slip(
            "id: programme", "id: dance-floor",
            """
            catalogue.yaml:42: events[0].extras[0].id: 'dance-floor' is a seat or an area of venue 'palace'; \
            expected a name of its own
            """),
        Slip(
            "id: dance-floor", "id: Orchestra-B-2",
            """
            catalogue.yaml:19: venues[0].areas[0].id: 'Orchestra-B-2' is already at \
            venues[0].sections[0].rows[1].seats[1] (line 16); expected a name of its own
            """),
        Slip(
            "seats: [1, 2, 3,", "seats: [1, 2, 2,",
            """
            catalogue.yaml:16: venues[0].sections[0].rows[1].seats[2]: seat 'Orchestra-B-2' is already at \
            venues[0].sections[0].rows[1].seats[1] (line 16); expected each seat once
            """),
        Slip(
            "{row: A, seats: 101-120", "{row: B, seats: 1-3",
            """
            catalogue.yaml:16: venues[0].sections[0].rows[1].seats[0]: seat 'Orchestra-B-1', like 2 more of this \
            row, is already at venues[0].sections[0].rows[0].seats (line 15); expected each seat once
            """),
        Slip(
            "seats: 101-120", "seats: 120-101",
            """
            catalogue.yaml:15: venues[0].sections[0].rows[0].seats: found '120-101', which descends; expected a \
            seat or an ascending range of at most 10000 numbers, such as 101-120
            """),
        Slip(
            "seats: 101-120", "seats: 1-10001",
            """
            catalogue.yaml:15: venues[0].sections[0].rows[0].seats: found '1-10001', which is 10001 seats; \
            expected a seat or an ascending range of at most 10000 numbers, such as 101-120
            """),
        Slip(
            "seats: 101-120", "seats: A1-A20",
            """
            catalogue.yaml:15: venues[0].sections[0].rows[0].seats: found 'A1-A20', which is no range of \
            numbers; expected a seat or an ascending range of at most 10000 numbers, such as 101-120
            """),
        Slip(
            "seats: 101-120", #"seats: "101,102""#,
            """
            catalogue.yaml:15: venues[0].sections[0].rows[0].seats: found '101,102', with a comma; several are a \
            list in brackets, such as [101-110, 112]; expected a seat or an ascending range of at most 10000 \
            numbers, such as 101-120
            """),
        Slip(
            "{seat: 4W, ", "{seat: 4-9, ",
            """
            catalogue.yaml:16: venues[0].sections[0].rows[1].seats[3].seat: found '4-9', which is a range and is \
            written without braces; expected one seat
            """),
        Slip(
            "seats: 101-120, category: Premium", "seats: 101-120",
            """
            catalogue.yaml:15: venues[0].sections[0].rows[0].category: is missing; expected the seating category \
            of the row's seats
            """),
        Slip(
            "    areas:\n", "    seatingPlan: palace.json\n    areas:\n",
            """
            catalogue.yaml:18: venues[0].seatingPlan: stands beside sections; expected a seating plan or \
            sections, not both
            catalogue.yaml:18: venues[0].seatingPlan: cannot read 'palace.json': there is no such file
            """),
        Slip(
            #"- id: "456"\#n        startsAt"#, "- startsAt",
            """
            catalogue.yaml:62: events[0].occurrences[0].id: is missing; expected 1 to 18 digits without a \
            leading zero
            """),
        Slip(
            "- schedule: {id", #"- id: "9"\#n        schedule: {id"#,
            """
            catalogue.yaml:70: events[0].occurrences[1].id: stands beside a schedule, which says it for every \
            date; expected one of the two
            """),
        Slip(
            "except: [2027-01-12]", "except: [2027-01-11, 2027-03-02]",
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule.except[0]: found 2027-01-11, which is a mon; \
            expected one of the schedule's days
            catalogue.yaml:70: events[0].occurrences[1].schedule.except[1]: found 2027-03-02; expected a date of \
            the run, 2027-01-05 to 2027-02-27
            """),
        Slip(
            "from: 2027-01-05, until: 2027-02-27", "from: 2027-02-27, until: 2027-01-05",
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule.until: found 2027-01-05, which is before from \
            2027-02-27; expected the run's last day
            """),
        Slip(
            "from: 2027-01-05, until: 2027-02-27, except: [2027-01-12]", "from: 2027-01-05, until: 2033-02-27",
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule.until: found 2033-02-27; expected at most five \
            years after from 2027-01-05
            """),
        Slip(
            "from: 2027-01-05, until: 2027-02-27, except: [2027-01-12]", "from: 2027-01-03, until: 2027-01-04",
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule: has no performance; expected one of its days \
            from 2027-01-03 until 2027-01-04
            """),
        Slip(
            #"at: "19:30""#, "at: 7:30pm",
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule.at: found '7:30pm'; expected a time of day such \
            as 19:30
            """),
    ]
}
