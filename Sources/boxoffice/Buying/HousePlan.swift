import BoxOfficeClient

/// What is free of an occurrence, drawn with letters: a line a row of seats, then areas and extras.
///
/// The API lists what can be bought and nothing else. So a place where no free seat is known may be a seat that was
/// taken or is not for sale, or no seat at all: the plan says no more than a partner's program can know.
struct HousePlan {
    let lines: [String]

    /// Wider than this, a row is a list of its free seats.
    private static let columnsMax = 120
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz")
    /// Where no free seat is known.
    private static let notFree: Character = "."

    init(_ items: [InventoryItemBody]) {
        let seats = items.filter { $0.inventoryVariant.type == .assignedSeat }
        let prices = PriceLetters(seats)
        var lines: [String] = []
        for (section, seats) in seats.grouped(by: { $0.inventoryVariant.section ?? "" }) {
            lines += [section] + Self.rows(of: seats, prices) + [""]
        }
        if !seats.isEmpty {
            lines.append("\(Self.notFree)  not free, or no seat")
            lines += prices.legend + [""]
        }
        for item in items where item.inventoryVariant.type != .assignedSeat {
            lines.append("\(item.inventoryVariant.name): \(item.quantityAvailable) free, \(item.pricesText)")
        }
        while lines.last == "" { lines.removeLast() }
        self.lines = lines.map(\.printable)
    }

    private static func rows(of seats: [InventoryItemBody], _ prices: PriceLetters) -> [String] {
        let rows = seats.grouped { $0.inventoryVariant.row ?? "" }
        let labelWidth = rows.map(\.key.count).max() ?? 0
        let numbers = seats.compactMap { $0.inventoryVariant.seat.flatMap { Int($0) } }
        guard numbers.count == seats.count, let first = numbers.min(), let last = numbers.max(),
            last - first < columnsMax
        else {
            return rows.map { row, seats in
                "  \(row.padded(to: labelWidth))  "
                    + seats.map { "\($0.inventoryVariant.seat ?? "")(\(prices[$0]))" }.joined(separator: " ")
            }
        }
        return [String(repeating: " ", count: labelWidth + 4) + ruler(first...last)]
            + rows.map { row, seats in
                var places = [Character](repeating: notFree, count: last - first + 1)
                for seat in seats {
                    if let number = seat.inventoryVariant.seat.flatMap({ Int($0) }) {
                        places[number - first] = prices[seat]
                    }
                }
                return "  \(row.padded(to: labelWidth))  \(String(places))"
            }
    }

    /// The first number and every fifth one, each above its own column.
    private static func ruler(_ numbers: ClosedRange<Int>) -> String {
        var line = ""
        for number in numbers where number == numbers.lowerBound || number % 5 == 0 {
            let column = number - numbers.lowerBound
            guard column >= line.count + (line.isEmpty ? 0 : 1) else { continue }
            line = line.padded(to: column) + "\(number)"
        }
        return line
    }

    /// A letter for all seats that cost the same, by the first of their prices.
    private struct PriceLetters {
        let legend: [String]
        private let letters: [String: Character]

        init(_ seats: [InventoryItemBody]) {
            let prices = seats.grouped(by: \.pricesText).sorted { $0.value[0].firstAmount < $1.value[0].firstAmount }
            // More prices than letters share the last one: rather a plan that tells less than none.
            let letters = prices.indices.map { HousePlan.letters[min($0, HousePlan.letters.count - 1)] }
            self.letters = Dictionary(uniqueKeysWithValues: zip(prices.map(\.key), letters))
            legend = zip(letters, prices).map { "\($0)  \($1.key)" }
        }

        subscript(_ seat: InventoryItemBody) -> Character { letters[seat.pricesText] ?? HousePlan.notFree }
    }
}

extension InventoryItemBody {
    /// `Adult 80.00 GBP, Child 40.00 GBP`
    var pricesText: String {
        priceOptions.map { "\($0.category.name) \($0.sellPrice.text)" }.joined(separator: ", ")
    }

    fileprivate var firstAmount: Int64 { priceOptions.first?.sellPrice.amount ?? 0 }
}

extension Array {
    /// Groups in the order of their first elements.
    fileprivate func grouped<Key: Hashable>(by key: (Element) -> Key) -> [(key: Key, value: [Element])] {
        var places: [Key: Int] = [:]
        var groups: [(key: Key, value: [Element])] = []
        for element in self {
            let key = key(element)
            if let place = places[key] {
                groups[place].value.append(element)
            } else {
                places[key] = groups.count
                groups.append((key, [element]))
            }
        }
        return groups
    }
}

extension String {
    /// With spaces behind it.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
