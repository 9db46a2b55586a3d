/// Everything that is on sale: an immutable value, replaced whole when a new version is imported.
///
/// A request reads the snapshot that it started with, from its first line to its last.
package struct Catalogue: Sendable {
    /// 0 is the empty catalogue before the first import; each import that changes something adds one.
    package let version: Int64
    /// By id as numbers.
    package let events: [Event]
    package let retailers: [Retailer]
    package let legacy: LegacyAvailability

    private let eventsByID: [Event.ID: Event]
    private let retailersByID: [Retailer.ID: Retailer]
    private let sites: [Occurrence.ID: Site]

    private struct Site {
        let event: Event
        let index: Int
    }

    package init(version: Int64, events: [Event], retailers: [Retailer], legacy: LegacyAvailability = .init()) {
        self.version = version
        self.events = events.sorted { $0.id.precedesAsNumber($1.id) }
        self.retailers = retailers
        self.legacy = legacy
        self.eventsByID = Dictionary(events.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.retailersByID = Dictionary(retailers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.sites = Dictionary(
            events.flatMap { event in
                event.occurrences.indices.map { (event.occurrences[$0].id, Site(event: event, index: $0)) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    package static let empty = Catalogue(version: 0, events: [], retailers: [])

    package func hasLocation(_ id: Location.ID) -> Bool {
        events.contains { $0.venue.location?.id == id }
    }

    package func retailer(_ id: Retailer.ID) -> Retailer? {
        retailersByID[id]
    }

    package func event(_ id: Event.ID) -> Event? {
        eventsByID[id]
    }

    /// The event, if this retailer may sell it.
    package func event(_ id: Event.ID, for retailer: Retailer) -> Event? {
        retailer.maySell(id) ? eventsByID[id] : nil
    }

    package func listing(_ id: Occurrence.ID) -> Listing? {
        sites[id].map { Listing(event: $0.event, occurrence: $0.event.occurrences[$0.index]) }
    }

    /// The occurrence with its event, if this retailer may sell it.
    package func listing(_ id: Occurrence.ID, for retailer: Retailer) -> Listing? {
        listing(id).flatMap { retailer.maySell($0.event.id) ? $0 : nil }
    }

    package var occurrenceIDs: some Collection<Occurrence.ID> {
        sites.keys
    }

    /// Categories in which no event of their venue sells anything, since no price names them; in the plans' order.
    package var unpricedCategories: [(venue: Venue.ID, category: String)] {
        Dictionary(grouping: events, by: \.venue.id).sorted { $0.key < $1.key }.flatMap { venue, events in
            let lists = events.flatMap { event in [event.terms.prices] + event.occurrences.compactMap(\.prices) }
            var known = Set(lists.joined().map(\.category))
            let categories = events.first?.venue.plan.bands.map(\.category) ?? []
            return categories.filter { known.insert($0).inserted }.map { (venue: venue, category: $0) }
        }
    }

    /// The same catalogue under the number that the store gave it.
    package func numbered(_ version: Int64) -> Catalogue {
        Catalogue(version: version, events: events, retailers: retailers, legacy: legacy)
    }
}

/// An occurrence together with the event that it is of.
package struct Listing: Sendable {
    package let event: Event
    package let occurrence: Occurrence

    package init(event: Event, occurrence: Occurrence) {
        self.event = event
        self.occurrence = occurrence
    }
}

/// Dates that the v4 availability call announces (contract, section 8).
package struct LegacyAvailability: Hashable, Sendable {
    /// Nil is the date of the first import.
    package let deprecated: LocalDate?
    /// Nil is not announced.
    package let sunset: LocalDate?

    package init(deprecated: LocalDate? = nil, sunset: LocalDate? = nil) {
        self.deprecated = deprecated
        self.sunset = sunset
    }
}
