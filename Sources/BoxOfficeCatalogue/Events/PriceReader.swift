import BoxOfficeDomain

/// Reads prices, fees and what else says how much something costs.
struct PriceReader {
    let venue: VenueDraft?
    let ticketTypes: Names

    /// The prices of one list. Nil when it is no list, which is reported.
    func prices(_ field: Field) -> [Price]? {
        guard let items = field.items(expecting: "a list of prices: {category, ticketType, faceValue}") else {
            return nil
        }
        var taken = UniqueNames()
        return items.compactMap { item in
            guard
                let fields = item.fields(
                    ["category", "ticketType", "faceValue", "fees"],
                    expecting: "a price: {category, ticketType, faceValue}")
            else { return nil }
            let category = fields.required("category", expecting: "a seating category").flatMap(category)
            let ticketType = fields.required("ticketType", expecting: "a ticket type").flatMap(ticketType)
            let faceValue = fields.required("faceValue", .amount)
            let fees = Self.fees(fields["fees"])
            guard let category, let ticketType else { return nil }
            // No category or ticket type has a line break in it.
            if let earlier = taken.take("\(category)\n\(ticketType)", at: item) {
                item.report(
                    "is a second price of \(Quoted(category)) for \(Quoted(ticketType)), after \(earlier); expected one"
                )
            }
            return faceValue.map {
                Price(category: category, ticketType: TicketType.ID(ticketType), faceValue: $0, fees: fees)
            }
        }
    }

    /// Where a promotion or a tier applies.
    func scope(_ fields: Fields) -> Scope {
        Scope(
            categories: fields["categories"].flatMap { names($0, category) },
            ticketTypes: fields["ticketTypes"].flatMap { names($0, ticketType) }.map {
                Set($0.map(TicketType.ID.init))
            },
            sections: fields["sections"].flatMap { names($0) { resolve($0, \.sections, as: "a section") } },
            rows: fields["rows"].flatMap { names($0) { resolve($0, \.rows, as: "a row") } }
        )
    }

    static let scopeFields = ["categories", "ticketTypes", "sections", "rows"]

    private func names(_ field: Field, _ resolve: (Field) -> String?) -> Set<String>? {
        guard let items = field.items() else { return nil }
        if items.isEmpty { field.report("is an empty list; expected at least one, or to be left out for all") }
        return Set(items.compactMap(resolve))
    }

    private func category(_ field: Field) -> String? {
        resolve(field, \.categories, as: "a category")
    }

    private func resolve(_ field: Field, _ names: KeyPath<Seats, Names>, as subject: String) -> String? {
        // Of a venue that is not known nothing is unknown.
        guard let venue else { return field.read(.reference(to: "\(subject) of the venue")) }
        return venue.seats[keyPath: names].resolve(field, as: "\(subject) of venue \(Quoted(venue.id))")
    }

    private func ticketType(_ field: Field) -> String? {
        ticketTypes.resolve(field, as: "a ticket type of this event")
    }

    /// Fees on one price or one order. With a bound on each amount, one on their number keeps every total in 64 bits.
    private static let feesMax = 20

    static func fees(_ field: Field?) -> [Fee] {
        guard let field, let items = field.items(expecting: "a list of fees: {name, amount}") else { return [] }
        if items.count > feesMax {
            field.report("found \(items.count) fees; expected at most \(feesMax)")
        }
        return items.compactMap { item in
            guard let fields = item.fields(["name", "amount"], expecting: "a fee: {name, amount}") else { return nil }
            let name = fields.required("name", .name)
            let amount = fields.required("amount", .amount)
            guard let name, let amount else { return nil }
            return Fee(name: name, amount: amount)
        }
    }
}
