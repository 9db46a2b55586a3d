/// The catalogue of some houses, as a seller would write it.
enum CatalogueText {
    static let retailerID = "bench"

    static func text(of houses: [House]) -> String {
        """
        currency: GBP
        venues:
        \(houses.map(venue).joined(separator: "\n"))
        retailers:
          - {id: \(retailerID), name: Bench}
        events:
        \(houses.map(event).joined(separator: "\n"))

        """
    }

    private static func venue(_ house: House) -> String {
        let sections = (1...house.sections).map { section in
            let rows = (1...house.rows).map { "{row: \($0), seats: 1-\(house.seatsPerRow), category: Standard}" }
            return "      - {name: Block\(section), rows: [\(rows.joined(separator: ", "))]}"
        }
        let areas =
            house.places > 0
            ? "\n    areas: [{id: \(House.areaID), name: Standing, capacity: \(house.places), category: Standing}]" : ""
        return """
              - id: house\(house.eventID)
                name: The \(house.name)
                timezone: Europe/London
                sections:
            \(sections.joined(separator: "\n"))\(areas)
            """
    }

    private static func event(_ house: House) -> String {
        let price = "faceValue: \(House.priceMinorUnits - 500), fees: [{name: Booking fee, amount: 500}]"
        let standing = house.places > 0 ? "\n      - {category: Standing, ticketType: ADULT, \(price)}" : ""
        return """
              - id: "\(house.eventID)"
                name: A night at the \(house.name)
                venue: house\(house.eventID)
                holdSeconds: \(house.holdSeconds)
                ticketTypes: [{id: ADULT, name: Adult}, {id: CHILD, name: Child}]
                prices:
                  - {category: Standard, ticketType: ADULT, \(price)}
                  - {category: Standard, ticketType: CHILD, faceValue: 2500}\(standing)
                occurrences:
            \((0..<house.occurrences).map { occurrence($0, of: house) }.joined(separator: "\n"))
            """
    }

    /// Evenings far from now, one after the other, none on a day that a month may lack.
    private static func occurrence(_ index: Int, of house: House) -> String {
        let (month, day) = index.quotientAndRemainder(dividingBy: 28)
        let date = "\(2090 + month / 12)-\(twoDigits(month % 12 + 1))-\(twoDigits(day + 1))"
        return "      - {id: \"\(house.occurrenceID(index))\", startsAt: \(date)T19:30, endsAt: \(date)T22:00}"
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
