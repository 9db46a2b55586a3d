/// Everything that is on sale in the tests. The clock stands at 2026-10-10T12:00:00Z.
enum WorldCatalogue {
    static let yaml = """
        currency: GBP
        locations:
          - {id: "2", name: London, country: GB}
          - {id: "far east", name: Tokyo, country: JP}
        venues:
          - id: palace
            name: Palace Theatre
            timezone: Europe/London
            location: "2"
            sections:
              - name: Orchestra
                rows:
                  - {row: B, seats: [1, 2, 3, {seat: 4W, attributes: [wheelchair]}], category: Standard, attributes: [restrictedView]}
                  - {row: A, seats: 101-104, category: Premium}
              - name: Circle
                rows:
                  - {row: A, seats: 1-2, category: Standard}
                  - {row: Z, seats: 1-9, category: Unpriced}
            seatAttributes: {Orchestra-A-101: [aisle]}
            areas:
              - {id: dance-floor, name: Dance Floor, capacity: 6, category: Standing}
          - id: dome
            name: Dome
            timezone: Asia/Tokyo
            location: far east
            sections:
              - {name: Floor, rows: [{row: A, seats: 1-4, category: Floor}]}
          - id: souk
            name: Souk
            timezone: Asia/Kuwait
            areas: [{id: yard, name: Yard, capacity: 40, category: Yard}]
        retailers:
          - {id: acme, name: Acme Tickets}
          - {id: corner, name: Corner Shop, events: ["123", "77"]}
          - {id: brief, name: Brief Partner}
        events:
        \(hamlet)
        \(kabuki)
        \(others)
        """

    /// Seats, an area, extras, tiers, promotions, an order fee, a disclosed tax, a ticket limit.
    private static let hamlet = """
          - id: "123"
            name: Hamlet
            venue: palace
            holdSeconds: 900
            maxTicketsPerCart: 5
            ticketTypes: [{id: ADULT, name: Adult}, {id: CHILD, name: Child}]
            prices:
              - {category: Premium, ticketType: ADULT, faceValue: 12500, fees: [{name: Booking fee, amount: 2500}]}
              - {category: Standard, ticketType: CHILD, faceValue: 4000}
              - {category: Standard, ticketType: ADULT, faceValue: 8000, fees: [{name: Booking fee, amount: 500}]}
              - {category: Standing, ticketType: ADULT, faceValue: 3500}
              - {category: Standing, ticketType: CHILD, faceValue: 3300}
            extras:
              - {id: programme, name: Souvenir programme, kind: merchandise, capacity: 5, faceValue: 1000}
              - {id: drink, name: Drink, capacity: 500, faceValue: 600, fees: [{name: Glass, amount: 50}]}
            promotions:
              - {id: early-bird, name: Early Bird, percentOff: 20, categories: [Standard], from: 2026-10-01T00:00, until: 2026-12-01T00:00}
              - {id: advent, name: Advent, amountOff: 100, categories: [Premium, Standard], from: 2026-12-01T00:00}
            rateCodes:
              - {code: campaign-may, retailers: [acme], percentOff: 10, sections: [Orchestra]}
              - {code: corner deal, retailers: [corner], amountOff: 1000}
              - {code: members, prices: [{category: Premium, ticketType: ADULT, faceValue: 10000}]}
            orderFees: [{name: Service fee, amount: 250}, {name: Waived fee, amount: 0}]
            tax: {name: VAT, percent: 20, disclosed: true}
            occurrences:
              - {id: "457", startsAt: 2026-12-16T19:30, prices: [{category: Standard, ticketType: ADULT, faceValue: 8000, fees: [{name: Booking fee, amount: 500}]}]}
              - {id: "456", startsAt: 2026-12-15T19:30, endsAt: 2026-12-15T22:30, notForSale: [Orchestra-A-104]}
              - {id: "461", startsAt: 2026-12-15T14:30, onSaleUntil: 2026-12-15T12:00, prices: [{category: Standing, ticketType: ADULT, faceValue: 2000}, {category: Standard, ticketType: ADULT, faceValue: 9999}]}
              - {id: "458", startsAt: 2026-12-17T19:30, onSaleFrom: 2026-11-01T10:00}
              - {id: "459", startsAt: 2026-12-18T19:30, status: offSale}
              - {id: "460", startsAt: 2026-12-19T19:30, status: cancelled}
              - {id: "462", startsAt: 2026-10-09T19:30}
              - {id: "464", startsAt: 2026-10-24T23:30, endsAt: 2026-10-25T02:30}
        """

    /// In yen, without seats' attributes, fees, extras, taxes or limits; discounts are shown as amounts.
    private static let kabuki = """
          - id: "77"
            name: Kabuki
            venue: dome
            currency: JPY
            discountDisplay: amount
            holdSeconds: 60
            ticketTypes: [{id: ADULT, name: Adult}]
            prices: [{category: Floor, ticketType: ADULT, faceValue: 1200}]
            promotions: [{id: opening, name: Opening, amountOff: 200}]
            occurrences:
              - {id: "770", startsAt: 2026-11-03T08:00, endsAt: 2026-11-03T10:00}
              - {id: "771", startsAt: 2026-11-04T08:00}
        """

    /// In dinars; a run over a change of the clocks; and an event of which nothing is to come.
    private static let others = """
          - id: "9"
            name: Oud
            venue: souk
            currency: KWD
            ticketTypes: [{id: ADULT, name: Adult}]
            prices: [{category: Yard, ticketType: ADULT, faceValue: 18500}]
            rateCodes: [{code: staff, retailers: [acme], percentOff: 100}]
            occurrences:
              - {id: "90", startsAt: 2026-11-05T20:00}
              - {id: "91", startsAt: 2026-11-06T20:00, status: offSale}
          - id: "1000"
            name: Run
            venue: palace
            ticketTypes: [{id: ADULT, name: Adult}]
            prices: [{category: Standing, ticketType: ADULT, faceValue: 1000}]
            tax: {name: VAT, percent: 20}
            occurrences:
              - schedule: {id: "2000", days: [sat, sun], at: "14:00", minutes: 120, from: 2027-03-27, until: 2027-03-28}
          - id: "1001"
            name: Called Off
            venue: palace
            ticketTypes: [{id: ADULT, name: Adult}]
            prices: [{category: Standing, ticketType: ADULT, faceValue: 1000}]
            occurrences:
              - {id: "1100", startsAt: 2026-12-01T19:30, status: cancelled}
        """
}
