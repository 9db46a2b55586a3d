/// A show on sale at a venue, with its dates and, computed once, everything that it can cost.
package final class Event: Sendable, NumericallyNamed {
    package typealias ID = Identifier<Event>

    package let id: ID
    package let name: String
    package let venue: Venue
    package let terms: Terms
    /// By ``Occurrence/startsAt``, then id.
    package let occurrences: [Occurrence]
    /// The capacities of its areas and extras, the same at each occurrence.
    package let capacities: [InventoryVariant.ID: Int]
    /// One for each list of prices and tier; most events have one list.
    private let priceBooks: [PriceListAndTier: PriceBook]
    /// Which list of prices an occurrence has; those that have the event's are not named.
    private let priceListByOccurrence: [Occurrence.ID: Int]

    private struct PriceListAndTier: Hashable {
        let list: Int
        let tier: RateCode.ID?
    }

    package init(id: ID, name: String, venue: Venue, terms: Terms, occurrences: [Occurrence]) {
        self.id = id
        self.name = name
        self.venue = venue
        self.terms = terms
        self.occurrences = occurrences.sorted {
            $0.startsAt.moment == $1.startsAt.moment
                ? $0.id.precedesAsNumber($1.id) : $0.startsAt.moment < $1.startsAt.moment
        }
        let stock =
            venue.plan.areas.map { ($0.variant.id, $0.capacity) } + terms.extras.map { ($0.variant.id, $0.capacity) }
        self.capacities = Dictionary(stock, uniquingKeysWith: { first, _ in first })

        // The event's own list is number 0.
        let ownLists = Array(Set(occurrences.compactMap(\.prices)))
        let numbers = Dictionary(uniqueKeysWithValues: zip(ownLists, 1...))
        self.priceListByOccurrence = Dictionary(
            occurrences.compactMap { occurrence in
                occurrence.prices.flatMap { numbers[$0] }.map { (occurrence.id, $0) }
            }, uniquingKeysWith: { first, _ in first })
        var books: [PriceListAndTier: PriceBook] = [:]
        for (number, prices) in zip(0..., [terms.prices] + ownLists) {
            for tier in [nil] + terms.rateCodes.map(Optional.some) {
                books[PriceListAndTier(list: number, tier: tier.map { .init($0.code) })] =
                    PriceBook(prices: prices, tier: tier, terms: terms, plan: venue.plan)
            }
        }
        self.priceBooks = books
    }

    /// What everything costs at an occurrence of this event. Nil when the event has no such tier.
    package func priceBook(for occurrence: Occurrence, tier: String? = nil) -> PriceBook? {
        let list = priceListByOccurrence[occurrence.id] ?? 0
        return priceBooks[PriceListAndTier(list: list, tier: tier.map { .init($0) })]
    }

    package func tier(_ code: String, for retailer: Retailer.ID) -> RateCode? {
        terms.rateCodes.first { $0.code.utf8.elementsEqual(code.utf8) && $0.isSetUp(for: retailer) }
    }

    package func extra(_ id: InventoryVariant.ID) -> Extra? {
        terms.extras.first { $0.variant.id == id }
    }

    package func money(_ amount: Int64) -> Money {
        Money(amount, terms.currency)
    }
}
