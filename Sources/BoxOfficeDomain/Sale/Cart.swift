/// Inventory held for a partner until a moment, at a price.
package struct Cart: Hashable, Sendable {
    package typealias ID = Identifier<Cart>

    package let id: ID
    package let retailer: Retailer.ID
    package let event: Event.ID
    package let occurrence: Occurrence.ID
    package let createdAt: Moment
    /// From this moment on the inventory is free to others.
    package let expiresAt: Moment
    package let items: [Item]
    /// The voucher that the customer typed in, of which the cart holds a use.
    package let voucherCode: String?
    /// Whether the customer chose the event's protection.
    package let isProtected: Bool
    package let receipt: Receipt

    package struct Item: Hashable, Sendable {
        package let variant: InventoryVariant
        package let option: PriceOption
        package let quantity: Int

        package init(variant: InventoryVariant, option: PriceOption, quantity: Int) {
            self.variant = variant
            self.option = option
            self.quantity = quantity
        }

        package var total: Money {
            Money(option.sellPrice.amount * Int64(quantity), option.sellPrice.currency)
        }
    }

    package init(
        id: ID, retailer: Retailer.ID, event: Event.ID, occurrence: Occurrence.ID, createdAt: Moment, expiresAt: Moment,
        items: [Item], voucherCode: String? = nil, isProtected: Bool = false, receipt: Receipt
    ) {
        self.id = id
        self.retailer = retailer
        self.event = event
        self.occurrence = occurrence
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.items = items
        self.voucherCode = voucherCode
        self.isProtected = isProtected
        self.receipt = receipt
    }

    /// The tier that was used, for an order to remember.
    package var tier: String? {
        items.lazy.compactMap(\.option.name.tier).first
    }

    /// How much of each seat, area and extra it holds, in id order: the order in which rows are touched.
    package var units: [(variant: InventoryVariant, quantity: Int)] {
        Dictionary(items.map { ($0.variant.id, (variant: $0.variant, quantity: $0.quantity)) }) {
            (variant: $0.variant, quantity: $0.quantity + $1.quantity)
        }
        .values.sorted { $0.variant.id < $1.variant.id }
    }

    /// The lines that are short when this much is taken by others. Lines of one area share its places, so a line is
    /// short when the sum up to and including it exceeds what is free (contract, section 4).
    package func shortages(in listing: Listing, _ taken: Taken) -> [Shortage] {
        var wishedBefore: [InventoryVariant.ID: Int] = [:]
        var shortages: [Shortage] = []
        for (index, item) in items.enumerated() {
            let id = item.variant.id
            let capacity = listing.event.extra(id)?.capacity ?? listing.event.venue.plan.place(id)?.capacity ?? 0
            let free = listing.free(item.variant, capacity: capacity, taken)
            let available = max(0, free - wishedBefore[id, default: 0])
            wishedBefore[id, default: 0] += item.quantity
            if item.quantity > available {
                shortages.append(
                    Shortage(index: index, variant: id, available: available, requested: item.quantity))
            }
        }
        return shortages
    }

    /// The same cart at today's prices. Time alone changes nothing: promotions are judged at its creation. A cart whose
    /// option left the catalogue keeps its last total (contract, section 4).
    package func repriced(in catalogue: Catalogue) -> Cart {
        guard let listing = catalogue.listing(occurrence), listing.event.id == event else { return self }
        var repriced: [Item] = []
        for item in items {
            guard
                let option = listing.option(
                    item.option.name, of: item.variant.id, for: retailer, at: createdAt)
            else { return self }
            repriced.append(Item(variant: item.variant, option: option, quantity: item.quantity))
        }
        let terms = listing.event.terms
        let voucher = voucherCode.flatMap(terms.voucher)
        if (voucherCode != nil && voucher == nil) || (isProtected && terms.protection == nil) { return self }
        return Cart(
            id: id, retailer: retailer, event: event, occurrence: occurrence, createdAt: createdAt,
            expiresAt: expiresAt, items: repriced, voucherCode: voucherCode, isProtected: isProtected,
            receipt: Receipt(items: repriced, terms: terms, voucher: voucher, isProtected: isProtected))
    }
}
