import BoxOfficeDomain

/// Reads what an event costs and how it is sold.
struct TermsReader {
    let prices: PriceReader
    private let fields: Fields
    private let venue: VenueDraft?
    private let ticketTypes: [TicketType]

    static let fields =
        [
            "currency", "discountDisplay", "holdSeconds", "maxTicketsPerCart", "ticketTypes", "prices", "extras",
            "promotions", "rateCodes", "vouchers", "orderFees", "protection", "tax",
        ]

    /// A venue of nil could not be read.
    init(fields: Fields, venue: VenueDraft?) {
        self.fields = fields
        self.venue = venue
        let (ticketTypes, names) = Self.ticketTypes(fields)
        self.ticketTypes = ticketTypes
        self.prices = PriceReader(venue: venue, ticketTypes: names)
    }

    /// Nil without a currency: the event's, or else the document's.
    func read(currency: Currency?, retailers: Names) -> Terms? {
        let tiers = TierReader(clock: venue?.clock ?? .unknown, prices: prices, retailers: retailers)
        let discountDisplay = fields.optional("discountDisplay", ScalarType<DiscountDisplay>.choice)
        let holdSeconds = fields.optional("holdSeconds", .wholeNumber(1...86_400, of: "seconds"))
        let maxTicketsPerCart = fields.optional("maxTicketsPerCart", .wholeNumber(1...1000, of: "tickets"))
        let priceList = fields["prices"].flatMap(prices.prices)
        let extras = extras()
        let promotions = tiers.promotions(fields)
        let rateCodes = tiers.rateCodes(fields)
        let vouchers = tiers.vouchers(fields)
        let orderFees = PriceReader.fees(fields["orderFees"])
        let (protection, tax) = (protection(), tax())
        guard let currency else { return nil }
        return Terms(
            currency: currency, discountDisplay: discountDisplay ?? .percentage, holdSeconds: holdSeconds ?? 900,
            maxTicketsPerCart: maxTicketsPerCart.map { Int($0) }, ticketTypes: ticketTypes, prices: priceList ?? [],
            extras: extras, promotions: promotions, rateCodes: rateCodes, vouchers: vouchers, orderFees: orderFees,
            protection: protection, tax: tax
        )
    }

    private static func ticketTypes(_ fields: Fields) -> ([TicketType], Names) {
        var names = Names()
        guard let items = fields.items("ticketTypes") else {
            names.loseTrack()
            return ([], names)
        }
        if fields["ticketTypes"] == nil, case .list(let prices)? = fields["prices"]?.node.content,
            let first = prices.first
        {
            fields.report(
                "is missing; expected the ticket types of the prices on line \(first.line)", at: "ticketTypes")
            names.loseTrack()
        }
        let types = items.compactMap { item -> TicketType? in
            let fields = item.fields(["id", "name"], expecting: "a ticket type: {id, name}")
            let id = names.define(.id, "id", of: fields)
            let name = fields?.required("name", .name)
            if id == reservedID {
                fields?.report("found 'EXTRA', which extras have; expected another id", at: "id")
                names.loseTrack()
            }
            guard let id, let name else { return nil }
            return TicketType(id: TicketType.ID(id), name: name)
        }
        return (types, names)
    }

    /// An extra's one price option names it in place of a ticket type.
    private static let reservedID = "EXTRA"

    private func extras() -> [Extra] {
        var ids = UniqueNames()
        return (fields.items("extras") ?? []).compactMap { item in
            let known = ["id", "name", "kind", "capacity", "faceValue", "fees"]
            guard let fields = item.fields(known, expecting: "an extra: {id, name, capacity, faceValue}") else {
                return nil
            }
            let id = ids.read(.id, "id", of: fields)
            if let id, let venue, venue.places.contains(id) {
                let message =
                    "\(Quoted(id)) is a seat or an area of venue \(Quoted(venue.id)); expected a name of its own"
                fields.report(message, at: "id")
            }
            let name = fields.required("name", .name)
            let kind = fields.optional("kind", .name)
            let capacity = fields.required("capacity", .capacity)
            let faceValue = fields.required("faceValue", .amount)
            let fees = PriceReader.fees(fields["fees"])
            guard let id, let name, let capacity, let faceValue else { return nil }
            return Extra(
                id: InventoryVariant.ID(id), name: name, kind: kind, capacity: Int(capacity), faceValue: faceValue,
                fees: fees
            )
        }
    }

    private func protection() -> Protection? {
        guard let fields = fields["protection"]?.fields(["name", "percent"]) else { return nil }
        let name = fields.required("name", .name)
        let percent = fields.required("percent", .percent)
        guard let name, let percent else { return nil }
        return Protection(name: name, percent: percent)
    }

    private func tax() -> Tax? {
        guard let fields = fields["tax"]?.fields(["name", "percent", "disclosed"]) else { return nil }
        let name = fields.required("name", .name)
        let percent = fields.required("percent", .percent)
        let isDisclosed = fields.optional("disclosed", .bool) ?? false
        guard let name, let percent else { return nil }
        return Tax(name: name, percent: percent, isDisclosed: isDisclosed)
    }
}
