import BoxOfficeClient
import BoxOfficeDomain

/// Where the v4 availability call and the v3 occurrences say different things of the same dates.
struct LegacyComparison {
    /// Dates that either of them has with a price.
    let count: Int
    /// A line each, by date and time.
    private(set) var disagreements: [String]

    /// - Parameter occurrences: those without a price are passed over, as v4 leaves them out.
    init(_ rows: [AvailabilityBody], _ occurrences: [OccurrenceBody]) {
        let old = Dictionary(grouping: rows.map { (at: "\($0.date) \($0.time)", price: $0.priceText) }, by: \.at)
        let new = Dictionary(
            grouping: occurrences.compactMap { occurrence in
                occurrence.fromPrice.value.map {
                    (at: "\(occurrence.localDate) \(occurrence.localTime)", price: $0.text)
                }
            }, by: \.at)
        let starts = Set(old.keys).union(new.keys).sorted()
        count = starts.reduce(0) { $0 + max(old[$1]?.count ?? 0, new[$1]?.count ?? 0) }
        disagreements = starts.flatMap { start in
            // Several of an event may start at once: only the prices tell them apart.
            let (oldPrices, newPrices) = (old[start]?.map(\.price) ?? [], new[start]?.map(\.price) ?? [])
            let onlyOld = oldPrices.without(newPrices)
            let onlyNew = newPrices.without(oldPrices)
            return (0..<max(onlyOld.count, onlyNew.count)).map { index in
                let (old, new) = (onlyOld.element(at: index), onlyNew.element(at: index))
                return "\(start)  v4: \(old ?? "nothing"), v3: \(new ?? "nothing")"
            }
        }
    }

    /// With those disagreements alone that an earlier comparison had as well: what was sold between two questions makes
    /// one in one of them.
    func confirming(_ earlier: LegacyComparison) -> LegacyComparison {
        var confirmed = self
        confirmed.disagreements = disagreements.without(disagreements.without(earlier.disagreements))
        return confirmed
    }
}

extension AvailabilityBody {
    /// As ``MoneyBody/text`` of the same amount.
    fileprivate var priceText: String {
        guard let currency = Currency(code: currencyCode) else { return "\(price) \(currencyCode)" }
        let scale = (0..<currency.decimals).reduce(1.0) { scale, _ in scale * 10 }
        guard let amount = Int64(exactly: (price * scale).rounded()), abs(price * scale - Double(amount)) < 0.001 else {
            return "\(price) \(currencyCode)"
        }
        return MoneyBody(amount: amount, currency: currencyCode).text
    }
}

extension [String] {
    /// What is left when each of others is taken away once.
    fileprivate func without(_ others: [String]) -> [String] {
        var left = self
        for other in others {
            if let place = left.firstIndex(of: other) { left.remove(at: place) }
        }
        return left
    }

    fileprivate func element(at index: Int) -> String? {
        indices.contains(index) ? self[index] : nil
    }
}
