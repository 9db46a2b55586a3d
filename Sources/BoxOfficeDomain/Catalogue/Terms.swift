/// What an event costs and how it is sold: everything of it but its name, its venue and its dates.
package struct Terms: Hashable, Sendable {
    package var currency: Currency
    package var discountDisplay: DiscountDisplay
    /// How long a cart holds its inventory, in seconds.
    package var holdSeconds: Int64
    /// Admission tickets in one cart; nil is no limit.
    package var maxTicketsPerCart: Int?
    package var ticketTypes: [TicketType]
    package var prices: [Price]
    package var extras: [Extra]
    package var promotions: [Promotion]
    package var rateCodes: [RateCode]
    package var vouchers: [Voucher]
    package var orderFees: [Fee]
    package var protection: Protection?
    package var tax: Tax?

    package init(
        currency: Currency,
        discountDisplay: DiscountDisplay = .percentage,
        holdSeconds: Int64 = 900,
        maxTicketsPerCart: Int? = nil,
        ticketTypes: [TicketType],
        prices: [Price],
        extras: [Extra] = [],
        promotions: [Promotion] = [],
        rateCodes: [RateCode] = [],
        vouchers: [Voucher] = [],
        orderFees: [Fee] = [],
        protection: Protection? = nil,
        tax: Tax? = nil
    ) {
        self.currency = currency
        self.discountDisplay = discountDisplay
        self.holdSeconds = holdSeconds
        self.maxTicketsPerCart = maxTicketsPerCart
        self.ticketTypes = ticketTypes
        self.prices = prices
        self.extras = extras
        self.promotions = promotions
        self.rateCodes = rateCodes
        self.vouchers = vouchers
        self.orderFees = orderFees
        self.protection = protection
        self.tax = tax
    }
}

extension Terms {
    /// The voucher of that code, case and all.
    package func voucher(_ code: String) -> Voucher? {
        vouchers.first { $0.code.utf8.elementsEqual(code.utf8) }
    }
}

/// Which of the two best-discount fields an event's occurrences show.
package enum DiscountDisplay: String, CaseIterable, Sendable {
    case percentage, amount
}

/// Who a ticket is for: the API's price category.
package struct TicketType: Hashable, Sendable {
    package typealias ID = Identifier<TicketType>

    package let id: ID
    package let name: String

    package init(id: ID, name: String) {
        self.id = id
        self.name = name
    }
}

/// A named amount on top of something, in minor units.
package struct Fee: Hashable, Sendable {
    package let name: String
    package let amount: Int64

    package init(name: String, amount: Int64) {
        self.name = name
        self.amount = amount
    }
}

/// What a ticket of one type costs in one seating category. The all-in price is face value plus fees.
package struct Price: Hashable, Sendable {
    package let category: String
    package let ticketType: TicketType.ID
    /// Minor units.
    package let faceValue: Int64
    package let fees: [Fee]

    package init(category: String, ticketType: TicketType.ID, faceValue: Int64, fees: [Fee] = []) {
        self.category = category
        self.ticketType = ticketType
        self.faceValue = faceValue
        self.fees = fees
    }

    package var feeTotal: Int64 {
        fees.reduce(0) { $0 + $1.amount }
    }
}

/// Sold beside tickets, never admission: a programme, a drink, a parking place. Its capacity is per occurrence.
package struct Extra: Hashable, Sendable {
    package let variant: InventoryVariant
    /// The seller's own word for what it is: `merchandise`.
    package let kind: String?
    package let capacity: Int
    /// Minor units.
    package let faceValue: Int64
    package let fees: [Fee]

    package init(
        id: InventoryVariant.ID, name: String, kind: String? = nil, capacity: Int, faceValue: Int64, fees: [Fee] = []
    ) {
        self.variant = InventoryVariant(id: id, kind: .extra, name: name)
        self.kind = kind
        self.capacity = capacity
        self.faceValue = faceValue
        self.fees = fees
    }

    package var allInPrice: Int64 {
        fees.reduce(faceValue) { $0 + $1.amount }
    }
}

