import BoxOfficeDomain

/// The small world of the random sale, as the seller's file says it at one time. Whatever changes in it changes by
/// importing the file again.
struct World: Equatable, Sendable {
    struct Performance: Equatable, Sendable {
        var id: Occurrence.ID
        var startsAt: Moment
        var isOnSale = true
        var withheld: Set<InventoryVariant.ID> = []
    }

    var performances: [Performance]
    var seats: Set<Int> = Set(1...8)
    var floor = 5
    var pit: Int? = 5
    var programme: Int? = 3
    var adult: Int64 = 2000
    /// Nil is a ticket type that is not sold.
    var child: Int64? = 900
    var fee: Int64 = 100

    static let event = Event.ID("7")
    static let currency = pounds
    static let holdSeconds: Int64 = 100
    static let ticketsMax = 6
    static let extraPrice: Int64 = 300

    static func seat(_ number: Int) -> InventoryVariant.ID { .init("S-R-\(number)") }
    static let floorID = InventoryVariant.ID("floor")
    static let pitID = InventoryVariant.ID("pit")
    static let programmeID = InventoryVariant.ID("programme")
    static let everything = (1...8).map(seat) + [floorID, pitID, programmeID]

    func performance(_ id: Occurrence.ID) -> Performance? {
        performances.first { $0.id == id }
    }

    /// What there is of each seat, area and extra.
    var capacities: [InventoryVariant.ID: Int] {
        var capacities = Dictionary(uniqueKeysWithValues: seats.map { (Self.seat($0), 1) })
        capacities[Self.floorID] = floor
        capacities[Self.pitID] = pit
        capacities[Self.programmeID] = programme
        return capacities
    }

    func price(_ variant: InventoryVariant.ID, _ ticketType: TicketType.ID) -> Int64? {
        guard capacities[variant] != nil else { return nil }
        switch (variant == Self.programmeID, ticketType.text) {
        case (true, "EXTRA"): return Self.extraPrice
        case (false, "ADULT"): return adult
        case (false, "CHILD"): return child
        default: return nil
        }
    }

    /// The file, the same for the same world.
    var yaml: String {
        var lines = ["currency: GBP", "venues:", "  - id: hall", "    name: Hall", "    timezone: Europe/London"]
        lines.append(
            "    sections: [{name: S, rows: [{row: R, seats: \(seats.sorted()), category: Seated}]}]")
        lines.append("    areas:")
        for (id, capacity) in [("floor", floor), ("pit", pit)] {
            guard let capacity else { continue }
            lines.append("      - {id: \(id), name: \(id), capacity: \(capacity), category: Standing}")
        }
        lines += ["retailers: [{id: acme, name: Acme}, {id: corner, name: Corner}]", "events:"]
        lines += ["  - id: \"\(Self.event)\"", "    name: Show", "    venue: hall"]
        lines.append("    holdSeconds: \(Self.holdSeconds)")
        lines.append("    maxTicketsPerCart: \(Self.ticketsMax)")
        lines.append("    ticketTypes: [{id: ADULT, name: Adult}, {id: CHILD, name: Child}]")
        lines.append("    prices:")
        for category in ["Seated", "Standing"] {
            for (type, price) in [("ADULT", adult), ("CHILD", child)] {
                guard let price else { continue }
                lines.append("      - {category: \(category), ticketType: \(type), faceValue: \(price)}")
            }
        }
        if let programme {
            let extra = "id: programme, name: Programme, capacity: \(programme), faceValue: \(Self.extraPrice)"
            lines.append("    extras: [{\(extra)}]")
        }
        lines.append("    orderFees: [{name: Service fee, amount: \(fee)}]")
        lines.append("    occurrences:\(performances.isEmpty ? " []" : "")")
        for performance in performances {
            let status = performance.isOnSale ? "onSale" : "offSale"
            let withheld = performance.withheld.filter { capacities[$0] != nil }.sorted().map { "\"\($0)\"" }
            lines.append(
                "      - {id: \"\(performance.id)\", startsAt: \(performance.startsAt), status: \(status), "
                    + "notForSale: [\(withheld.joined(separator: ", "))]}")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

private let pounds: Currency = {
    guard let pounds = Currency(code: "GBP") else { preconditionFailure("ISO 4217 has the pound") }
    return pounds
}()
