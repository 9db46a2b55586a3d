/// What is held or sold of an occurrence at one moment. What is not named is free.
package struct Taken: Hashable, Sendable {
    package var seats: Set<InventoryVariant.ID>
    /// Places of areas and units of extras.
    package var quantities: [InventoryVariant.ID: Int]
    /// When the next hold ends, so that less is taken without anybody's doing; nil when nothing is held.
    package private(set) var nextHoldEnd: Moment?

    package init(seats: Set<InventoryVariant.ID> = [], quantities: [InventoryVariant.ID: Int] = [:]) {
        self.seats = seats
        self.quantities = quantities
    }

    /// How much of something is left: 0 or 1 of a seat.
    package func free(_ id: InventoryVariant.ID, isSeat: Bool, capacity: Int) -> Int {
        isSeat ? (seats.contains(id) ? 0 : 1) : max(0, capacity - quantities[id, default: 0])
    }

    /// Takes down that something of it is held until that moment.
    package mutating func note(holdEnd: Moment) {
        nextHoldEnd = min(nextHoldEnd ?? holdEnd, holdEnd)
    }
}

/// What a list of occurrences says of one.
package struct Availability: Hashable, Sendable {
    /// Admission tickets that are free and priced.
    package let freeTickets: Int
    /// The lowest sell price of a free admission ticket in the default tier.
    package let fromPrice: Money?
    /// The best over all free price points, a whole number rounded down; nil when it would be 0.
    package let maxDiscountPercentage: Int?
    package let maxDiscountAmount: Money?
    /// Those that lower a free price, in the order of the file.
    package let promotions: [Promotion]

    package static let nothing = Availability(
        freeTickets: 0, fromPrice: nil, maxDiscountPercentage: nil, maxDiscountAmount: nil, promotions: [])
}

extension Listing {
    /// True for what this occurrence never sells, whatever is free.
    package func isWithheld(_ id: InventoryVariant.ID) -> Bool {
        occurrence.notForSale.contains(id)
    }

    /// How much is free of each band of the plan. Costs as much as there are bands and taken seats, not seats.
    func freeByBand(_ taken: Taken) -> [Int] {
        let plan = event.venue.plan
        var free = plan.bandCapacities
        for id in occurrence.notForSale {
            if let place = plan.place(id) { free[place.band] -= place.capacity }
        }
        for id in taken.seats where !isWithheld(id) {
            if let place = plan.place(id) { free[place.band] -= 1 }
        }
        for (id, quantity) in taken.quantities where !isWithheld(id) {
            if let place = plan.place(id) { free[place.band] -= min(quantity, place.capacity) }
        }
        return free
    }

    /// What is free now, and the best that it can cost, in the default tier.
    package func availability(_ taken: Taken, at now: Moment) -> Availability {
        guard occurrence.isOnSale(at: now), let book = event.priceBook(for: occurrence) else { return .nothing }
        var freeTickets = 0
        var lowest: Int64?
        var percentage: Int64 = 0
        var amount: Int64 = 0
        var promotions: Set<Promotion.ID> = []
        for (band, free) in freeByBand(taken).enumerated() where free > 0 {
            let prices = book.prices(band: band, at: now)
            guard !prices.isEmpty else { continue }
            freeTickets += free
            for price in prices {
                lowest = min(lowest ?? .max, price.sellPrice.amount)
                guard let list = price.listPrice else { continue }
                let off = list.amount - price.sellPrice.amount
                amount = max(amount, off)
                percentage = max(percentage, off * 100 / list.amount)
                if let promotion = price.promotion { promotions.insert(promotion.id) }
            }
        }
        let display = event.terms.discountDisplay
        return Availability(
            freeTickets: freeTickets,
            fromPrice: lowest.map(event.money),
            maxDiscountPercentage: display == .percentage && percentage > 0 ? Int(percentage) : nil,
            maxDiscountAmount: display == .amount && amount > 0 ? event.money(amount) : nil,
            promotions: event.terms.promotions.filter { promotions.contains($0.id) }
        )
    }
}
