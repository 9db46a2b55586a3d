/// A show on sale at a venue, with its dates and, computed once, everything that it can cost.
package final class Event: Sendable, NumericallyNamed {
    package typealias ID = Identifier<Event>

    package let id: ID
    package let name: String
    package let venue: Venue
    package let terms: Terms
    /// By ``Occurrence/startsAt``, then id.
    package let occurrences: [Occurrence]
    /// One for each list of prices and tier; most events have one.
    private let priceBooks: [PriceListAndTier: PriceBook]

    private struct PriceListAndTier: Hashable {
        let prices: [Price]?
        /// An identifier, since codes are told apart by their bytes.
        let tier: Identifier<RateCode>?
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
        var books: [PriceListAndTier: PriceBook] = [:]
        for prices in Set(occurrences.map(\.prices)).union([nil]) {
            for tier in [nil] + terms.rateCodes.map(Optional.some) {
                books[PriceListAndTier(prices: prices, tier: tier.map { .init($0.code) })] =
                    PriceBook(prices: prices ?? terms.prices, tier: tier, terms: terms, plan: venue.plan)
            }
        }
        self.priceBooks = books
    }

    /// What everything costs at an occurrence of this event. Nil when the event has no such tier.
    package func priceBook(for occurrence: Occurrence, tier: String? = nil) -> PriceBook? {
        priceBooks[PriceListAndTier(prices: occurrence.prices, tier: tier.map { .init($0) })]
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
