/// Something that can be bought now, with all that it can cost.
package struct InventoryItem: Hashable, Sendable {
    package let variant: InventoryVariant
    /// 1 for a seat.
    package let quantityAvailable: Int
    package let priceOptions: [PriceOption]
}

/// One way to buy an item: for whom, in which tier, at what price.
package struct PriceOption: Hashable, Sendable {
    package let name: PriceOptionName
    /// Who the ticket is for; of an extra, the extra's name.
    package let categoryName: String
    /// The all-in price before the reduction; nil when nothing reduces it.
    package let listPrice: Money?
    package let sellPrice: Money
    package let promotion: PromotionName?

    package init(
        name: PriceOptionName, categoryName: String, listPrice: Money?, sellPrice: Money, promotion: PromotionName?
    ) {
        self.name = name
        self.categoryName = categoryName
        self.listPrice = listPrice
        self.sellPrice = sellPrice
        self.promotion = promotion
    }
}

/// What a price option's id says: never an amount, so that nothing in it need be trusted.
package struct PriceOptionName: Hashable, Sendable {
    /// ``extra`` for an extra's one option.
    package let ticketType: TicketType.ID
    /// Nil is the default tier.
    package let tier: String?

    package init(ticketType: TicketType.ID, tier: String? = nil) {
        self.ticketType = ticketType
        self.tier = tier
    }

    /// The category of the one price option that an extra has (contract, section 3).
    package static let extra = PriceOptionName(ticketType: .init("EXTRA"))
}

/// What an order keeps of the promotion that it was bought in.
package struct PromotionName: Hashable, Sendable {
    package let id: Promotion.ID
    package let name: String

    package init(id: Promotion.ID, name: String) {
        self.id = id
        self.name = name
    }
}

extension Listing {
    /// Free seats, areas and extras with something left and a price, in the plan's order; empty when off sale.
    ///
    /// - Parameter tier: the code that the retailer asked for, already known to be its own.
    package func inventory(_ taken: Taken, tier: String?, at now: Moment) -> [InventoryItem] {
        guard occurrence.isOnSale(at: now), let book = event.priceBook(for: occurrence, tier: tier) else { return [] }
        let optionsByBand = event.venue.plan.bands.indices.map { band in
            book.prices(band: band, at: now).map(PriceOption.init)
        }
        var items: [InventoryItem] = []
        items.reserveCapacity(event.venue.plan.places.count + event.terms.extras.count)
        for place in event.venue.plan.places {
            let options = optionsByBand[place.band]
            let free = free(place.variant, capacity: place.capacity, taken)
            guard free > 0, !options.isEmpty else { continue }
            items.append(InventoryItem(variant: place.variant, quantityAvailable: free, priceOptions: options))
        }
        for extra in event.terms.extras {
            let free = free(extra.variant, capacity: extra.capacity, taken)
            guard free > 0 else { continue }
            let option = PriceOption(extra: extra, currency: event.terms.currency)
            items.append(InventoryItem(variant: extra.variant, quantityAvailable: free, priceOptions: [option]))
        }
        return items
    }

    /// How much of one variant is free: 0 or 1 of a seat.
    package func free(_ variant: InventoryVariant, capacity: Int, _ taken: Taken) -> Int {
        isWithheld(variant.id) ? 0 : taken.free(variant.id, isSeat: variant.isSeat, capacity: capacity)
    }

    /// What an option costs at a moment, whether or not anything is free. Nil when this occurrence sells no such thing,
    /// or not in that tier to this retailer.
    package func option(
        _ name: PriceOptionName, of variant: InventoryVariant.ID, for retailer: Retailer.ID, at now: Moment
    ) -> PriceOption? {
        if let extra = event.extra(variant) {
            return name == .extra ? PriceOption(extra: extra, currency: event.terms.currency) : nil
        }
        let tier = name.tier.flatMap { event.tier($0, for: retailer) }
        guard (name.tier == nil) == (tier == nil), let place = event.venue.plan.place(variant),
            let book = event.priceBook(for: occurrence, tier: tier?.code),
            let price = book.price(band: place.band, ticketType: name.ticketType, at: now), price.tier == name.tier
        else { return nil }
        return PriceOption(price)
    }

    /// The seat, area or extra of that id, if this occurrence ever sells it: priced, and not withheld.
    package func sellable(_ id: InventoryVariant.ID) -> InventoryVariant? {
        guard !isWithheld(id) else { return nil }
        if let extra = event.extra(id) { return extra.variant }
        guard let place = event.venue.plan.place(id),
            event.priceBook(for: occurrence)?.sells(band: place.band) ?? false
        else { return nil }
        return place.variant
    }
}

extension PriceOption {
    init(_ price: TicketPrice) {
        self.init(
            name: PriceOptionName(ticketType: price.ticketType.id, tier: price.tier),
            categoryName: price.ticketType.name,
            listPrice: price.listPrice,
            sellPrice: price.sellPrice,
            promotion: price.promotion.map { PromotionName(id: $0.id, name: $0.name) }
        )
    }

    init(extra: Extra, currency: Currency) {
        self.init(
            name: .extra, categoryName: extra.variant.name, listPrice: nil,
            sellPrice: Money(extra.allInPrice, currency), promotion: nil)
    }
}
