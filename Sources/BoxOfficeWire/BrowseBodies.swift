/// An event in `GET /api/v3/events`.
public struct EventBody: Codable, Hashable, Sendable {
    /// Opaque; the seller's own.
    public var id: String
    /// For a person to read.
    public var name: String
    /// The local date of the first upcoming occurrence, `YYYY-MM-DD`.
    public var startDate: String
    /// The local date of the last upcoming occurrence, `YYYY-MM-DD`.
    public var endDate: String
    /// Left out when the seller names none.
    public var location: LocationBody?
    /// Where it takes place.
    public var venue: VenueBody

    /// Puts the fields together, as they stand in the body.
    public init(
        id: String, name: String, startDate: String, endDate: String, location: LocationBody?, venue: VenueBody
    ) {
        self.id = id
        self.name = name
        self.startDate = startDate
        self.endDate = endDate
        self.location = location
        self.venue = venue
    }
}

/// A city or market.
public struct LocationBody: Codable, Hashable, Sendable {
    /// Opaque; the seller's own.
    public var id: String
    /// For a person to read.
    public var name: String
    /// ISO 3166-1 alpha-2.
    public var country: String

    /// Puts the fields together, as they stand in the body.
    public init(id: String, name: String, country: String) {
        self.id = id
        self.name = name
        self.country = country
    }
}

/// Where an event takes place.
public struct VenueBody: Codable, Hashable, Sendable {
    /// Opaque; the seller's own.
    public var id: String
    /// For a person to read.
    public var name: String
    /// An IANA name.
    public var timezone: String

    /// Puts the fields together, as they stand in the body.
    public init(id: String, name: String, timezone: String) {
        self.id = id
        self.name = name
        self.timezone = timezone
    }
}

/// One performance of an event.
public struct OccurrenceBody: Codable, Hashable, Sendable {
    /// Opaque.
    public var id: String
    /// The venue's local time with its offset on that date.
    public var startsAt: String
    /// Null is no fixed end.
    public var endsAt: Nullable<String>
    /// The lowest price of an admission ticket that is free now; null when there is none.
    public var fromPrice: Nullable<MoneyBody>
    /// The best over all free prices, rounded down; left out at 0.
    public var maxDiscountPercentage: Int?
    /// The best over all free prices; left out at 0.
    public var maxDiscountAmount: MoneyBody?
    /// Left out when none lowers a free price now.
    public var promotions: [PromotionBody]?
    /// Only where one occurrence was asked for.
    public var venue: VenueBody?

    /// Puts the fields together, as they stand in the body.
    public init(
        id: String, startsAt: String, endsAt: String?, fromPrice: MoneyBody?, maxDiscountPercentage: Int?,
        maxDiscountAmount: MoneyBody?, promotions: [PromotionBody]?, venue: VenueBody?
    ) {
        self.id = id
        self.startsAt = startsAt
        self.endsAt = Nullable(endsAt)
        self.fromPrice = Nullable(fromPrice)
        self.maxDiscountPercentage = maxDiscountPercentage
        self.maxDiscountAmount = maxDiscountAmount
        self.promotions = promotions
        self.venue = venue
    }
}

/// What lowers a price.
public struct PromotionBody: Codable, Hashable, Sendable {
    /// Opaque; the seller's own.
    public var id: String
    /// For a person to read.
    public var name: String

    /// Puts the fields together, as they stand in the body.
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// Something of an occurrence that can be bought now.
public struct InventoryItemBody: Codable, Hashable, Sendable {
    /// Opaque.
    public var id: String
    /// What it is.
    public var inventoryVariant: InventoryVariantBody
    /// 1 for a seat.
    public var quantityAvailable: Int
    /// All that it can cost, in the order of the event's ticket types.
    public var priceOptions: [PriceOptionBody]

    /// Puts the fields together, as they stand in the body.
    public init(
        id: String, inventoryVariant: InventoryVariantBody, quantityAvailable: Int, priceOptions: [PriceOptionBody]
    ) {
        self.id = id
        self.inventoryVariant = inventoryVariant
        self.quantityAvailable = quantityAvailable
        self.priceOptions = priceOptions
    }
}

/// A seat, an area or an extra.
public struct InventoryVariantBody: Codable, Hashable, Sendable {
    /// `AssignedSeat`, `GeneralAdmission` or `Extra`.
    public var type: InventoryType
    /// Opaque.
    public var id: String
    /// For a person to read.
    public var name: String
    /// Empty when there are none.
    public var attributes: [SeatAttributeBody]
    /// On an `AssignedSeat` alone, as are `row` and `seat`.
    public var section: String?
    /// On an `AssignedSeat` alone.
    public var row: String?
    /// On an `AssignedSeat` alone.
    public var seat: String?

    /// Puts the fields together, as they stand in the body.
    public init(
        type: InventoryType, id: String, name: String, attributes: [SeatAttributeBody], section: String?,
        row: String?, seat: String?
    ) {
        self.type = type
        self.id = id
        self.name = name
        self.attributes = attributes
        self.section = section
        self.row = row
        self.seat = seat
    }

    private enum CodingKeys: String, CodingKey {
        case type = "_type"
        case id, name, attributes, section, row, seat
    }
}

/// What a buyer should know of a seat.
public struct SeatAttributeBody: Codable, Hashable, Sendable {
    /// The name that a program knows it by.
    public var code: String
    /// For a person to read.
    public var name: String
    /// `accessibility`, `view`, `comfort` or `other`.
    public var category: SeatAttributeCategory

    /// Puts the fields together, as they stand in the body.
    public init(code: String, name: String, category: SeatAttributeCategory) {
        self.code = code
        self.name = name
        self.category = category
    }
}

/// One way to buy an item.
public struct PriceOptionBody: Codable, Hashable, Sendable {
    /// Opaque.
    public var id: String
    /// Who the ticket is for.
    public var category: PriceCategoryBody
    /// The all-in price before a reduction; left out when nothing reduces it.
    public var listPrice: MoneyBody?
    /// The all-in price.
    public var sellPrice: MoneyBody
    /// What reduces the price, if a promotion does.
    public var promotion: PromotionBody?

    /// Puts the fields together, as they stand in the body.
    public init(
        id: String, category: PriceCategoryBody, listPrice: MoneyBody?, sellPrice: MoneyBody, promotion: PromotionBody?
    ) {
        self.id = id
        self.category = category
        self.listPrice = listPrice
        self.sellPrice = sellPrice
        self.promotion = promotion
    }
}

/// Who a ticket is for.
public struct PriceCategoryBody: Codable, Hashable, Sendable {
    /// Opaque.
    public var id: String
    /// For a person to read.
    public var name: String

    /// Puts the fields together, as they stand in the body.
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// A row of the legacy v4 availability call.
public struct AvailabilityBody: Codable, Hashable, Sendable {
    /// The venue's local date, `YYYY-MM-DD`.
    public var date: String
    /// The venue's local time, `HH:MM`.
    public var time: String
    /// Major units. On the wire it has exactly the currency's decimals.
    public var price: Double
    /// ISO 4217.
    public var currencyCode: String
    /// Always true: what is not available is left out.
    public var available: Bool

    /// Puts the fields together, as they stand in the body.
    public init(date: String, time: String, price: Double, currencyCode: String, available: Bool) {
        self.date = date
        self.time = time
        self.price = price
        self.currencyCode = currencyCode
        self.available = available
    }
}
