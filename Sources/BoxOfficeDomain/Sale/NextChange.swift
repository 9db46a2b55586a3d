extension Listing {
    /// The next moment at which time alone changes what is told of this occurrence: its prices, whether it is on sale,
    /// or, where it is known what is taken, what is free. Nil when there is none.
    package func nextChange(after now: Moment, taken: Taken? = nil) -> Moment? {
        var moments = [occurrence.startsAt.moment]
        moments += [occurrence.onSaleFrom, occurrence.onSaleUntil, taken?.nextHoldEnd].compactMap(\.self)
        for promotion in event.terms.promotions {
            moments += [promotion.from, promotion.until].compactMap(\.self)
        }
        return moments.lazy.filter { $0 > now }.min()
    }
}
