/// What stands above the events.
extension DemoHouse {
    var preamble: String {
        """
        # The demo house, as of \(dates.today): four shows in three cities. All names are invented.
        #
        # Copy it as a start for your own. `boxoffice catalogue check FILE` says what is wrong with a file, and where;
        # `boxoffice catalogue import FILE` puts it on sale. Money is in minor units: 8500 is £85.00, or ¥8500.
        # Times are the venue's own.

        currency: GBP                    # where an event names none

        # Announced by the older availability call: since this New Year, until the middle of next year.
        legacyAvailability: {deprecated: \(dates.year)-01-01, sunset: \(dates.year + 1)-06-30}
        """
    }

    var places: String {
        """
        locations:
          - {id: "1", name: London, country: GB}
          - {id: "2", name: New York, country: US}
          - {id: "3", name: Tokyo, country: JP}

        venues:
          - id: wrenfield                # a theatre with a drawn plan
            name: \(DemoTheatre.name)
            timezone: Europe/London
            location: "1"
            seatingPlan: \(seatingPlanName)
            seatAttributes:              # what the drawing does not say
              Circle-A-18: [{code: directorsChoice, name: The director's own seat, category: view}]

          - id: tin-lantern              # a club: people stand where they like, so there are only areas
            name: The Tin Lantern
            timezone: America/New_York
            location: "2"
            areas:
              - {id: dance-floor, name: Dance Floor, capacity: 80, category: Standing}
              - {id: mezzanine, name: Mezzanine, capacity: 24, category: Lounge}

          - id: minazuki                 # a hall with numbered seats and no drawing
            name: Minazuki Hall
            timezone: Asia/Tokyo
            location: "3"
            sections:
              - name: Parquet
                rows:
                  - {row: A, seats: 1-10, category: Front}
                  - {row: B, seats: 1-10, category: Front}
                  - {row: C, seats: 1-12, category: House}
                  - {row: D, seats: 1-12, category: House}
                  - {row: E, seats: 1-12, category: House}
                  - row: F
                    seats: [{seat: 1W, attributes: [wheelchair]}, {seat: 2, attributes: [companion]}, 3, 4, 5, 6, 7, 8]
                    category: House
              - name: Gallery
                rows:
                  - {row: G, seats: 1-8, category: House, attributes: [restrictedView]}
            seatAttributes: {Parquet-A-1: [aisle], Parquet-A-10: [aisle], Parquet-B-1: [aisle], Parquet-B-10: [aisle]}
        """
    }

    var retailers: String {
        """
        retailers:
          - {id: \(retailer), name: Demo Tickets}                              # sees every event
          - {id: corner, name: Corner Tickets, events: ["101", "102"]}   # sells what plays in London
        """
    }
}

/// A line of an event's `prices`.
struct DemoPrice {
    let category: String
    let ticketType: String
    let faceValue: Int
    let bookingFee: Int

    init(_ category: String, _ ticketType: String, _ faceValue: Int, fee bookingFee: Int) {
        self.category = category
        self.ticketType = ticketType
        self.faceValue = faceValue
        self.bookingFee = bookingFee
    }

    /// In columns, with what London theatres add to every ticket for the upkeep of the building.
    static func yaml(_ prices: [DemoPrice], restorationLevy levy: Int) -> String {
        prices.map { price in
            let fees =
                (price.bookingFee > 0 ? ["{name: Booking fee, amount: \(price.bookingFee)}"] : [])
                + ["{name: Restoration levy, amount: \(levy)}"]
            return "- {category: \(column(price.category, 9)) ticketType: \(column(price.ticketType, 11)) "
                + "faceValue: \(column(String(price.faceValue), 6)) fees: [\(fees.joined(separator: ", "))]}"
        }
        .joined(separator: "\n")
    }

    private static func column(_ text: String, _ width: Int) -> String {
        text + "," + String(repeating: " ", count: max(0, width - text.count - 1))
    }
}
