/// Everything in a venue that admits people, in the plan's order: seats as the plan lists them, then areas.
///
/// A plan is shared by all occurrences of a venue and never copied: what differs from date to date is what is taken.
package final class SeatingPlan: Sendable {
    /// One seat, or one area with room for many.
    package struct Place: Hashable, Sendable {
        package let variant: InventoryVariant
        /// The seating category that prices refer to.
        package let category: String
        /// People that it admits: 1 for a seat.
        package let capacity: Int
        /// The index of its band in ``SeatingPlan/bands``.
        package fileprivate(set) var band: Int

        package init(variant: InventoryVariant, category: String, capacity: Int = 1) {
            self.variant = variant
            self.category = category
            self.capacity = capacity
            self.band = 0
        }
    }

    /// Places that always cost the same, because no price, promotion or tier can tell them apart.
    package struct Band: Hashable, Sendable {
        package let category: String
        /// Nil in an area.
        package let section: String?
        /// Nil in an area.
        package let row: String?
    }

    package let places: [Place]
    package let bands: [Band]
    /// The room in each band, by its index.
    package let bandCapacities: [Int]
    private let indexByID: [InventoryVariant.ID: Int]

    /// Variant ids must be unique; of two with one id the later is not found.
    package init(places: [Place]) {
        var bands: [Band] = []
        var capacities: [Int] = []
        var indexByBand: [Band: Int] = [:]
        var indexByID: [InventoryVariant.ID: Int] = [:]
        self.places = places.enumerated().map { index, place in
            let band = Band(place)
            let bandIndex = indexByBand[band] ?? bands.count
            if bandIndex == bands.count {
                indexByBand[band] = bandIndex
                bands.append(band)
                capacities.append(0)
            }
            capacities[bandIndex] += place.capacity
            if indexByID[place.variant.id] == nil { indexByID[place.variant.id] = index }
            var place = place
            place.band = bandIndex
            return place
        }
        self.bands = bands
        self.bandCapacities = capacities
        self.indexByID = indexByID
    }

    package func place(_ id: InventoryVariant.ID) -> Place? {
        indexByID[id].map { places[$0] }
    }

    package var areas: some Sequence<Place> {
        places.lazy.filter { !$0.variant.isSeat }
    }
}

extension SeatingPlan.Band {
    fileprivate init(_ place: SeatingPlan.Place) {
        if case .assignedSeat(let section, let row, _) = place.variant.kind {
            self.init(category: place.category, section: section, row: row)
        } else {
            self.init(category: place.category, section: nil, row: nil)
        }
    }
}

extension SeatingPlan: Equatable {
    package static func == (left: SeatingPlan, right: SeatingPlan) -> Bool {
        left === right || left.places == right.places
    }
}
