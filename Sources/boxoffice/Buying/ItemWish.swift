import BoxOfficeWire

/// What a buyer wants of one inventory item, as it is written: `Stalls A 3`, `2 x The Pit`, `Stalls A 4 as Child`.
struct ItemWish: Equatable {
    /// 1 unless it was said.
    var quantity = 1
    /// The item's name or the id of its variant.
    var name: String
    /// Who it is for; nil is the item's first price.
    var category: String?

    /// Nil where there is no name.
    init?(_ text: String) {
        var words = text.split(separator: " ").map(String.init)
        if words.count > 1, words[1].lowercased() == "x", let quantity = Int(words[0]) {
            self.quantity = quantity
            words.removeFirst(2)
        }
        if let place = words.lastIndex(where: { $0.lowercased() == "as" }), place > 0, place < words.count - 1 {
            category = words[(place + 1)...].joined(separator: " ")
            words.removeSubrange(place...)
        }
        guard !words.isEmpty else { return nil }
        name = words.joined(separator: " ")
    }

    /// The line of a cart that it means.
    ///
    /// - Throws: ``WishRefusal``, which says what there is instead.
    func line(from items: [InventoryItemBody], of occurrence: OccurrenceBody) throws -> CartCreateBody.Item {
        let item =
            items.first { $0.inventoryVariant.id == name }
            ?? items.first { $0.inventoryVariant.name.lowercased() == name.lowercased() }
        guard let item else {
            let examples = [InventoryType.assignedSeat, .generalAdmission, .extra].compactMap { type in
                items.first { $0.inventoryVariant.type == type }.map { "'\($0.inventoryVariant.name)'" }
            }
            throw WishRefusal(
                "Nothing free is called '\(name)'. "
                    + (examples.isEmpty
                        ? "Nothing of this date can be bought now." : "Free are \(examples.joined(separator: ", "))."))
        }
        let option =
            category.map { category in
                item.priceOptions.first {
                    [$0.category.id.lowercased(), $0.category.name.lowercased()].contains(category.lowercased())
                }
            } ?? item.priceOptions.first
        guard let option else {
            throw WishRefusal(
                "'\(item.inventoryVariant.name)' is not sold as '\(category ?? "")', but as "
                    + item.priceOptions.map(\.category.name).joined(separator: ", ") + ".")
        }
        return CartCreateBody.Item(
            occurrenceId: occurrence.id, inventoryItemId: item.id, priceOptionId: option.id, quantity: quantity)
    }
}

/// A wish cannot be had; the text says what can.
struct WishRefusal: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description.printable
    }
}
