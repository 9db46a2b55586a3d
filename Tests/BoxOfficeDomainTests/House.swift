import BoxOfficeDomain

/// The small world of these tests: a theatre of seven seats with standing room for five, one show, one date.
///
/// | place | category | ADULT | CHILD |
/// | --- | --- | --- | --- |
/// | Orchestra A 1 to 3 | Premium | 125.00 + 25.00 | |
/// | Orchestra B 1 and 2 | Standard | 80.00 + 5.00 | 40.00 |
/// | Balcony A 1 and 2 | Standard | 80.00 + 5.00 | 40.00 |
/// | Floor, 5 places | Standing | 35.00 | |
/// | Programme, 3 units | | 10.00 + 0.50 | |
enum House {
    static let now = moment("2026-10-10T12:00:00Z")
    static let pounds = currency("GBP")
    static let london = known(VenueTimeZone(name: "Europe/London"))
    static let acme = Retailer(id: .init("acme"), name: "Acme Tickets")
    static let adult = TicketType.ID("ADULT")
    static let child = TicketType.ID("CHILD")
    static let occurrenceID = Occurrence.ID("456")
    static let floor = InventoryVariant.ID("floor")
    static let programme = InventoryVariant.ID("programme")

    static let seats: [SeatingPlan.Place] =
        ["Orchestra-A-1", "Orchestra-A-2", "Orchestra-A-3"].map { seat($0, "Premium") }
        + ["Orchestra-B-1", "Orchestra-B-2", "Balcony-A-1", "Balcony-A-2"].map { seat($0, "Standard") }

    static func seat(_ id: String, _ category: String) -> SeatingPlan.Place {
        let parts = id.split(separator: "-").map(String.init)
        return SeatingPlan.Place(
            variant: InventoryVariant(
                id: .init(id), kind: .assignedSeat(section: parts[0], row: parts[1], seat: parts[2]),
                name: parts.joined(separator: " ")),
            category: category)
    }

    static func area(_ id: String, _ category: String, capacity: Int) -> SeatingPlan.Place {
        SeatingPlan.Place(
            variant: InventoryVariant(id: .init(id), kind: .generalAdmission, name: id), category: category,
            capacity: capacity)
    }

    static let places = seats + [area("floor", "Standing", capacity: 5)]

    static let prices = [
        Price(
            category: "Premium", ticketType: adult, faceValue: 12_500, fees: [Fee(name: "Booking fee", amount: 2500)]),
        Price(category: "Standard", ticketType: adult, faceValue: 8000, fees: [Fee(name: "Booking fee", amount: 500)]),
        Price(category: "Standard", ticketType: child, faceValue: 4000),
        Price(category: "Standing", ticketType: adult, faceValue: 3500),
    ]

    static let terms = Terms(
        currency: pounds, ticketTypes: [TicketType(id: adult, name: "Adult"), TicketType(id: child, name: "Child")],
        prices: prices,
        extras: [
            Extra(
                id: programme, name: "Programme", capacity: 3, faceValue: 1000,
                fees: [Fee(name: "Handling", amount: 50)])
        ])

    static func occurrence(
        _ id: Occurrence.ID = occurrenceID, startsAt: String = "2026-12-15T19:30:00Z", endsAt: String? = nil,
        onSaleFrom: String? = nil, onSaleUntil: String? = nil, status: Occurrence.Status = .onSale,
        notForSale: Set<InventoryVariant.ID> = [], prices: [Price]? = nil
    ) -> Occurrence {
        Occurrence(
            id: id, startsAt: london.local(moment(startsAt)), endsAt: endsAt.map { london.local(moment($0)) },
            onSaleFrom: onSaleFrom.map(moment), onSaleUntil: onSaleUntil.map(moment), status: status,
            notForSale: notForSale, prices: prices)
    }

    static func venue(_ id: String = "palace", places: [SeatingPlan.Place] = places) -> Venue {
        Venue(id: .init(id), name: "Palace", timeZone: london, location: nil, plan: SeatingPlan(places: places))
    }

    static func event(
        _ id: String = "123", venue: Venue = venue(), occurrences: [Occurrence] = [occurrence()],
        _ change: (inout Terms) -> Void = { _ in }
    ) -> Event {
        var terms = terms
        change(&terms)
        return Event(id: .init(id), name: "Hamlet", venue: venue, terms: terms, occurrences: occurrences)
    }

    static func listing(
        _ occurrence: Occurrence = occurrence(), places: [SeatingPlan.Place] = places,
        _ change: (inout Terms) -> Void = { _ in }
    ) -> Listing {
        Listing(
            event: event(venue: venue(places: places), occurrences: [occurrence], change), occurrence: occurrence)
    }

    static func catalogue(
        _ occurrence: Occurrence = occurrence(), retailers: [Retailer] = [acme],
        _ change: (inout Terms) -> Void = { _ in }
    ) -> Catalogue {
        Catalogue(version: 1, events: [event(occurrences: [occurrence], change)], retailers: retailers)
    }

    static func wish(
        _ item: InventoryVariant.ID, _ option: PriceOptionName? = nil, quantity: Int = 1,
        occurrence: Occurrence.ID = occurrenceID
    ) -> Wish {
        let item = Wish.ItemName(occurrence: occurrence, variant: item)
        let option = option ?? PriceOptionName(ticketType: adult)
        return Wish(
            occurrence: occurrence, item: item, option: Wish.OptionName(item: item, option: option),
            quantity: quantity)
    }

    static func open(
        _ wishes: [Wish], from catalogue: Catalogue = catalogue(), at now: Moment = now
    ) throws(CartRefusal) -> Cart {
        try Cart.open(id: .init("cart"), wishes: wishes, for: acme, from: catalogue, at: now)
    }
}

extension Listing {
    /// What a seat costs one ticket type now, to Acme.
    func price(
        _ id: InventoryVariant.ID, _ ticketType: TicketType.ID = House.adult, tier: String? = nil,
        at now: Moment = House.now
    ) -> PriceOption? {
        option(PriceOptionName(ticketType: ticketType, tier: tier), of: id, for: House.acme.id, at: now)
    }
}

extension Identifier: ExpressibleByUnicodeScalarLiteral {
    package init(unicodeScalarLiteral text: String) {
        self.init(text)
    }
}

extension Identifier: ExpressibleByExtendedGraphemeClusterLiteral {
    package init(extendedGraphemeClusterLiteral text: String) {
        self.init(text)
    }
}

extension Identifier: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        self.init(text)
    }
}

/// The world of the tests is only made of things that exist.
func known<Value>(_ value: Value?) -> Value {
    guard let value else { preconditionFailure("a test names something that does not exist") }
    return value
}

func moment(_ text: String) -> Moment {
    known(Moment(rfc3339: text))
}

func currency(_ code: String) -> Currency {
    known(Currency(code: code))
}

func percent(_ text: String) -> Percent {
    known(Percent(text))
}
