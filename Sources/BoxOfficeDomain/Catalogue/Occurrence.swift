/// One performance of an event: the unit of locking, of change, and of a cart.
package struct Occurrence: Hashable, Sendable, NumericallyNamed {
    package typealias ID = Identifier<Occurrence>

    package enum Status: String, CaseIterable, Sendable {
        case onSale, offSale, cancelled
    }

    package let id: ID
    package let startsAt: LocalMoment
    /// Nil is no fixed end.
    package let endsAt: LocalMoment?
    /// Nil is at once.
    package let onSaleFrom: Moment?
    /// Nil is until it starts.
    package let onSaleUntil: Moment?
    package let status: Status
    /// House seats and areas: never in the inventory.
    package let notForSale: Set<InventoryVariant.ID>
    /// In place of the event's; nil is the event's.
    package let prices: [Price]?

    package init(
        id: ID, startsAt: LocalMoment, endsAt: LocalMoment? = nil, onSaleFrom: Moment? = nil,
        onSaleUntil: Moment? = nil,
        status: Status = .onSale, notForSale: Set<InventoryVariant.ID> = [], prices: [Price]? = nil
    ) {
        self.id = id
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.onSaleFrom = onSaleFrom
        self.onSaleUntil = onSaleUntil
        self.status = status
        self.notForSale = notForSale
        self.prices = prices
    }

    /// Still to come, and not cancelled: what lists show (contract, section 3).
    package func isUpcoming(at now: Moment) -> Bool {
        startsAt.moment > now && status != .cancelled
    }

    package func isOnSale(at now: Moment) -> Bool {
        status == .onSale && now.isWithin(from: onSaleFrom, until: onSaleUntil ?? startsAt.moment)
    }

    /// Over, so that nothing sold for it matters to the catalogue any more. What is sold beyond its end is not over.
    package func hasEnded(at now: Moment) -> Bool {
        max((endsAt ?? startsAt).moment, onSaleUntil ?? startsAt.moment) <= now
    }
}
