/// One line of what a partner wants in a cart, as its ids say. Nothing of it is trusted: each part is looked up.
package struct Wish: Hashable, Sendable {
    package let occurrence: Occurrence.ID
    /// What the inventory item's id names; nil when the id is none of ours.
    package let item: ItemName?
    /// What the price option's id names; nil when the id is none of ours.
    package let option: OptionName?
    package let quantity: Int

    package struct ItemName: Hashable, Sendable {
        package let occurrence: Occurrence.ID
        package let variant: InventoryVariant.ID

        package init(occurrence: Occurrence.ID, variant: InventoryVariant.ID) {
            self.occurrence = occurrence
            self.variant = variant
        }
    }

    package struct OptionName: Hashable, Sendable {
        package let item: ItemName
        package let option: PriceOptionName

        package init(item: ItemName, option: PriceOptionName) {
            self.item = item
            self.option = option
        }
    }

    package init(occurrence: Occurrence.ID, item: ItemName?, option: OptionName?, quantity: Int) {
        self.occurrence = occurrence
        self.item = item
        self.option = option
        self.quantity = quantity
    }
}

/// Why a cart was not opened. The caller's to mend; each case names the line that it is about by its index.
package enum CartRefusal: Error, Equatable {
    case itemCount(Int)
    case idempotencyKeyReused
    case quantity(index: Int, quantity: Int?)
    case occurrenceMismatch(index: Int, first: Occurrence.ID)
    case occurrenceUnknown(Occurrence.ID)
    case occurrenceNotOnSale(Occurrence.ID)
    case itemUnknown(index: Int)
    case seatListedTwice(index: Int, InventoryVariant)
    case optionListedTwice(index: Int, InventoryVariant)
    case seatQuantity(index: Int, quantity: Int)
    case optionUnknown(index: Int)
    case tiersMixed(index: Int)
    case tooManyTickets(limit: Int, wished: Int)
    /// Unknown, not in force, or without a use left.
    case voucherInvalid(String)
    case protectionNotOffered
    /// Never empty; in the order of the lines.
    case exhausted(in: Occurrence.ID, [Shortage])
}

/// A line of a cart of which there is not enough.
package struct Shortage: Hashable, Sendable {
    package let index: Int
    package let variant: InventoryVariant.ID
    /// What earlier lines of the same cart leave of what is free.
    package let available: Int
    package let requested: Int

    package init(index: Int, variant: InventoryVariant.ID, available: Int, requested: Int) {
        self.index = index
        self.variant = variant
        self.available = available
        self.requested = requested
    }
}
