import Testing

@Suite("A name that there is not is a fault with its place and what was probably meant")
struct NameFaultTests {
    @Test("a name that there is not, with the one that is near, or those that there are", arguments: names)
    func namesAreReported(slip: Slip) {
        #expect(slip.faults == slip.expected)
    }

    static let names: [Slip] = [
        Slip(
            "faceValue: 12500", "facevalue: 12500",
            """
            catalogue.yaml:37: events[0].prices[0].facevalue: is no field here; did you mean 'faceValue'?
            """),
        Slip(
            "currency: GBP\nlegacy", "curency: GBP\nlegacy",
            """
            catalogue.yaml:1: curency: is no field here; did you mean 'currency'?
            """),
        Slip(
            "name: Hamlet", "title: Hamlet",
            """
            catalogue.yaml:26: events[0].name: is missing; expected a text of 1 to 255 characters
            catalogue.yaml:27: events[0].title: is no field here; expected one of id, name, venue, occurrences, \
            currency, discountDisplay, holdSeconds, maxTicketsPerCart, ticketTypes, prices, extras, promotions, \
            rateCodes, vouchers, orderFees, protection, tax
            """),
        Slip(
            #"location: "2"\#n"#, "location: London\n",
            """
            catalogue.yaml:11: venues[0].location: 'London' is not a location of this catalogue; expected '2'
            """),
        Slip(
            "venue: palace\n", "venue: Palace\n",
            """
            catalogue.yaml:28: events[0].venue: 'Palace' is not a venue of this catalogue; did you mean \
            'palace'?
            """),
        Slip(
            #"events: ["123"]"#, #"events: ["1234"]"#,
            """
            catalogue.yaml:23: retailers[1].events[0]: '1234' is not an event of this catalogue; did you mean \
            '123'?
            """),
        Slip(
            "retailers: [acme]", "retailers: [acmee]",
            """
            catalogue.yaml:52: events[0].rateCodes[0].retailers[0]: 'acmee' is not a retailer of this catalogue; \
            did you mean 'acme'?
            """),
        Slip(
            "{category: Premium,  ticketType: ADULT, faceValue: 12500",
            "{category: Premum,  ticketType: ADULT, faceValue: 12500",
            """
            catalogue.yaml:37: events[0].prices[0].category: 'Premum' is not a category of venue 'palace'; did \
            you mean 'Premium'?
            """),
        Slip(
            "{category: Standing, ticketType: ADULT,", "{category: Standing, ticketType: SENIOR,",
            """
            catalogue.yaml:40: events[0].prices[3].ticketType: 'SENIOR' is not a ticket type of this event; \
            expected 'ADULT' or 'CHILD'
            """),
        Slip(
            "sections: [Orchestra]", "sections: [Orchestre, Balcony]",
            """
            catalogue.yaml:54: events[0].rateCodes[0].sections[0]: 'Orchestre' is not a section of venue \
            'palace'; did you mean 'Orchestra'?
            catalogue.yaml:54: events[0].rateCodes[0].sections[1]: 'Balcony' is not a section of venue 'palace'; \
            expected 'Orchestra'
            """),
        Slip(
            "sections: [Orchestra]", "rows: [A, C]",
            """
            catalogue.yaml:54: events[0].rateCodes[0].rows[1]: 'C' is not a row of venue 'palace'; expected 'A' \
            or 'B'
            """),
        Slip(
            #"notForSale: ["Orchestra-A-101"]"#, "notForSale: [Orchestra-A-1O1, dance-flor]",
            """
            catalogue.yaml:68: events[0].occurrences[0].notForSale[0]: 'Orchestra-A-1O1' is not a seat or an \
            area of venue 'palace'; did you mean 'Orchestra-A-101'?
            catalogue.yaml:68: events[0].occurrences[0].notForSale[1]: 'dance-flor' is not a seat or an area of \
            venue 'palace'; did you mean 'dance-floor'?
            """),
        Slip(
            "{Orchestra-A-101: [aisle]}", "{Orchestra-A-10l: [aisle]}",
            """
            catalogue.yaml:17: venues[0].seatAttributes.Orchestra-A-10l: 'Orchestra-A-10l' is not a seat of this \
            venue; did you mean 'Orchestra-A-101'?
            """),
        Slip(
            "[restrictedView]", "[restrictedview, bumpy]",
            """
            catalogue.yaml:16: venues[0].sections[0].rows[1].attributes[0]: found 'restrictedview'; expected one \
            of restrictedView, obstructedView, wheelchair, companion, aisle, or {code, name, category}; did you \
            mean 'restrictedView'?
            catalogue.yaml:16: venues[0].sections[0].rows[1].attributes[1]: found 'bumpy'; expected one of \
            restrictedView, obstructedView, wheelchair, companion, aisle, or {code, name, category}
            """),
        Slip(
            "status: onSale", "status: on-sale",
            """
            catalogue.yaml:67: events[0].occurrences[0].status: found 'on-sale'; expected onSale, offSale or \
            cancelled; did you mean 'onSale'?
            """),
        Slip(
            "discountDisplay: percentage", "discountDisplay: percent",
            """
            catalogue.yaml:30: events[0].discountDisplay: found 'percent'; expected percentage or amount; did \
            you mean 'percentage'?
            """),
        Slip(
            "days: [tue, wed,", "days: [tues, wed,",
            """
            catalogue.yaml:70: events[0].occurrences[1].schedule.days[0]: found 'tues'; expected mon, tue, wed, \
            thu, fri, sat or sun; did you mean 'tue'?
            """),
        Slip(
            "    currency: GBP", "    currency: GPB",
            """
            catalogue.yaml:29: events[0].currency: found 'GPB'; expected a currency of ISO 4217, such as GBP; \
            did you mean 'GBP'?
            """),
        Slip(
            "Europe/London", "Europe/Londn",
            """
            catalogue.yaml:10: venues[0].timezone: found 'Europe/Londn'; expected an IANA time zone, such as \
            Europe/London; did you mean 'Europe/London'?
            """),
        Slip(
            "country: GB", "country: gb",
            """
            catalogue.yaml:5: locations[0].country: found 'gb', which is in small letters; expected a country's \
            two capital letters of ISO 3166, such as GB
            """),
    ]
}
