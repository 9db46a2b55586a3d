/// Every price of one list in one tier: worked out once a catalogue version, read by each request.
package struct PriceBook: Sendable {
    /// By band, then by ticket type; nil where that ticket type is not sold there.
    private let rules: [PriceRule?]
    private let ticketTypes: [TicketType]
    private let currency: Currency

    package init(prices: [Price], tier: RateCode?, terms: Terms, plan: SeatingPlan) {
        self.ticketTypes = terms.ticketTypes
        self.currency = terms.currency
        self.rules = plan.bands.flatMap { band in
            terms.ticketTypes.map { PriceRule(band: band, ticketType: $0.id, prices: prices, tier: tier, terms: terms) }
        }
    }

    /// What one ticket costs in a band at that moment; nil when it is not sold there.
    package func price(band: Int, ticketType: Int, at now: Moment) -> TicketPrice? {
        guard let rule = rules[band * ticketTypes.count + ticketType] else { return nil }
        let best = rule.reductions.first { $0.promotion?.isInForce(at: now) ?? true }
        return TicketPrice(
            ticketType: ticketTypes[ticketType],
            listPrice: best.map { _ in Money(rule.allIn, currency) },
            sellPrice: Money(best?.allIn ?? rule.allIn, currency),
            promotion: best?.promotion,
            tier: rule.tier
        )
    }

    /// Whether anything is ever sold in a band: that does not depend on the moment.
    package func sells(band: Int) -> Bool {
        ticketTypes.indices.contains { rules[band * ticketTypes.count + $0] != nil }
    }

    /// What each ticket type costs in a band at that moment, in the order of the event's ticket types.
    package func prices(band: Int, at now: Moment) -> [TicketPrice] {
        ticketTypes.indices.compactMap { price(band: band, ticketType: $0, at: now) }
    }

    package func price(band: Int, ticketType: TicketType.ID, at now: Moment) -> TicketPrice? {
        ticketTypes.firstIndex { $0.id == ticketType }.flatMap { price(band: band, ticketType: $0, at: now) }
    }
}

/// What one ticket of one type costs at one moment.
package struct TicketPrice: Hashable, Sendable {
    package let ticketType: TicketType
    /// The all-in price before the reduction; nil when nothing reduces it.
    package let listPrice: Money?
    /// The all-in price.
    package let sellPrice: Money
    /// What reduces the price; nil as well when the tier alone does.
    package let promotion: Promotion?
    /// The tier that was asked for, where it applies.
    package let tier: String?
}

/// What a ticket type costs in a band: before reductions, and with each of them, the lowest first.
private struct PriceRule: Sendable {
    struct Reduced: Sendable {
        /// Face value after the reduction, plus fees.
        let allIn: Int64
        /// Nil is the tier's own reduction, which is always in force.
        let promotion: Promotion?
    }

    let allIn: Int64
    let reductions: [Reduced]
    let tier: String?

    /// Nil when nothing prices this ticket type there.
    init?(band: SeatingPlan.Band, ticketType: TicketType.ID, prices: [Price], tier: RateCode?, terms: Terms) {
        func match(_ prices: [Price]) -> Price? {
            prices.first { $0.category == band.category && $0.ticketType == ticketType }
        }
        guard var price = match(prices) else { return nil }
        var tierReduction: Reduction?
        var applies = tier?.scope.covers(band, ticketType) ?? false
        switch tier?.effect {
        case .reduction(let reduction)? where applies:
            tierReduction = reduction
        case .prices(let replacements)? where applies:
            let replacement = match(replacements)
            applies = replacement != nil
            price = replacement ?? price
        default:
            break
        }
        self.allIn = price.faceValue + price.feeTotal
        self.tier = applies ? tier?.code : nil

        let promotions = terms.promotions.filter { $0.scope.covers(band, ticketType) }
        let candidates = promotions.map { ($0.reduction, Optional($0)) } + (tierReduction.map { [($0, nil)] } ?? [])
        let (faceValue, fees, allIn) = (price.faceValue, price.feeTotal, self.allIn)
        self.reductions =
            candidates
            .map { Reduced(allIn: $0.0.applied(to: faceValue) + fees, promotion: $0.1) }
            .filter { $0.allIn < allIn }
            .stablySorted { $0.allIn < $1.allIn }
    }
}

extension Array {
    /// Sorted, with equals in the order that they stood in: of equal reductions the first in the file is shown.
    fileprivate func stablySorted(by precedes: (Element, Element) -> Bool) -> [Element] {
        enumerated()
            .sorted {
                precedes($0.element, $1.element) || (!precedes($1.element, $0.element) && $0.offset < $1.offset)
            }
            .map(\.element)
    }
}
