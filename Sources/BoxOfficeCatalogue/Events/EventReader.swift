import BoxOfficeDomain

/// An event without a fault, not yet priced: that is done once there is no fault in the whole catalogue.
struct EventDraft {
    let id: String
    let name: String
    let venue: Venue
    let terms: Terms
    let occurrences: [Occurrence]

    var event: Event {
        Event(id: Event.ID(id), name: name, venue: venue, terms: terms, occurrences: occurrences)
    }
}

/// Reads the events of a catalogue.
struct EventReader {
    let venues: VenueReader
    let retailers: Names
    /// The document's currency as it is written; each event that names none falls back to it.
    let currency: Field?
    private(set) var names = Names()
    private(set) var drafts: [EventDraft] = []
    private(set) var occurrencesTotal = 0
    private var occurrenceIDs = UniqueNames()
    private let currencyOfDocument: Currency?

    init(venues: VenueReader, retailers: Names, currency: Field?) {
        self.venues = venues
        self.retailers = retailers
        self.currency = currency
        self.currencyOfDocument = currency?.read(.currency)
    }

    /// Notes that there may be events that could not be read.
    mutating func loseTrack() {
        names.loseTrack()
    }

    private static let fields = ["id", "name", "venue", "occurrences"] + TermsReader.fields

    mutating func read(_ item: Field) {
        guard let fields = item.fields(Self.fields, expecting: "an event: {id, name, venue}") else {
            return names.loseTrack()
        }
        let id = names.define(.numericID, "id", of: fields)
        let name = fields.required("name", .name)
        let venue = fields.required("venue", expecting: "a venue's id")
            .flatMap { venues.names.resolve($0, as: "a venue of this catalogue") }
            .flatMap { venues.drafts[Venue.ID($0)] }
        let reader = TermsReader(fields: fields, venue: venue)
        let terms = reader.read(currency: currency(fields), retailers: retailers)
        let occurrences = occurrences(fields, venue, reader.prices)
        occurrencesTotal += occurrences.count
        guard let id, let name, let venue = venue?.venue, let terms else { return }
        drafts.append(EventDraft(id: id, name: name, venue: venue, terms: terms, occurrences: occurrences))
    }

    private func currency(_ fields: Fields) -> Currency? {
        if let field = fields["currency"] { return field.read(.currency) }
        if currency == nil {
            fields.report(
                "is missing; expected a currency of ISO 4217 here, or one for all events at the top", at: "currency")
        }
        return currencyOfDocument
    }

    private mutating func occurrences(_ event: Fields, _ venue: VenueDraft?, _ prices: PriceReader) -> [Occurrence] {
        let reader = OccurrenceReader(venue: venue, prices: prices)
        var occurrences: [Occurrence] = []
        var unpriced: Field?
        for item in event.items("occurrences") ?? [] {
            guard let fields = reader.fields(item) else { continue }
            if fields["prices"] == nil { unpriced = unpriced ?? item }
            occurrences.append(contentsOf: reader.read(fields, ids: &occurrenceIDs))
        }
        if let unpriced, event["prices"] == nil {
            let message =
                "is missing; expected prices, since the occurrence on line \(unpriced.line) has none of its own "
                + "(an empty list announces an event that is not sold yet)"
            event.report(message, at: "prices")
        }
        return occurrences
    }
}
