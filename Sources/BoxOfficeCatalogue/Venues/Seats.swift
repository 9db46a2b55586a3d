import BoxOfficeDomain

/// What there is to sell in a venue, as far as it could be read, with all the names in it that others may refer to.
struct Seats {
    private(set) var places: [SeatingPlan.Place] = []
    var categories = Names()
    var sections = Names()
    var rows = Names()
    /// Variant ids.
    private(set) var ids = UniqueNames()
    /// False when there are seats whose ids are not known, because what is written of them is wrong.
    var isComplete = true

    /// Those of which nothing could be read.
    static var unread: Seats {
        var seats = Seats()
        seats.loseTrack()
        return seats
    }

    /// Notes that there is more than is known: seats of sections, rows and categories that could not be read.
    mutating func loseTrack() {
        categories.loseTrack()
        sections.loseTrack()
        rows.loseTrack()
        isComplete = false
    }

    /// The ids that occurrences may name.
    var names: Names {
        var names = Names(places.lazy.map(\.variant.id.text))
        if !isComplete { names.loseTrack() }
        return names
    }

    /// The ids that `seatAttributes` may name.
    var seatNames: Names {
        var names = Names(places.lazy.filter(\.variant.isSeat).map(\.variant.id.text))
        if !isComplete { names.loseTrack() }
        return names
    }

    /// Adds a place and answers nil, or answers where its id is already.
    mutating func add(_ place: SeatingPlan.Place, at field: Field) -> String? {
        if let earlier = ids.take(place.variant.id.text, at: field) {
            // One of the two was meant to be another.
            isComplete = false
            return earlier
        }
        places.append(place)
        return nil
    }

    mutating func addAttributes(_ attributes: [InventoryVariant.ID: [SeatAttribute]]) {
        places = places.map { place in
            guard let more = attributes[place.variant.id] else { return place }
            let variant = place.variant
            return SeatingPlan.Place(
                variant: InventoryVariant(
                    id: variant.id, kind: variant.kind, name: variant.name,
                    attributes: variant.attributes.adding(more)
                ),
                category: place.category, capacity: place.capacity
            )
        }
    }
}

extension SeatingPlan.Place {
    init(
        seat: String, row: String, section: String, id: String, category: String, attributes: [SeatAttribute]
    ) {
        self.init(
            variant: InventoryVariant(
                id: InventoryVariant.ID(id),
                kind: .assignedSeat(section: section, row: row, seat: seat),
                name: "\(section) \(row) \(seat)",
                attributes: attributes
            ),
            category: category
        )
    }
}
