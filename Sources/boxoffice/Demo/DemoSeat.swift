/// A seat of the demo theatre: where it is, what it costs to sit there, and what a buyer should know.
struct DemoSeat {
    let row: String
    /// From left to right, from 1, across the gangways.
    let number: Int
    let place: DemoPlace
    let category: String
    /// As the plan's JSON writes them: codes that every seller has.
    let attributes: [String]
}

extension DemoTier {
    /// The seats of a row, numbered, with their categories and attributes.
    func seats(inRow row: Int) -> [DemoSeat] {
        let places = places(inRow: row)
        return places.enumerated().map { index, place in
            let access = accessAttribute(place, fromEnd: min(index, places.count - 1 - index))
            let hasRestrictedView = hasRestrictedView(place)
            return DemoSeat(
                row: rowNames[row], number: index + 1, place: place,
                category: access != nil ? "Access" : hasRestrictedView ? cheaperCategory(place) : category(place),
                attributes: [access, hasRestrictedView ? "restrictedView" : nil, place.isAtGangway ? "aisle" : nil]
                    .compactMap { $0 }
            )
        }
    }

    /// Wheelchairs stand at the ends of the last rows of Stalls and Circle, where the foyers are level with the floor,
    /// each with somebody beside it.
    private func accessAttribute(_ place: DemoPlace, fromEnd: Int) -> String? {
        guard place.row == rowCount - 1, fromEnd < accessPlacesPerEnd else { return nil }
        return fromEnd % 3 == 0 ? "wheelchair" : "companion"
    }

    /// In fours, wheelchair, companion, companion, wheelchair; or in twos.
    private var accessPlacesPerEnd: Int {
        switch level {
        case .stalls: 4
        case .circle: 2
        case .balcony: 0
        }
    }

    /// Behind a pillar, too far around the side, or looking over the Balcony's rail.
    private func hasRestrictedView(_ place: DemoPlace) -> Bool {
        if obstacles.contains(where: { $0.hides(place) }) { return true }
        switch level {
        case .stalls: return abs(place.x) > Self.sightline + 0.55 * Double(place.row) * Self.rowPitch
        case .circle: return abs(place.angle) > 0.8 || place.row == 0 && abs(place.angle) > 0.7
        case .balcony: return place.row == 0 || abs(place.angle) > 0.7
        }
    }

    /// How far from the middle line the front row still sees the whole stage.
    private static let sightline = 228.0

    /// Rows that the level above hangs over, so that the top of the scenery is lost.
    func isUnderOverhang(row: Int) -> Bool {
        switch level {
        case .stalls: row >= rowCount - 5
        case .circle: row >= rowCount - 2
        case .balcony: false
        }
    }

    private func category(_ place: DemoPlace) -> String {
        switch (level, place.row) {
        case (.stalls, 0...1): "Value"
        case (.stalls, 2...11): place.block == 0 ? "Premium" : "Standard"
        case (.stalls, 12...15): "Standard"
        case (.stalls, _): "Value"
        case (.circle, 0...2): place.block == 0 ? "Premium" : "Standard"
        case (.circle, 3...5): abs(place.angle) < 0.5 ? "Standard" : "Value"
        case (.circle, _): "Value"
        case (.balcony, 0...3): abs(place.block) < 2 ? "Value" : "Saver"
        case (.balcony, _): "Saver"
        }
    }

    private func cheaperCategory(_ place: DemoPlace) -> String {
        category(place) == "Premium" || category(place) == "Standard" ? "Value" : "Saver"
    }
}
