import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire

extension EventBody {
    init(_ listed: ListedEvent) {
        self.init(
            id: listed.event.id.text, name: listed.event.name, startDate: listed.startDate.description,
            endDate: listed.endDate.description, location: listed.event.venue.location.map(LocationBody.init),
            venue: VenueBody(listed.event.venue))
    }
}

extension LocationBody {
    init(_ location: Location) {
        self.init(id: location.id.text, name: location.name, country: location.country)
    }
}

extension VenueBody {
    init(_ venue: Venue) {
        self.init(id: venue.id.text, name: venue.name, timezone: venue.timeZone.name)
    }
}

extension OccurrenceBody {
    /// - Parameter showsVenue: only where one occurrence was asked for.
    init(_ listed: ListedOccurrence, showsVenue: Bool = false) {
        let (occurrence, availability) = (listed.listing.occurrence, listed.availability)
        let promotions = availability.promotions.map { PromotionBody(id: $0.id.text, name: $0.name) }
        self.init(
            id: occurrence.id.text, startsAt: occurrence.startsAt.description, endsAt: occurrence.endsAt?.description,
            fromPrice: availability.fromPrice.map(MoneyBody.init),
            maxDiscountPercentage: availability.maxDiscountPercentage,
            maxDiscountAmount: availability.maxDiscountAmount.map(MoneyBody.init),
            promotions: promotions.isEmpty ? nil : promotions,
            venue: showsVenue ? VenueBody(listed.listing.event.venue) : nil)
    }
}

extension InventoryItemBody {
    init(_ item: InventoryItem, of occurrence: Occurrence.ID) {
        let name = Wish.ItemName(occurrence: occurrence, variant: item.variant.id)
        self.init(
            id: OptionIDs.itemID(name), inventoryVariant: InventoryVariantBody(item.variant),
            quantityAvailable: item.quantityAvailable,
            priceOptions: item.priceOptions.map { PriceOptionBody($0, of: name) })
    }
}

extension InventoryVariantBody {
    init(_ variant: InventoryVariant) {
        let attributes = variant.attributes.map {
            SeatAttributeBody(
                code: $0.code, name: $0.name, category: SeatAttributeCategory(rawValue: $0.category.rawValue))
        }
        switch variant.kind {
        case .assignedSeat(let section, let row, let seat):
            self.init(
                type: .assignedSeat, id: variant.id.text, name: variant.name, attributes: attributes,
                section: section, row: row, seat: seat)
        case .generalAdmission:
            self.init(
                type: .generalAdmission, id: variant.id.text, name: variant.name, attributes: attributes,
                section: nil, row: nil, seat: nil)
        case .extra:
            self.init(
                type: .extra, id: variant.id.text, name: variant.name, attributes: attributes, section: nil,
                row: nil, seat: nil)
        }
    }
}

extension PriceOptionBody {
    init(_ option: PriceOption, of item: Wish.ItemName) {
        self.init(
            id: OptionIDs.priceOptionID(.init(item: item, option: option.name)),
            category: PriceCategoryBody(id: option.name.ticketType.text, name: option.categoryName),
            listPrice: option.listPrice.map(MoneyBody.init), sellPrice: MoneyBody(option.sellPrice),
            promotion: option.promotion.map { PromotionBody(id: $0.id.text, name: $0.name) })
    }
}
