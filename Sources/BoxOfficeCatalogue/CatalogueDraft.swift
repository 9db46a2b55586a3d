import BoxOfficeDomain

/// What a document says, as far as it could be read; the catalogue itself when there is no fault.
struct CatalogueDraft {
    let events: [EventDraft]
    let retailers: [Retailer]
    let legacy: LegacyAvailability

    var catalogue: Catalogue {
        Catalogue(version: 0, events: events.map(\.event), retailers: retailers, legacy: legacy)
    }
}

/// Reads a document's sections, in the order in which one refers to another.
struct CatalogueDraftReader {
    let library: SeatingPlanLibrary
    let progress: (CatalogueProgress) -> Void

    private static let fields = ["currency", "legacyAvailability", "locations", "venues", "retailers", "events"]

    func read(_ root: Field) -> CatalogueDraft? {
        guard let fields = root.fields(Self.fields, expecting: "a catalogue: venues, events and so on") else {
            return nil
        }
        let venueItems = fields.items("venues")
        let eventItems = fields.items("events")
        var made = CatalogueProgress()
        made.venuesTotal = venueItems?.count ?? 0
        made.eventsTotal = eventItems?.count ?? 0

        var venues = VenueReader(locations: LocationReader(fields), library: library)
        for item in venueItems ?? [] {
            venues.read(item)
            made.venues += 1
            progress(made)
        }
        if venueItems == nil { venues.loseTrack() }

        let retailers = RetailerReader(fields)
        var events = EventReader(venues: venues, retailers: retailers.names, currency: fields["currency"])
        for item in eventItems ?? [] {
            events.read(item)
            made.events += 1
            made.occurrences = events.occurrencesTotal
            progress(made)
        }
        if eventItems == nil { events.loseTrack() }
        return CatalogueDraft(
            events: events.drafts, retailers: retailers.read(events: events.names), legacy: legacy(fields))
    }

    private func legacy(_ fields: Fields) -> LegacyAvailability {
        guard let dates = fields["legacyAvailability"]?.fields(["deprecated", "sunset"]) else { return .init() }
        let deprecated = dates.optional("deprecated", .date)
        let sunset = dates.optional("sunset", .date)
        if let deprecated, let sunset, sunset < deprecated {
            dates.report(
                "found \(sunset), which is before deprecated \(deprecated); expected a later date", at: "sunset")
        }
        return LegacyAvailability(deprecated: deprecated, sunset: sunset)
    }
}
