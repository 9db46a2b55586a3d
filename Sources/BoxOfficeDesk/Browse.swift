package import BoxOfficeDomain
import BoxOfficeStore

/// An event in a list, with the local dates of its first and last upcoming occurrence.
package struct ListedEvent: Sendable {
    package let event: Event
    package let startDate: LocalDate
    package let endDate: LocalDate

    /// Nil when there is no occurrence to take the dates from.
    fileprivate init?(event: Event, where isMeant: (Occurrence) -> Bool) {
        // They stand in the order of their beginnings, and so of their dates: a venue's clock never goes back a day.
        guard let first = event.occurrences.first(where: isMeant), let last = event.occurrences.last(where: isMeant)
        else { return nil }
        self.event = event
        self.startDate = first.startsAt.wallClock.date
        self.endDate = last.startsAt.wallClock.date
    }
}

/// An occurrence in a list, with what is free of it now.
package struct ListedOccurrence: Sendable {
    package let listing: Listing
    package let availability: Availability
}

/// Which occurrences of an event a partner asks for.
package struct OccurrenceFilter: Hashable, Sendable {
    /// At least that many admission tickets free now.
    package var quantity: Int?
    /// On the venue's wall, both ends included.
    package var startDate: LocalDate?
    package var endDate: LocalDate?

    package init(quantity: Int? = nil, startDate: LocalDate? = nil, endDate: LocalDate? = nil) {
        self.quantity = quantity
        self.startDate = startDate
        self.endDate = endDate
    }

    func admits(_ occurrence: Occurrence) -> Bool {
        let date = occurrence.startsAt.wallClock.date
        return startDate.map { $0 <= date } ?? true && endDate.map { date <= $0 } ?? true
    }
}

extension Desk {
    /// Events that this retailer may sell and that have an upcoming occurrence, by id.
    package func events(for retailer: Retailer, location: Location.ID? = nil) -> Stamped<[ListedEvent]> {
        let (catalogue, now) = (catalogue, now())
        let events = catalogue.events.filter { event in
            retailer.maySell(event.id) && (location == nil || event.venue.location?.id == location)
        }
        let nextStart = events.lazy.flatMap(\.occurrences).map(\.startsAt.moment).filter { $0 > now }.min()
        return Stamped(
            value: events.compactMap { listed($0, at: now) },
            stamp: Stamp(catalogueVersion: catalogue.version, from: now, until: nextStart))
    }

    /// One event that this retailer may sell. When nothing of it is still to come, its dates are those of the past.
    package func event(_ id: Event.ID, for retailer: Retailer) throws -> ListedEvent {
        guard let event = catalogue.event(id, for: retailer),
            let listed = listed(event, at: now()) ?? ListedEvent(event: event, where: { _ in true })
        else { throw NotFound.event(id.text) }
        return listed
    }

    private func listed(_ event: Event, at now: Moment) -> ListedEvent? {
        ListedEvent(event: event, where: { $0.isUpcoming(at: now) })
    }

    /// Refuses what this retailer may not see, which an answer that is kept for all does not ask.
    ///
    /// - Throws: ``NotFound``.
    package func checkMayBrowse(
        _ event: Event.ID, _ occurrence: Occurrence.ID? = nil, tier: String? = nil, for retailer: Retailer
    ) throws {
        let catalogue = catalogue
        guard let event = catalogue.event(event, for: retailer) else { throw NotFound.event(event.text) }
        if let occurrence { _ = try listing(occurrence, of: event.id, for: retailer, in: catalogue) }
        if let tier, event.tier(tier, for: retailer.id) == nil { throw NotFound.providerCode(tier) }
    }

    /// Upcoming occurrences of an event, in their order.
    package func occurrences(
        of id: Event.ID, for retailer: Retailer, matching filter: OccurrenceFilter
    ) async throws -> Stamped<[ListedOccurrence]> {
        let catalogue = catalogue
        guard let event = catalogue.event(id, for: retailer) else { throw NotFound.event(id.text) }
        let now = now()
        let wanted = event.occurrences.filter { $0.isUpcoming(at: now) && filter.admits($0) }
            .map { Listing(event: event, occurrence: $0) }
        let found = try await availabilities(of: wanted, in: catalogue, at: now)
        let stamps = found.values.map(\.stamp)
        let nextChanges = wanted.compactMap { $0.nextChange(after: now) } + stamps.map(\.validity.upperBound)
        return Stamped(
            value: wanted.map { listing in
                // What is not on sale has nothing free, whatever is taken.
                ListedOccurrence(listing: listing, availability: found[listing.occurrence.id]?.value ?? .nothing)
            }
            .filter { $0.availability.freeTickets >= filter.quantity ?? 0 },
            stamp: Stamp(
                catalogueVersion: catalogue.version,
                versions: Dictionary(stamps.flatMap(\.versions), uniquingKeysWith: max),
                from: now, until: nextChanges.min()))
    }

