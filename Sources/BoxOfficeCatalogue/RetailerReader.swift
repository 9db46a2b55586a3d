import BoxOfficeDomain

/// Reads the retailers: first their ids, which events refer to, and then the events that they may sell.
struct RetailerReader {
    private(set) var names = Names()
    private var drafts: [Draft] = []

    private struct Draft {
        let id: String
        let name: String
        let events: Field?
    }

    init(_ catalogue: Fields) {
        guard let items = catalogue.items("retailers") else {
            names.loseTrack()
            return
        }
        for item in items {
            let fields = item.fields(["id", "name", "events"], expecting: "a retailer: {id, name}")
            let id = names.define(.id, "id", of: fields)
            let name = fields?.required("name", .name)
            if let fields { drafts.append(Draft(id: id ?? "", name: name ?? "", events: fields["events"])) }
        }
    }

    func read(events: Names) -> [Retailer] {
        drafts.map { draft in
            // None is a retailer that sees no event yet.
            let ids = draft.events?.items(expecting: "a list of event ids")?
                .compactMap { events.resolve($0, as: "an event of this catalogue") }
            return Retailer(
                id: Retailer.ID(draft.id), name: draft.name, events: ids.map { Set($0.map(Event.ID.init)) })
        }
    }
}
