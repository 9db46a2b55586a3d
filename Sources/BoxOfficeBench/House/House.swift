import BoxOfficeDomain
import BoxOfficeHTTP
import BoxOfficeWire

/// A venue of the bench with one event, whose every seat or place costs the same.
struct House: Sendable {
    let eventID: String
    let name: String
    /// Of each occurrence: sections times rows times seats a row.
    let sections: Int
    let rows: Int
    let seatsPerRow: Int
    /// Places of general admission.
    var places = 0
    var occurrences = 1
    /// How long a cart holds.
    var holdSeconds = 900

    var seatCount: Int { sections * rows * seatsPerRow }

    /// Minor units that a place costs an adult, all in.
    static let priceMinorUnits: Int64 = 5_500

    func occurrenceID(_ index: Int) -> String {
        "\(eventID)\(100_000 + index)"
    }

    /// As the catalogue names a seat: section, row, seat.
    func seatID(_ index: Int) -> String {
        let (section, inSection) = index.quotientAndRemainder(dividingBy: rows * seatsPerRow)
        let (row, seat) = inSection.quotientAndRemainder(dividingBy: seatsPerRow)
        return "Block\(section + 1)-\(row + 1)-\(seat + 1)"
    }

    static let areaID = "standing"

    var occurrencesPath: String { "/api/v3/events/\(eventID)/occurrences" }

    func inventoryPath(_ occurrence: Int) -> String {
        "\(occurrencesPath)/\(occurrenceID(occurrence))/inventory-items"
    }

    /// What a client sends for one ticket, with the ids that the inventory would give it.
    func wish(_ variantID: String, occurrence: Int) -> CartCreateBody.Item {
        let item = Wish.ItemName(occurrence: .init(occurrenceID(occurrence)), variant: .init(variantID))
        let option = Wish.OptionName(item: item, option: PriceOptionName(ticketType: .init("ADULT"), tier: nil))
        let ids = OptionIDs.ids(of: Wish(occurrence: item.occurrence, item: item, option: option, quantity: 1))
        return .init(
            occurrenceId: occurrenceID(occurrence), inventoryItemId: ids.item, priceOptionId: ids.option, quantity: 1)
    }
}

extension House {
    /// A theatre, whose dates partners browse.
    static let theatre = House(
        eventID: "101", name: "theatre", sections: 3, rows: 10, seatsPerRow: 40, occurrences: 60)
    static let arena = House(eventID: "102", name: "arena", sections: 20, rows: 20, seatsPerRow: 50, occurrences: 20)
    static let stadium = House(
        eventID: "103", name: "stadium", sections: 50, rows: 20, seatsPerRow: 50, occurrences: 60)
    /// Small, and often: as many seats over its dates as a few stadiums.
    static let club = House(eventID: "104", name: "club", sections: 1, rows: 20, seatsPerRow: 25, occurrences: 1_000)
    static let field = House(
        eventID: "105", name: "field", sections: 1, rows: 1, seatsPerRow: 1, places: 1_000_000, occurrences: 20)
    /// Whose holds lapse after the shortest time there is.
    static let waitingRoom = House(
        eventID: "106", name: "waiting room", sections: 10, rows: 20, seatsPerRow: 50, holdSeconds: 1)

    static let all = [theatre, arena, stadium, club, field, waitingRoom]
    /// A thousand dates of a theatre, over ten events.
    static let thousandDates = (1...10).map {
        House(eventID: "\(200 + $0)", name: "theatre \($0)", sections: 3, rows: 10, seatsPerRow: 40, occurrences: 100)
    }
    /// One stadium, for a sale from the first seat to the last.
    static let stadiumAlone = [stadium, club]
}
