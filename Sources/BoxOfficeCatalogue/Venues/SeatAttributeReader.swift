import BoxOfficeDomain

/// Reads lists of a seat's attributes: codes that every seller has, or `{code, name, category}` of the seller's own.
enum SeatAttributeReader {
    static func read(_ field: Field?) -> [SeatAttribute] {
        guard let field, let items = field.items(expecting: expectation) else { return [] }
        return [].adding(items.compactMap(attribute))
    }

    private static let expectation = "a list of attributes, such as [aisle]"
    private static let codes = SeatAttribute.common.map(\.code)

    private static func attribute(_ item: Field) -> SeatAttribute? {
        guard item.isMapping else {
            let type = ScalarType(
                expectation: "one of \(codes.joined(separator: ", ")), or {code, name, category}",
                parse: { text in SeatAttribute.common.first { $0.code == text } }, candidates: { codes }
            )
            return item.read(type)
        }
        guard let fields = item.fields(["code", "name", "category"]) else { return nil }
        let code = fields.required("code", .id)
        let name = fields.required("name", .name)
        let category = fields.required("category", ScalarType<SeatAttribute.Category>.choice)
        guard let code, let name, let category else { return nil }
        return SeatAttribute(code: code, name: name, category: category)
    }
}

extension [SeatAttribute] {
    /// With those at the end whose code is not there yet.
    func adding(_ others: [SeatAttribute]) -> [SeatAttribute] {
        if isEmpty, others.count < 2 { return others }
        return others.reduce(into: self) { all, other in
            if !all.contains(where: { $0.code == other.code }) { all.append(other) }
        }
    }
}
