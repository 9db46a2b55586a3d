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
    package func events(for retailer: Retailer, location: Location.ID? = nil) -> [ListedEvent] {
        let now = now()
        return catalogue.events.compactMap { event in
            guard retailer.maySell(event.id), location == nil || event.venue.location?.id == location else {
                return nil
            }
            return listed(event, at: now)
        }
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

    /// Upcoming occurrences of an event, in their order.
    package func occurrences(
        of id: Event.ID, for retailer: Retailer, matching filter: OccurrenceFilter
    ) async throws -> [ListedOccurrence] {
        guard let event = catalogue.event(id, for: retailer) else { throw NotFound.event(id.text) }
        let now = now()
        let wanted = event.occurrences.filter { $0.isUpcoming(at: now) && filter.admits($0) }
        let onSale = wanted.filter { $0.isOnSale(at: now) }.map(\.id)
        let taken = try await store.read { transaction in
            try Dictionary(
                uniqueKeysWithValues: onSale.map { ($0, try transaction.taken(of: $0, at: now)) })
        }
        return wanted.map { occurrence in
            let listing = Listing(event: event, occurrence: occurrence)
            // What is not on sale has nothing free, whatever is taken.
            let availability = taken[occurrence.id].map { listing.availability($0, at: now) } ?? .nothing
            return ListedOccurrence(listing: listing, availability: availability)
        }
        .filter { $0.availability.freeTickets >= filter.quantity ?? 0 }
    }

    /// One occurrence of an event, whenever it is.
    package func occurrence(
        _ id: Occurrence.ID, of event: Event.ID, for retailer: Retailer
    ) async throws -> ListedOccurrence {
        let listing = try listing(id, of: event, for: retailer)
        let now = now()
        let taken = try await store.read { try $0.taken(of: id, at: now) }
        return ListedOccurrence(listing: listing, availability: listing.availability(taken, at: now))
    }

    /// What can be bought of an occurrence now.
    ///
    /// - Parameter tier: prices of that tier; nil is the default.
    package func inventory(
        of id: Occurrence.ID, of event: Event.ID, for retailer: Retailer, tier: String?
    ) async throws -> [InventoryItem] {
        let listing = try listing(id, of: event, for: retailer)
        if let tier, listing.event.tier(tier, for: retailer.id) == nil { throw NotFound.providerCode(tier) }
        let now = now()
        let taken = try await store.read { try $0.taken(of: id, at: now) }
        return listing.inventory(taken, tier: tier, at: now)
    }

    private func listing(_ id: Occurrence.ID, of event: Event.ID, for retailer: Retailer) throws -> Listing {
        let catalogue = catalogue
        guard catalogue.event(event, for: retailer) != nil else { throw NotFound.event(event.text) }
        guard let listing = catalogue.listing(id, for: retailer), listing.event.id == event else {
            throw NotFound.occurrence(id.text)
        }
        return listing
    }
}
