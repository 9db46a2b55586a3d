/// What a new version of the catalogue would do to what stands.
package struct CatalogueChange: Sendable {
    /// Occurrences that came, left, or differ in anything that a buyer could notice; in id order.
    package let changed: [Occurrence.ID]
    private let old: Catalogue
    private let new: Catalogue
    /// What each event that stays has less of, whatever the date.
    private let losses: [Event.ID: [InventoryVariant.ID: Limit]]

    package init(from old: Catalogue, to new: Catalogue) {
        self.old = old
        self.new = new
        self.losses = Dictionary(
            uniqueKeysWithValues: new.events.compactMap { event in
                old.event(event.id).map { (event.id, Self.losses(from: $0, to: event)) }
            })
        let sameEvents = Set(
            new.events.filter { event in old.event(event.id).map { Self.sellAlike($0, event) } ?? false }.map(\.id))
        self.changed = Set(old.occurrenceIDs).union(new.occurrenceIDs).filter { id in
            guard let before = old.listing(id), let after = new.listing(id) else { return true }
            return before.event.id != after.event.id || !sameEvents.contains(after.event.id)
                || before.occurrence != after.occurrence
        }
        .sorted()
    }

    private static func sellAlike(_ before: Event, _ after: Event) -> Bool {
        before.name == after.name && before.terms == after.terms && before.venue == after.venue
    }

    /// The capacities of an occurrence's areas and extras that came or changed, in id order.
    ///
    /// What is over keeps what it had: nothing of it is sold any more, and it stands in no one's way.
    package func newCapacities(
        of id: Occurrence.ID, at now: Moment
    ) -> [(variant: InventoryVariant.ID, capacity: Int)] {
        let before = old.coming(id, at: now)?.event.capacities ?? [:]
        let after = new.coming(id, at: now)?.event.capacities ?? [:]
        return after.filter { before[$0.key] != $0.value }
            .sorted { $0.key < $1.key }.map { (variant: $0.key, capacity: $0.value) }
    }

    /// The areas and extras that an occurrence has no more, in id order.
    package func leavingStock(of id: Occurrence.ID, at now: Moment) -> [InventoryVariant.ID] {
        if let listing = new.listing(id), listing.occurrence.hasEnded(at: now) { return [] }
        let after = new.listing(id)?.event.capacities ?? [:]
        return (old.listing(id)?.event.capacities ?? [:]).keys.filter { after[$0] == nil }.sorted()
    }

    /// What the change would take away from whoever holds it or bought it, were there anybody. Nil when nothing is:
    /// then nobody need look.
    package func threat(to id: Occurrence.ID, at now: Moment) -> Threat? {
        guard let before = old.listing(id), (old.coming(id, at: now) ?? new.coming(id, at: now)) != nil else {
            return nil
        }
        guard let after = new.listing(id) else { return .everything("cannot leave the catalogue") }
        if before.event.id != after.event.id { return .everything("cannot move to event \(after.event.id)") }
        if before.event.venue.id != after.event.venue.id {
            return .everything("cannot move from venue \(before.event.venue.id) to \(after.event.venue.id)")
        }
        if before.event.terms.currency != after.event.terms.currency {
            return .everything(
                "cannot change its currency from \(before.event.terms.currency) to \(after.event.terms.currency)")
        }
        var limits = losses[after.event.id] ?? [:]
        for variant in after.occurrence.notForSale.subtracting(before.occurrence.notForSale) {
            limits[variant] = Limit(quantity: 0, verdict: "cannot be marked not for sale")
        }
        return limits.isEmpty ? nil : .limits(limits)
    }

    /// Seats, areas and extras that leave an event or shrink.
    private static func losses(from before: Event, to after: Event) -> [InventoryVariant.ID: Limit] {
        let capacities = after.capacities
        var losses: [InventoryVariant.ID: Limit] = [:]
        for variant in before.capacities where capacities[variant.key] ?? 0 < variant.value {
            losses[variant.key] = Limit(
                quantity: capacities[variant.key] ?? 0,
                verdict: capacities[variant.key].map { "cannot shrink to \($0)" } ?? "cannot leave")
        }
        if before.venue.plan == after.venue.plan { return losses }
        for place in before.venue.plan.places where place.variant.isSeat {
            if after.venue.plan.place(place.variant.id)?.variant.isSeat ?? false { continue }
            losses[place.variant.id] = Limit(quantity: 0, verdict: "cannot leave")
        }
        return losses
    }

    /// True when tickets of the old date would be for another time.
    package func moves(_ id: Occurrence.ID) -> Bool {
        guard let before = old.listing(id), let after = new.listing(id) else { return false }
        return before.occurrence.startsAt != after.occurrence.startsAt
    }

    package enum Threat: Equatable, Sendable {
        case everything(String)
        /// How much of each may be held and sold at the most.
        case limits([InventoryVariant.ID: Limit])
    }

    package struct Limit: Equatable, Sendable {
        package let quantity: Int
        /// What cannot be done when more than that is held and sold.
        package let verdict: String
    }
}

extension Catalogue {
    /// An occurrence that is not over.
    fileprivate func coming(_ id: Occurrence.ID, at now: Moment) -> Listing? {
        listing(id).flatMap { $0.occurrence.hasEnded(at: now) ? nil : $0 }
    }
}

/// What is held and sold of one seat, area or extra of an occurrence.
package struct Commitment: Hashable, Sendable {
    package let variant: InventoryVariant.ID
    package let held: Int
    package let sold: Int

    package init(variant: InventoryVariant.ID, held: Int, sold: Int) {
        self.variant = variant
        self.held = held
        self.sold = sold
    }
}

extension CatalogueChange.Threat {
    /// What cannot be done, for what stands; empty when it can.
    package func objections(_ occurrence: Occurrence.ID, _ commitments: [Commitment]) -> [String] {
        switch self {
        case .everything(let verdict):
            let held = commitments.reduce(0) { $0 + $1.held }
            let sold = commitments.reduce(0) { $0 + $1.sold }
            guard held + sold > 0 else { return [] }
            return ["occurrence \(occurrence) \(verdict): \(held) held and \(sold) sold in it"]
        case .limits(let limits):
            return commitments.sorted { $0.variant < $1.variant }.compactMap { commitment in
                guard let limit = limits[commitment.variant], commitment.held + commitment.sold > limit.quantity else {
                    return nil
                }
                return "occurrence \(occurrence): \(commitment.variant) \(limit.verdict): "
                    + "\(commitment.held) held and \(commitment.sold) sold of it"
            }
        }
    }
}
