import Testing

@Suite("A value that cannot be is a fault that says what would be right")
struct ValueFaultTests {
    @Test("a value that is missing, empty, of another kind or there twice", arguments: kinds)
    func kindsAreReported(slip: Slip) {
        #expect(slip.faults == slip.expected)
    }

    static let kinds: [Slip] = [
        Slip(
            "    name: Hamlet", "    name:",
            """
            catalogue.yaml:27: events[0].name: has no value; expected a text of 1 to 255 characters
            """),
        Slip(
            "    name: Hamlet", "    name: ~",
            """
            catalogue.yaml:27: events[0].name: is null; expected a text of 1 to 255 characters
            """),
        Slip(
            "    name: Hamlet", "    name: [Hamlet]",
            """
            catalogue.yaml:27: events[0].name: found a list; expected a text of 1 to 255 characters
            """),
        Slip(
            "    name: Hamlet", "    name: ''",
            """
            catalogue.yaml:27: events[0].name: is empty; expected a text of 1 to 255 characters
            """),
        Slip(
            "    name: Hamlet\n", "",
            """
            catalogue.yaml:26: events[0].name: is missing; expected a text of 1 to 255 characters
            """),
        Slip(
            "    name: Hamlet", #"    name: "Ham\u0007let""#,
            """
            catalogue.yaml:27: events[0].name: found U+0007 in 'Ham<U+0007>let'; expected text without control \
            characters
            """),
        Slip(
            "    name: Hamlet", "    name: \(String(repeating: "x", count: 256))",
            """
            catalogue.yaml:27: events[0].name: found \
            'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...'; expected a text of 1 to 255 \
            characters
            """),
        Slip(
            "tax: {name: VAT, percent: 20, disclosed: true}", "tax: VAT",
            """
            catalogue.yaml:60: events[0].tax: found 'VAT'; expected a mapping of fields
            """),
        Slip(
            "tax: {name: VAT, percent: 20, disclosed: true}", "tax: {percent: 20, disclosed: si}",
            """
            catalogue.yaml:60: events[0].tax.name: is missing; expected a text of 1 to 255 characters
            catalogue.yaml:60: events[0].tax.disclosed: found 'si'; expected true or false
            """),
        Slip(
            "{id: CHILD, name: Child}", "Child",
            """
            catalogue.yaml:35: events[0].ticketTypes[1]: found 'Child'; expected a ticket type: {id, name}
            """),
        Slip(
            "      - {name: Service fee, amount: 250}", "      {name: Service fee, amount: 250}",
            """
            catalogue.yaml:58: events[0].orderFees: found a mapping; expected a list of fees: {name, amount}
            """),
        Slip(
            "country: GB", "country: GB, country: FR",
            """
            catalogue.yaml:5: locations[0].country: is written again; the first is on line 5
            """),
        Slip(
            "    name: Hamlet", "    name: Hamlet\n    name: Macbeth",
            """
            catalogue.yaml:28: events[0].name: is written again; the first is on line 27
            """),
        Slip(
            "legacyAvailability: {deprecated: 2026-01-01, sunset: 2027-06-30}",
            "legacyAvailability: {deprecated: 2026-02-30, sunset: soon}",
            """
            catalogue.yaml:2: legacyAvailability.deprecated: found '2026-02-30', which is no day of the \
            calendar; expected a date such as 2026-12-15
            catalogue.yaml:2: legacyAvailability.sunset: found 'soon'; expected a date such as 2026-12-15
            """),
        Slip(
            "sunset: 2027-06-30", "sunset: 2025-06-30",
            """
            catalogue.yaml:2: legacyAvailability.sunset: found 2025-06-30, which is before deprecated \
            2026-01-01; expected a later date
            """),
    ]

    @Test("a number that is none, or out of bounds", arguments: numbers)
    func numbersAreReported(slip: Slip) {
        #expect(slip.faults == slip.expected)
    }

    static let numbers: [Slip] = [
        Slip(
            "faceValue: 12500", "faceValue: 125.00",
            """
            catalogue.yaml:37: events[0].prices[0].faceValue: found '125.00', which has decimals or separators; \
            expected a whole number of minor units from 0 to 10000000000
            """),
        Slip(
            "faceValue: 12500", "faceValue: 1e3",
            """
            catalogue.yaml:37: events[0].prices[0].faceValue: found '1e3', which has an exponent; expected a \
            whole number of minor units from 0 to 10000000000
            """),
        Slip(
            "faceValue: 12500", "faceValue: -5",
            """
            catalogue.yaml:37: events[0].prices[0].faceValue: found '-5', which is negative; expected a whole \
            number of minor units from 0 to 10000000000
            """),
        Slip(
            "faceValue: 12500", "faceValue: 1_000",
            """
            catalogue.yaml:37: events[0].prices[0].faceValue: found '1_000', which has more than digits; \
            expected a whole number of minor units from 0 to 10000000000
            """),
        Slip(
            "faceValue: 12500", "faceValue: 10000000001",
            """
            catalogue.yaml:37: events[0].prices[0].faceValue: found '10000000001'; expected a whole number of \
            minor units from 0 to 10000000000
            """),
        Slip(
            "faceValue: 12500", "faceValue: free",
            """
            catalogue.yaml:37: events[0].prices[0].faceValue: found 'free', which is not a number; expected a \
            whole number of minor units from 0 to 10000000000
            """),
        Slip(
            "faceValue: 12500", "faceValue: 99999999999999999999999",
            """
            catalogue.yaml:37: events[0].prices[0].faceValue: found '99999999999999999999999'; expected a whole \
            number of minor units from 0 to 10000000000
            """),
        Slip(
            "capacity: 400", "capacity: 1000001",
            """
            catalogue.yaml:19: venues[0].areas[0].capacity: found '1000001'; expected a whole number from 0 to \
            1000000
            """),
        Slip(
            "holdSeconds: 900", "holdSeconds: 86401",
            """
            catalogue.yaml:31: events[0].holdSeconds: found '86401'; expected a whole number of seconds from 1 \
            to 86400
            """),
        Slip(
            "maxTicketsPerCart: 10", "maxTicketsPerCart: 0",
            """
            catalogue.yaml:32: events[0].maxTicketsPerCart: found '0'; expected a whole number of tickets from 1 \
            to 1000
            """),
        Slip(
            "percent: 7}", "percent: 7%}",
            """
            catalogue.yaml:59: events[0].protection.percent: found '7%', which has a % sign; expected a \
            percentage from 0 to 100 with at most three decimal places
            """),
        Slip(
            "percent: 7}", "percent: 100.5}",
            """
            catalogue.yaml:59: events[0].protection.percent: found '100.5'; expected a percentage from 0 to 100 \
            with at most three decimal places
            """),
        Slip(
            "percentOff: 20", "percentOff: 12.3456",
            """
            catalogue.yaml:46: events[0].promotions[0].percentOff: found '12.3456'; expected a percentage from 0 \
            to 100 with at most three decimal places
            """),
        Slip(
            "maxUses: 1000", "maxUses: -1",
            """
            catalogue.yaml:56: events[0].vouchers[0].maxUses: found '-1', which is negative; expected a whole \
            number of uses from 0 to 1000000000
            """),
        Slip(
            "minutes: 165", "minutes: 0",
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule.minutes: found '0'; expected a whole number of \
            minutes from 1 to 10080
            """),
    ]
}