    /// One occurrence of an event, whenever it is.
    package func occurrence(
        _ id: Occurrence.ID, of event: Event.ID, for retailer: Retailer
    ) async throws -> Stamped<ListedOccurrence> {
        let (catalogue, now) = (catalogue, now())
        let listing = try listing(id, of: event, for: retailer, in: catalogue)
        let found = try await availabilities(of: [listing], in: catalogue, at: now)[id]
        return Stamped(
            value: ListedOccurrence(listing: listing, availability: found?.value ?? .nothing),
            stamp: found?.stamp
                ?? Stamp(catalogueVersion: catalogue.version, from: now, until: listing.nextChange(after: now)))
    }

    /// What is free of those that are on sale: what is known, and in one look at the store what is not.
    private func availabilities(
        of listings: [Listing], in catalogue: Catalogue, at now: Moment
    ) async throws -> [Occurrence.ID: Stamped<Availability>] {
        var found: [Occurrence.ID: Stamped<Availability>] = [:]
        var unknown: [Listing] = []
        for listing in listings where listing.occurrence.isOnSale(at: now) {
            let entry = availabilities.entry(listing.occurrence.id)
            if let entry, entry.stamp.catalogueVersion == catalogue.version, isCurrent(entry.stamp) {
                found[listing.occurrence.id] = entry
            } else {
                unknown.append(listing)
            }
        }
        if unknown.isEmpty { return found }
        let read = try await store.read { [unknown] transaction in
            try unknown.map { listing in
                let (taken, stamp) = try transaction.stampedTaken(of: listing, in: catalogue, at: now)
                return (listing.occurrence.id, Stamped(value: listing.availability(taken, at: now), stamp: stamp))
            }
        }
        for (id, entry) in read {
            availabilities.keep(entry, of: id)
            found[id] = entry
        }
        return found
    }

    /// What is taken of an occurrence now, for an inventory.
    ///
    /// - Parameter tier: that the retailer asked for; nil is the default.
    package func inventory(
        of id: Occurrence.ID, of event: Event.ID, for retailer: Retailer, tier: String?
    ) async throws -> Stamped<InventoryState> {
        let (catalogue, now) = (catalogue, now())
        try checkMayBrowse(event, id, tier: tier, for: retailer)
        let listing = try listing(id, of: event, for: retailer, in: catalogue)
        let (taken, stamp) = try await store.read { try $0.stampedTaken(of: listing, in: catalogue, at: now) }
        let houseStamp = Stamp(
            catalogueVersion: catalogue.version, from: now, until: listing.nextChange(after: now))
        return Stamped(
            value: InventoryState(listing: listing, tier: tier, taken: taken, now: now, houseStamp: houseStamp),
            stamp: stamp)
    }

    private func listing(
        _ id: Occurrence.ID, of event: Event.ID, for retailer: Retailer, in catalogue: Catalogue
    ) throws -> Listing {
        guard catalogue.event(event, for: retailer) != nil else { throw NotFound.event(event.text) }
        guard let listing = catalogue.listing(id, for: retailer), listing.event.id == event else {
            throw NotFound.occurrence(id.text)
        }
        return listing
    }
}

/// An occurrence as it stands at a moment: from it follows all that can be bought of it, and at what price.
package struct InventoryState: Sendable {
    let listing: Listing
    let tier: String?
    package let taken: Taken
    let now: Moment
    /// Until when ``wholeHouse`` is the same.
    package let houseStamp: Stamp

    /// The catalogue's version and the moment at which its prices change: in between, ``wholeHouse`` is the same.
    package struct PriceSpan: Hashable, Sendable {
        let catalogueVersion: Int64
        let until: Moment
    }

    package var priceSpan: PriceSpan {
        PriceSpan(catalogueVersion: houseStamp.catalogueVersion, until: houseStamp.validity.upperBound)
    }

    /// What can be bought now.
    package var items: [InventoryItem] {
        listing.inventory(taken, tier: tier, at: now)
    }

    /// What could be bought now if nothing were taken.
    package var wholeHouse: [InventoryItem] {
        listing.inventory(Taken(), tier: tier, at: now)
    }
}

extension Transaction {
    fileprivate func stampedTaken(
        of listing: Listing, in catalogue: Catalogue, at now: Moment
    ) throws -> (Taken, Stamp) {
        let id = listing.occurrence.id
        let taken = try taken(of: id, at: now)
        return (
            taken,
            Stamp(
                catalogueVersion: catalogue.version, versions: [id: try version(of: id)], from: now,
                until: listing.nextChange(after: now, taken: taken))
        )
    }
}
