import BoxOfficeDomain

/// Reads the shorthand for plans without a drawing: sections of rows of seats.
struct SectionReader {
    private(set) var seats = Seats()

    private struct Row {
        let field: Field
        let section: String?
        let name: String?
        let category: String?
        /// Where the category is missing is only a fault if a seat needs it.
        let isCategoryWritten: Bool
        let attributes: [SeatAttribute]
    }

    mutating func read(_ sections: Field) {
        guard let items = sections.items(expecting: "a list of sections with their rows") else {
            return seats.loseTrack()
        }
        for item in items { readSection(item) }
    }

    private mutating func readSection(_ item: Field) {
        let fields = item.fields(["name", "rows"], expecting: "a section: {name, rows}")
        let name = fields?.required("name", .name)
        seats.sections.insert(fields?["name"])
        guard let rows = fields?.requiredItems("rows", expecting: "a list of rows: {row, seats, category}") else {
            return seats.loseTrack()
        }
        for row in rows { readRow(row, section: name) }
    }

    private mutating func readRow(_ item: Field, section: String?) {
        guard
            let fields = item.fields(
                ["row", "seats", "category", "attributes"], expecting: "a row: {row, seats, category}")
        else {
            return seats.loseTrack()
        }
        let row = Row(
            field: item, section: section, name: fields.required("row", .name),
            category: fields.optional("category", .name), isCategoryWritten: fields["category"] != nil,
            attributes: SeatAttributeReader.read(fields["attributes"])
        )
        seats.rows.insert(fields["row"])
        if let category = fields["category"] { seats.categories.insert(category) }
        guard let field = fields.required("seats", expecting: SeatLabels.type.expectation) else {
            seats.isComplete = false
            return
        }
        var needsCategory = false
        for seat in field.isList ? field.items() ?? [] : [field] {
            needsCategory = !readSeats(seat, in: row) || needsCategory
        }
        if needsCategory, !row.isCategoryWritten {
            fields.report("is missing; expected the seating category of the row's seats", at: "category")
            seats.categories.loseTrack()
        }
    }

    /// Reads one item of a row's seats; false when there is no category for it.
    private mutating func readSeats(_ item: Field, in row: Row) -> Bool {
        guard item.isMapping else {
            add(item.read(SeatLabels.type), row.category, row.attributes, at: item, in: row)
            return row.isCategoryWritten
        }
        guard let fields = item.fields(["seat", "attributes", "category"]) else { return true }
        let label = fields.required("seat", Self.seat)
        let category = fields.optional("category", .name)
        let isCategoryWritten = fields["category"] != nil
        if let category = fields["category"] { seats.categories.insert(category) }
        let attributes = row.attributes.adding(SeatAttributeReader.read(fields["attributes"]))
        add(label.map { [$0] }, isCategoryWritten ? category : row.category, attributes, at: item, in: row)
        return isCategoryWritten || row.isCategoryWritten
    }

    private static let seat = ScalarType<String>(
        expectation: "one seat", parse: { text in SeatLabels.isRange(text) ? nil : ScalarType.name.parse(text) },
        remark: { SeatLabels.isRange($0) ? "which is a range; it is written without braces" : nil }
    )

    private mutating func add(
        _ labels: [String]?, _ category: String?, _ attributes: [SeatAttribute], at field: Field, in row: Row
    ) {
        guard let labels, let section = row.section, let name = row.name else {
            seats.isComplete = false
            return
        }
        var repeated: [(id: String, place: String)] = []
        for label in labels {
            let id = "\(section)-\(name)-\(label)"
            guard id.utf8.count <= 255 else {
                field.report("makes the variant id \(Quoted(id)); expected at most 255 bytes")
                return
            }
            let place = SeatingPlan.Place(
                seat: label, row: name, section: section, id: id, category: category ?? "", attributes: attributes)
            if let earlier = seats.add(place, at: field) { repeated.append((id, earlier)) }
        }
        if let first = repeated.first {
            let others = repeated.count > 1 ? ", and \(repeated.count - 1) more of these seats," : ""
            field.report("seat \(Quoted(first.id))\(others) is already at \(first.place); expected each seat once")
        }
    }
}
