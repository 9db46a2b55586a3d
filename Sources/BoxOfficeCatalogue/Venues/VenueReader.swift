import BoxOfficeDomain

/// A venue as far as it could be read.
struct VenueDraft {
    let id: String
    let clock: VenueClock
    let seats: Seats
    /// The ids of its seats and areas.
    let places: Names
    /// Nil when there is a fault in it.
    let venue: Venue?
}

/// Reads the venues, and the seating plans that they refer to.
struct VenueReader {
    private(set) var drafts: [Venue.ID: VenueDraft] = [:]
    private(set) var names = Names()
    private let locations: LocationReader
    private let library: SeatingPlanLibrary

    init(locations: LocationReader, library: SeatingPlanLibrary) {
        self.locations = locations
        self.library = library
    }

    /// Notes that there may be venues that could not be read.
    mutating func loseTrack() {
        names.loseTrack()
    }

    mutating func read(_ item: Field) {
        guard let fields = item.fields(Self.fields, expecting: "a venue: {id, name, timezone}") else {
            return names.loseTrack()
        }
        let id = names.define(.id, "id", of: fields)
        let name = fields.required("name", .name)
        let zone = fields.required("timezone", .timeZone)
        let location = fields["location"].flatMap { locations.names.resolve($0, as: "a location of this catalogue") }
        let (seats, plan) = readSeats(fields)
        // The first of two with one id is the one that references mean.
        guard let id, drafts[Venue.ID(id)] == nil else { return }
        var venue: Venue?
        if let name, let zone {
            venue = Venue(
                id: Venue.ID(id), name: name, timeZone: zone,
                location: location.flatMap { locations.locations[Location.ID($0)] }, plan: plan
            )
        }
        drafts[Venue.ID(id)] = VenueDraft(
            id: id, clock: VenueClock(zone: zone), seats: seats, places: seats.names, venue: venue)
    }

    private static let fields = [
        "id", "name", "timezone", "location", "seatingPlan", "sections", "seatAttributes", "areas",
    ]

    private func readSeats(_ fields: Fields) -> (Seats, SeatingPlan) {
        let (planField, sections) = (fields["seatingPlan"], fields["sections"])
        if let planField, sections != nil {
            planField.report("stands beside sections; expected a seating plan or sections, not both")
        }
        var seats = planField.map(library.seats) ?? Seats()
        if planField == nil, let sections {
            var reader = SectionReader()
            reader.read(sections)
            seats = reader.seats
        }
        let seatsOfPlan = seats.places.count
        readAreas(fields, into: &seats)
        let attributes = readAttributes(fields, of: seats)
        if !attributes.isEmpty { seats.addAttributes(attributes) }
        if seats.places.isEmpty, seats.isComplete {
            fields.mapping.report("has nothing to sell; expected seats in seatingPlan or sections, or areas")
        }
        // Venues with one drawing share it, unless one adds something of its own.
        let isShared = attributes.isEmpty && seats.places.count == seatsOfPlan
        let shared = isShared ? planField.flatMap(library.plan) : nil
        return (seats, shared ?? SeatingPlan(places: seats.places))
    }

    private func readAreas(_ fields: Fields, into seats: inout Seats) {
        guard let items = fields.items("areas") else {
            return seats.loseTrack()
        }
        for item in items { readArea(item, into: &seats) }
    }

    private func readArea(_ item: Field, into seats: inout Seats) {
        guard let fields = item.fields(["id", "name", "capacity", "category"], expecting: "an area") else {
            return seats.loseTrack()
        }
        let id = fields.required("id", .id)
        let name = fields.required("name", .name)
        let capacity = fields.required("capacity", .capacity)
        let category = fields.required("category", .name)
        seats.categories.insert(fields["category"])
        guard let id else { return seats.isComplete = false }
        // Its id is known even where something else of it is wrong.
        let variant = InventoryVariant(id: InventoryVariant.ID(id), kind: .generalAdmission, name: name ?? id)
        let place = SeatingPlan.Place(variant: variant, category: category ?? "", capacity: Int(capacity ?? 0))
        if let earlier = seats.add(place, at: fields["id"] ?? item) {
            fields.report("\(Quoted(id)) is already at \(earlier); expected a name of its own", at: "id")
        }
    }

    private func readAttributes(_ fields: Fields, of seats: Seats) -> [InventoryVariant.ID: [SeatAttribute]] {
        guard let mapping = fields["seatAttributes"]?.fields(nil, expecting: "seats' variant ids with their attributes")
        else { return [:] }
        let names = seats.seatNames
        var attributes: [InventoryVariant.ID: [SeatAttribute]] = [:]
        for (name, value) in mapping.all {
            let seat = names.resolve(name, as: "a seat of this venue")
            let more = SeatAttributeReader.read(value)
            if let seat { attributes[InventoryVariant.ID(seat), default: []].append(contentsOf: more) }
        }
        return attributes
    }
}
