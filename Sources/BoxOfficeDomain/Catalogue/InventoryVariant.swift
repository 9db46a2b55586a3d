/// What can be sold of an occurrence, whatever the date: a seat, an area, an extra.
package struct InventoryVariant: Hashable, Sendable {
    package typealias ID = Identifier<InventoryVariant>

    package enum Kind: Hashable, Sendable {
        case assignedSeat(section: String, row: String, seat: String)
        case generalAdmission
        case extra
    }

    package let id: ID
    package let kind: Kind
    /// A seat's is its section, row and seat with spaces: `Orchestra A 101`.
    package let name: String
    package let attributes: [SeatAttribute]

    package init(id: ID, kind: Kind, name: String, attributes: [SeatAttribute] = []) {
        self.id = id
        self.kind = kind
        self.name = name
        self.attributes = attributes
    }

    package var isSeat: Bool {
        if case .assignedSeat = kind { true } else { false }
    }

    /// True for what lets a person in. Extras never do.
    package var isAdmission: Bool {
        kind != .extra
    }
}

/// What a buyer should know of a seat before buying it.
package struct SeatAttribute: Hashable, Sendable {
    package enum Category: String, CaseIterable, Sendable {
        case accessibility, view, comfort, other
    }

    package let code: String
    package let name: String
    package let category: Category

    package init(code: String, name: String, category: Category) {
        self.code = code
        self.name = name
        self.category = category
    }

    /// Those that every seller has, by the code that the catalogue writes.
    package static let common: [SeatAttribute] = [
        SeatAttribute(code: "restrictedView", name: "Restricted view", category: .view),
        SeatAttribute(code: "obstructedView", name: "Obstructed view", category: .view),
        SeatAttribute(code: "wheelchair", name: "Wheelchair place", category: .accessibility),
        SeatAttribute(code: "companion", name: "Companion seat", category: .accessibility),
        SeatAttribute(code: "aisle", name: "Aisle seat", category: .comfort),
    ]
}
