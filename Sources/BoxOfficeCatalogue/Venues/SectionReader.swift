import BoxOfficeDomain

/// Reads the shorthand for plans without a drawing: sections of rows of seats.
struct SectionReader {
    private(set) var seats = Seats()

    /// A seat as its row says it.
    private struct WrittenSeat {
        let label: String
        /// Nil when neither the seat nor its row has one.
        let category: Field?
        let attributes: [SeatAttribute]
        let field: Field
    }

    mutating func read(_ sections: Field) {
        guard let items = sections.items(expecting: "a list of sections with their rows") else {
            return seats.loseTrack()
        }
        for item in items { readSection(item) }
    }

    private mutating func readSection(_ item: Field) {
        guard let fields = item.fields(["name", "rows"], expecting: "a section: {name, rows}") else {
            return seats.loseTrack()
        }
        let name = fields.required("name", .name)
        seats.sections.insert(fields["name"])
        guard let rows = fields.requiredItems("rows", expecting: "a list of rows: {row, seats, category}") else {
            return seats.loseTrack()
        }
        for row in rows { readRow(row, section: name) }
    }

    private mutating func readRow(_ item: Field, section: String?) {
        let known = ["row", "seats", "category", "attributes"]
        guard let fields = item.fields(known, expecting: "a row: {row, seats, category}") else {
            return seats.loseTrack()
        }
        let row = fields.required("row", .name)
        seats.rows.insert(fields["row"])
        _ = fields.optional("category", .name)
        if let category = fields["category"] { seats.categories.insert(category) }
        let attributes = SeatAttributeReader.read(fields["attributes"])
        let written = readSeats(fields, attributes)
        if written.contains(where: { $0.category == nil }) {
            fields.report("is missing; expected the seating category of the row's seats", at: "category")
            seats.categories.loseTrack()
        }
        guard let section, let row else { return seats.isComplete = false }
        add(written, row: row, section: section)
    }

    private mutating func readSeats(_ row: Fields, _ attributes: [SeatAttribute]) -> [WrittenSeat] {
        let expectation = SeatLabels.type.expectation
        guard let field = row.required("seats", expecting: expectation),
            let items = field.isList ? field.items(expecting: expectation) : [field]
        else {
            seats.isComplete = false
            return []
        }
        if items.isEmpty { field.report("is an empty list; expected at least one seat") }
        return items.flatMap { item in
            guard !item.isMapping else { return [readSeat(item, of: row, attributes)].compactMap(\.self) }
            guard let labels = item.read(SeatLabels.type) else {
                seats.isComplete = false
                return []
            }
            return labels.map {
                WrittenSeat(label: $0, category: row["category"], attributes: attributes, field: item)
            }
        }
    }

    /// `{seat: 4W, attributes: [wheelchair]}`
    private mutating func readSeat(_ item: Field, of row: Fields, _ attributes: [SeatAttribute]) -> WrittenSeat? {
        let fields = item.fields(["seat", "attributes", "category"])
        let label = fields?.required("seat", Self.label)
        _ = fields?.optional("category", .name)
        if let category = fields?["category"] { seats.categories.insert(category) }
        let own = SeatAttributeReader.read(fields?["attributes"])
        guard let label else {
            seats.isComplete = false
            return nil
        }
        return WrittenSeat(
            label: label, category: fields?["category"] ?? row["category"], attributes: attributes.adding(own),
            field: item
        )
    }

    private static let label = ScalarType<String>(
        expectation: "one seat",
        parse: { SeatLabels.isRange($0) ? nil : ScalarType.name.parse($0) },
        remark: { SeatLabels.isRange($0) ? "which is a range and is written without braces" : nil }
    )

    private mutating func add(_ written: [WrittenSeat], row: String, section: String) {
        var repeated: [(id: String, field: Field, place: String)] = []
        for seat in written {
            let id = "\(section)-\(row)-\(seat.label)"
            guard id.utf8.count <= 255 else {
                seat.field.report("makes the variant id \(Quoted(id)); expected at most 255 bytes")
                return
            }
            let place = SeatingPlan.Place(
                seat: seat.label, row: row, section: section, id: id, category: seat.category?.written ?? "",
                attributes: seat.attributes
            )
            if let earlier = seats.add(place, at: seat.field) { repeated.append((id, seat.field, earlier)) }
        }
        if let first = repeated.first {
            let others = repeated.count > 1 ? ", like \(repeated.count - 1) more of this row," : ""
            first.field.report(
                "seat \(Quoted(first.id))\(others) is already at \(first.place); expected each seat once")
        }
    }
}
