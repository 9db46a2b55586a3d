import BoxOfficeDomain

/// Reads drawn seating plans in pretix's format. Fields that it does not know are passed over, its `areas` too: there
/// they are shapes of the drawing.
struct SeatingPlanReader {
    private(set) var seats = Seats()

    /// Reads a plan as far as it can be read.
    static func read(_ plan: CatalogueText, log: FaultLog) -> Seats {
        var reader = SeatingPlanReader()
        reader.read(plan, log: log)
        return reader.seats
    }

    private mutating func read(_ plan: CatalogueText, log: FaultLog) {
        do throws(SyntaxFault) {
            guard let root = try Document.parse(plan.text) else {
                throw SyntaxFault(line: 1, column: 1, message: "is empty; expected a pretix seating plan")
            }
            read(Field(path: .document, node: root, log: log))
        } catch {
            log.report(error)
            seats.loseTrack()
        }
    }

    private mutating func read(_ root: Field) {
        guard let plan = root.fields(nil, expecting: "a pretix seating plan: {zones, categories}") else {
            return seats.loseTrack()
        }
        let categories = plan.requiredItems("categories", expecting: "the plan's list of categories: {name}")
        for category in categories ?? [] {
            let fields = category.fields(nil, expecting: "a category: {name}")
            _ = fields?.required("name", .name)
            seats.categories.insert(fields?["name"])
        }
        if categories == nil { seats.categories.loseTrack() }
        guard let zones = plan.requiredItems("zones", expecting: "the plan's list of zones: {name, rows}") else {
            return seats.loseTrack()
        }
        for zone in zones { readZone(zone) }
    }

    private mutating func readZone(_ field: Field) {
        guard let zone = field.fields(nil, expecting: "a zone: {name, rows}"), let rows = zone.items("rows") else {
            return seats.loseTrack()
        }
        // A zone without rows is part of the drawing alone.
        if rows.isEmpty { return }
        let name = zone.required("name", .name)
        seats.sections.insert(zone["name"])
        for row in rows { readRow(row, section: name) }
    }

    private mutating func readRow(_ field: Field, section: String?) {
        guard let row = field.fields(nil, expecting: "a row: {row_number, seats}"),
            let items = row.requiredItems("seats", expecting: "the row's list of seats")
        else { return seats.loseTrack() }
        if items.isEmpty { return }
        let name = row.required("row_number", .name)
        seats.rows.insert(row["row_number"])
        let attributes = SeatAttributeReader.read(row["attributes"])
        for item in items { readSeat(item, row: name, section: section, attributes: attributes) }
    }

    private mutating func readSeat(_ field: Field, row: String?, section: String?, attributes: [SeatAttribute]) {
        guard let seat = field.fields(nil, expecting: "a seat: {seat_guid, seat_number, category}") else {
            return seats.isComplete = false
        }
        let id = seat.required("seat_guid", .id)
        let number = seat.required("seat_number", .name)
        let category = seat.required("category", expecting: Self.category).flatMap {
            seats.categories.resolve($0, as: Self.category)
        }
        let own = seat["attributes"].map { attributes.adding(SeatAttributeReader.read($0)) }
        guard let id else { return seats.isComplete = false }
        // What is missing of it was reported, and nothing is made of a plan with a fault: but its id is taken.
        let place = SeatingPlan.Place(
            seat: number ?? "", row: row ?? "", section: section ?? "", id: id, category: category ?? "",
            attributes: own ?? attributes)
        if let earlier = seats.add(place, at: field) {
            field.report("seat_guid \(Quoted(id)) is already at \(earlier); expected each seat once")
        }
    }

    private static let category = "a category of this plan"
}
