extension Cart {
    /// Lines in one cart.
    package static let itemsMax = 50
    /// Of one line.
    package static let quantityMax = 1000

    /// Judges and prices what is wished for, all or nothing, by the checks of the contract's section 4 in their order.
    /// Whether it is free is for the store to say.
    ///
    /// - Parameters:
    ///   - voucherCode: what the customer typed in.
    ///   - voucherUses: how often it is used and held by now.
    ///   - isProtected: whether the customer chose the event's protection.
    package static func open(
        id: ID, wishes: [Wish], voucherCode: String? = nil, voucherUses: Int = 0, isProtected: Bool = false,
        for retailer: Retailer, from catalogue: Catalogue, at now: Moment
    ) throws(CartRefusal) -> Cart {
        guard let first = wishes.first else { throw .itemCount(0) }
        for (index, wish) in wishes.enumerated() where wish.occurrence != first.occurrence {
            throw .occurrenceMismatch(index: index, first: first.occurrence)
        }
        guard let listing = catalogue.listing(first.occurrence, for: retailer) else {
            throw .occurrenceUnknown(first.occurrence)
        }
        guard listing.occurrence.isOnSale(at: now) else { throw .occurrenceNotOnSale(first.occurrence) }

        let variants = try listing.variants(of: wishes)
        try refuseDuplicates(wishes, variants)
        for (index, variant) in variants.enumerated() where variant.isSeat && wishes[index].quantity != 1 {
            throw .seatQuantity(index: index, quantity: wishes[index].quantity)
        }
        let items = try listing.items(wishes, variants, for: retailer, at: now)
        try listing.refuseMixedTiers(items)

        let tickets = items.filter(\.variant.isAdmission).reduce(0) { $0 + $1.quantity }
        if let limit = listing.event.terms.maxTicketsPerCart, tickets > limit {
            throw .tooManyTickets(limit: limit, wished: tickets)
        }
        let terms = listing.event.terms
        let voucher = try terms.voucher(voucherCode, usedBefore: voucherUses, at: now)
        if isProtected && terms.protection == nil { throw .protectionNotOffered }
        return Cart(
            id: id, retailer: retailer.id, event: listing.event.id, occurrence: listing.occurrence.id, createdAt: now,
            expiresAt: now.adding(seconds: terms.holdSeconds).roundedUpToSecond, items: items,
            voucherCode: voucherCode, isProtected: isProtected,
            receipt: Receipt(items: items, terms: terms, voucher: voucher, isProtected: isProtected))
    }

    private static func refuseDuplicates(_ wishes: [Wish], _ variants: [InventoryVariant]) throws(CartRefusal) {
        var seats: Set<InventoryVariant.ID> = []
        var options: Set<Wish.OptionName> = []
        for (index, variant) in variants.enumerated() {
            if variant.isSeat {
                guard seats.insert(variant.id).inserted else { throw .seatListedTwice(index: index, variant) }
            } else if let option = wishes[index].option {
                guard options.insert(option).inserted else { throw .optionListedTwice(index: index, variant) }
            }
        }
    }
}

extension Terms {
    /// The voucher that was typed in; nil when none was.
    fileprivate func voucher(
        _ code: String?, usedBefore uses: Int, at now: Moment
    ) throws(CartRefusal) -> Voucher? {
        guard let code else { return nil }
        guard let voucher = voucher(code), voucher.isInForce(at: now), voucher.maxUses.map({ uses < $0 }) ?? true else {
            throw .voucherInvalid(code)
        }
        return voucher
    }
}

extension Listing {
    fileprivate func variants(of wishes: [Wish]) throws(CartRefusal) -> [InventoryVariant] {
        var variants: [InventoryVariant] = []
        for (index, wish) in wishes.enumerated() {
            guard let item = wish.item, item.occurrence == occurrence.id, let variant = sellable(item.variant) else {
                throw .itemUnknown(index: index)
            }
            variants.append(variant)
        }
        return variants
    }

    fileprivate func items(
        _ wishes: [Wish], _ variants: [InventoryVariant], for retailer: Retailer, at now: Moment
    ) throws(CartRefusal) -> [Cart.Item] {
        var items: [Cart.Item] = []
        for (index, wish) in wishes.enumerated() {
            guard let wished = wish.option, wished.item == wish.item,
                let option = option(wished.option, of: variants[index].id, for: retailer.id, at: now)
            else { throw .optionUnknown(index: index) }
            items.append(Cart.Item(variant: variants[index], option: option, quantity: wish.quantity))
        }
        return items
    }

    /// All items are of one tier, or none. What the tier does not reach (an extra, a seat outside its scope) has no
    /// price of its own there, and may stand beside it.
    fileprivate func refuseMixedTiers(_ items: [Cart.Item]) throws(CartRefusal) {
        for (index, item) in items.enumerated() {
            for earlier in items[..<index] where item.option.name.tier != earlier.option.name.tier {
                let isFree =
                    isOutOfReach(item, of: earlier.option.name.tier) || isOutOfReach(earlier, of: item.option.name.tier)
                if !isFree { throw .tiersMixed(index: index) }
            }
        }
    }

    /// True when an item of the default tier could not have been bought in that one.
    private func isOutOfReach(_ item: Cart.Item, of tier: String?) -> Bool {
        guard item.option.name.tier == nil, let tier else { return false }
        guard let place = event.venue.plan.place(item.variant.id),
            let book = event.priceBook(for: occurrence, tier: tier)
        else { return true }
        let price = book.price(
            band: place.band, ticketType: item.option.name.ticketType, at: occurrence.startsAt.moment)
        return price?.tier == nil
    }
}