/// How much is taken off a face value or a subtotal.
package enum Reduction: Hashable, Sendable {
    case percentOff(Percent)
    /// Minor units.
    case amountOff(Int64)

    /// What is left, never below zero. What is rounded, half up, is what is left.
    package func applied(to amount: Int64) -> Int64 {
        switch self {
        case .percentOff(let percent): percent.takenOff(amount)
        case .amountOff(let off): max(0, amount - off)
        }
    }

    /// What is taken off, never more than there is. What is rounded, half up, is what is taken.
    package func taken(from amount: Int64) -> Int64 {
        switch self {
        case .percentOff(let percent): percent.of(amount)
        case .amountOff(let off): min(amount, off)
        }
    }
}

/// Where a promotion or a tier applies. Nil is everywhere; an area is in no section and no row.
package struct Scope: Hashable, Sendable {
    package var categories: Set<String>?
    package var ticketTypes: Set<TicketType.ID>?
    package var sections: Set<String>?
    package var rows: Set<String>?

    package init(
        categories: Set<String>? = nil, ticketTypes: Set<TicketType.ID>? = nil, sections: Set<String>? = nil,
        rows: Set<String>? = nil
    ) {
        self.categories = categories
        self.ticketTypes = ticketTypes
        self.sections = sections
        self.rows = rows
    }

    package static let everywhere = Scope()

    package func covers(_ band: SeatingPlan.Band, _ ticketType: TicketType.ID) -> Bool {
        categories?.contains(band.category) ?? true
            && ticketTypes?.contains(ticketType) ?? true
            && sections.map { band.section.map($0.contains) ?? false } ?? true
            && rows.map { band.row.map($0.contains) ?? false } ?? true
    }
}

/// Off the face value for everyone, for a time. The best one wins; they never stack.
package struct Promotion: Hashable, Sendable {
    package typealias ID = Identifier<Promotion>

    package let id: ID
    package let name: String
    package let reduction: Reduction
    package let scope: Scope
    /// When it may be bought: from this moment on; nil is always.
    package let from: Moment?
    /// When it may be bought no more; nil is never.
    package let until: Moment?

    package init(
        id: ID, name: String, reduction: Reduction, scope: Scope = .everywhere, from: Moment? = nil,
        until: Moment? = nil
    ) {
        self.id = id
        self.name = name
        self.reduction = reduction
        self.scope = scope
        self.from = from
        self.until = until
    }

    package func isInForce(at now: Moment) -> Bool {
        now.isWithin(from: from, until: until)
    }
}

/// A tier: other prices for retailers that ask for them by `providerCode`, case and all.
package struct RateCode: Hashable, Sendable {
    /// Its code, told apart by its bytes.
    package typealias ID = Identifier<RateCode>

    package enum Effect: Hashable, Sendable {
        case reduction(Reduction)
        /// In place of the standard prices, where category and ticket type match.
        case prices([Price])
    }

    package let code: String
    /// Nil is every retailer that may sell the event.
    package let retailers: Set<Retailer.ID>?
    package let effect: Effect
    package let scope: Scope

    package init(code: String, retailers: Set<Retailer.ID>? = nil, effect: Effect, scope: Scope = .everywhere) {
        self.code = code
        self.retailers = retailers
        self.effect = effect
        self.scope = scope
    }

    package func isSetUp(for retailer: Retailer.ID) -> Bool {
        retailers?.contains(retailer) ?? true
    }
}

/// Typed in by the customer; off the subtotal.
package struct Voucher: Hashable, Sendable {
    package let code: String
    package let name: String
    package let reduction: Reduction
    /// Orders and open carts together; nil is no limit.
    package let maxUses: Int?
    package let from: Moment?
    package let until: Moment?

    package func isInForce(at now: Moment) -> Bool {
        now.isWithin(from: from, until: until)
    }

    package init(
        code: String, name: String, reduction: Reduction, maxUses: Int? = nil, from: Moment? = nil, until: Moment? = nil
    ) {
        self.code = code
        self.name = name
        self.reduction = reduction
        self.maxUses = maxUses
        self.from = from
        self.until = until
    }
}

/// Insurance that the customer may choose: a percentage of the subtotal after a voucher.
package struct Protection: Hashable, Sendable {
    package let name: String
    package let percent: Percent

    package init(name: String, percent: Percent) {
        self.name = name
        self.percent = percent
    }
}

/// A tax that is already inside every price.
package struct Tax: Hashable, Sendable {
    package let name: String
    package let percent: Percent
    /// Whether the API shows it as `totalTaxes`.
    package let isDisclosed: Bool

    package init(name: String, percent: Percent, isDisclosed: Bool) {
        self.name = name
        self.percent = percent
        self.isDisclosed = isDisclosed
    }
}
