import BoxOfficeWire
import Testing

/// A house with much of some things, which never sells out, and little of others, which everybody wants all the time.
enum SoakHouse {
    static let occurrences = [House.occurrence, House.otherOccurrence]
    static let voucher = "WELCOME"
    static let seats = 80
    static let holdSeconds = 1

    static let catalogue = House.catalogue
        .replacing("seats: 1-6,", with: "seats: 1-\(seats),")
        .replacing(
            "areas:\n",
            with: "areas:\n      - {id: floor, name: The Floor, capacity: 500000, category: Standing}\n"
        )
        .replacing(
            "    venue: palace\n    ticketTypes: [{id: ADULT, name: Adult}]\n    prices:\n      - {category: Standard",
            with: """
                    venue: palace
                    holdSeconds: \(holdSeconds)
                    maxTicketsPerCart: 50
                    vouchers: [{code: \(voucher), name: Welcome, amountOff: 100, maxUses: \(voucherUsesMax)}]
                    ticketTypes: [{id: ADULT, name: Adult}]
                    prices:
                      - {category: Standard
                """)

    private static let voucherUsesMax = 12

    /// What there is of everything.
    static let capacities: [SoakModel.Thing: Int] = {
        var capacities = [voucher: voucherUsesMax]
        for occurrence in occurrences {
            for seat in 1...seats { capacities[thing("Stalls-A-\(seat)", of: occurrence)] = 1 }
            capacities[thing("pit", of: occurrence)] = 20
            capacities[thing("floor", of: occurrence)] = 500_000
            capacities[thing("programme", of: occurrence)] = 50
        }
        return capacities
    }()

    static func thing(_ variant: String, of occurrence: String) -> SoakModel.Thing {
        "\(occurrence)/\(variant)"
    }

    /// What an inventory says of everything that an occurrence has: what it leaves out is all taken.
    static func left(_ inventory: [InventoryItemBody], of occurrence: String) -> [SoakModel.Thing: Int] {
        let found = inventory.map { (thing($0.inventoryVariant.id, of: occurrence), $0.quantityAvailable) }
        let none = capacities.keys.filter { $0.hasPrefix("\(occurrence)/") }.map { ($0, 0) }
        return Dictionary(found + none) { first, _ in first }
    }
}

/// What all programs of a soak share: the model, what they bought, and a count of what happened.
struct SoakState: Sendable {
    var model = SoakModel(SoakHouse.capacities)
    var orders: [String: OrderBody] = [:]
    private(set) var tally: [String: Int] = [:]
    private(set) var requests = 0

    mutating func count(_ event: String, isRequest: Bool = true) {
        tally[event, default: 0] += 1
        if isRequest { requests += 1 }
    }

    /// Of what there is little, a quarter stays to be fought for, however long it takes.
    func mayBuy(_ things: [SoakModel.Thing: Int]) -> Bool {
        let sold = model.sold
        return things.allSatisfy { thing, quantity in
            sold[thing, default: 0] + quantity <= SoakHouse.capacities[thing, default: 0] * 3 / 4
        }
    }
}
