import BoxOfficeDomain

/// Reads the occurrences of one event, those that schedules make included.
struct OccurrenceReader {
    private let venue: VenueDraft?
    private let clock: VenueClock
    private let prices: PriceReader

    /// A venue of nil could not be read.
    init(venue: VenueDraft?, prices: PriceReader) {
        self.venue = venue
        self.clock = venue?.clock ?? .unknown
        self.prices = prices
    }

    /// What may stand beside one start, and beside a schedule, for all of its dates.
    private struct Shared {
        let onSaleFrom: Moment?
        let onSaleUntil: Moment?
        let status: Occurrence.Status
        let notForSale: Set<InventoryVariant.ID>
        let prices: [Price]?

        func occurrence(_ id: String, _ startsAt: LocalMoment, _ endsAt: LocalMoment?) -> Occurrence {
            Occurrence(
                id: Occurrence.ID(id), startsAt: startsAt, endsAt: endsAt, onSaleFrom: onSaleFrom,
                onSaleUntil: onSaleUntil, status: status, notForSale: notForSale, prices: prices
            )
        }
    }

    func fields(_ item: Field) -> Fields? {
        item.fields(Self.fields, expecting: "an occurrence: {id, startsAt} or {schedule}")
    }

    /// Those that one item makes, as far as they could be read. `ids` are taken over all events.
    func read(_ fields: Fields, ids: inout UniqueNames) -> [Occurrence] {
        guard let schedule = fields["schedule"] else { return single(fields, ids: &ids) }
        return run(schedule, beside: fields, ids: &ids)
    }

    /// Those that a schedule says for each of its dates.
    private static let ownFields = ["id", "startsAt", "endsAt"]
    private static let fields =
        ownFields + ["schedule", "onSaleFrom", "onSaleUntil", "status", "notForSale", "prices"]

    private func single(_ fields: Fields, ids: inout UniqueNames) -> [Occurrence] {
        let id = ids.read(.numericID, "id", of: fields)
        _ = fields.required("startsAt", expecting: ScalarType<WrittenTime>.time.expectation)
        let (startsAt, endsAt) = clock.span(fields, from: "startsAt", until: "endsAt")
        let shared = shared(fields)
        guard let id, let startsAt else { return [] }
        return [shared.occurrence(id, startsAt, endsAt)]
    }

    private func run(_ schedule: Field, beside fields: Fields, ids: inout UniqueNames) -> [Occurrence] {
        for name in Self.ownFields where fields[name] != nil {
            fields.report("stands beside a schedule, which says it for every date; expected one of the two", at: name)
        }
        let performances = ScheduleReader(clock: clock).read(schedule)
        let shared = shared(fields)
        var clashes: [(id: String, place: String)] = []
        for performance in performances {
            if let place = ids.take(performance.id, at: schedule) { clashes.append((performance.id, place)) }
        }
        if let first = clashes.first {
            let others = clashes.count > 1 ? ", and \(clashes.count - 1) more of its occurrences" : ""
            schedule.report(
                "makes occurrence \(Quoted(first.id)), which is already at \(first.place)\(others); "
                    + "expected another id of the schedule")
        }
        return performances.map { shared.occurrence($0.id, $0.startsAt, $0.endsAt) }
    }

    private func shared(_ fields: Fields) -> Shared {
        let (onSaleFrom, onSaleUntil) = clock.span(fields, from: "onSaleFrom", until: "onSaleUntil")
        return Shared(
            onSaleFrom: onSaleFrom?.moment,
            onSaleUntil: onSaleUntil?.moment,
            status: fields.optional("status", ScalarType<Occurrence.Status>.choice) ?? .onSale,
            notForSale: fields["notForSale"].map(notForSale) ?? [],
            prices: fields["prices"].flatMap(prices.prices)
        )
    }

    private func notForSale(_ field: Field) -> Set<InventoryVariant.ID> {
        let items = field.items(expecting: "a list of variant ids") ?? []
        return Set(
            items.compactMap { item in
                guard let venue else { return item.read(.id).map(InventoryVariant.ID.init) }
                return venue.places.resolve(item, as: "a seat or an area of venue \(Quoted(venue.id))")
                    .map(InventoryVariant.ID.init)
            }
        )
    }
}
