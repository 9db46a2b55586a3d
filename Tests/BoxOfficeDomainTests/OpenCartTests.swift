import BoxOfficeDomain
import Testing

@Suite("Opening a cart")
struct OpenCartTests {
    @Test("what is wished for is priced, and held from now for as long as the event says, to the next whole second")
    func open() throws {
        let now = Moment(microseconds: House.now.microseconds + 250_000)
        let wishes = [
            House.wish("Orchestra-B-1", PriceOptionName(ticketType: House.child)), House.wish("floor", quantity: 3),
            House.wish(House.programme, .extra, quantity: 2),
        ]
        let cart = try House.open(wishes, from: House.catalogue { $0.holdSeconds = 600 }, at: now)
        #expect(cart.items.map(\.total.amount) == [4000, 10_500, 2100])
        #expect(cart.receipt.total == Money(16_600, House.pounds))
        #expect(cart.createdAt == now)
        #expect(cart.expiresAt == House.now.adding(seconds: 601))
        #expect((cart.retailer, cart.event, cart.occurrence) == ("acme", "123", "456"))
        #expect(cart.tier == nil)
        #expect(cart.units.map(\.variant.id) == ["Orchestra-B-1", "floor", "programme"])
        #expect(cart.units.map(\.quantity) == [1, 3, 2])
    }

    @Test("lines of one area are one unit to take, and units are in the order of their ids")
    func units() throws {
        let catalogue = House.catalogue {
            $0.prices.append(Price(category: "Standing", ticketType: House.child, faceValue: 100))
        }
        let wishes = [
            House.wish("floor", quantity: 2), House.wish("Orchestra-A-2"), House.wish("Orchestra-A-1"),
            House.wish("floor", PriceOptionName(ticketType: House.child), quantity: 3),
        ]
        let cart = try House.open(wishes, from: catalogue)
        #expect(cart.units.map(\.variant.id) == ["Orchestra-A-1", "Orchestra-A-2", "floor"])
        #expect(cart.units.map(\.quantity) == [1, 1, 5])
    }

    @Test("of everything that is wrong with a cart, the first check of the contract answers")
    func orderOfChecks() {
        let catalogue = Catalogue(
            version: 1,
            events: [
                House.event(occurrences: [House.occurrence(), House.occurrence("457", status: .offSale)]) {
                    $0.maxTicketsPerCart = 1
                    $0.rateCodes = [RateCode(code: "May", effect: .reduction(.amountOff(1)))]
                }
            ], retailers: [House.acme])
        let tier = PriceOptionName(ticketType: House.adult, tier: "May")
        func wishes(_ occurrence: Occurrence.ID) -> [Wish] {
            [
                House.wish("Orchestra-A-1", occurrence: occurrence),
                House.wish("Orchestra-A-1", quantity: 2, occurrence: occurrence),
                House.wish("nowhere", occurrence: occurrence),
                House.wish("Orchestra-A-2", .extra, occurrence: occurrence),
                House.wish("Orchestra-A-3", tier, occurrence: occurrence),
            ]
        }
        func refusal(_ wishes: [Wish]) -> CartRefusal? {
            #expect(throws: CartRefusal.self) { try House.open(wishes, from: catalogue) }
        }
        #expect(refusal([]) == .itemCount(0))
        #expect(
            refusal(wishes("999") + wishes("456")) == .occurrenceMismatch(index: 5, first: "999"))
        #expect(refusal(wishes("999")) == .occurrenceUnknown("999"))
        #expect(refusal(wishes("457")) == .occurrenceNotOnSale("457"))

        var wishes = wishes("456")
        #expect(refusal(wishes) == .itemUnknown(index: 2))
        wishes.remove(at: 2)
        #expect(refusal(wishes) == .seatListedTwice(index: 1, House.places[0].variant))
        wishes[1] = House.wish("Orchestra-B-1", quantity: 2)
        #expect(refusal(wishes) == .seatQuantity(index: 1, quantity: 2))
        wishes.remove(at: 1)
        #expect(refusal(wishes) == .optionUnknown(index: 1))
        wishes.remove(at: 1)
        #expect(refusal(wishes) == .tiersMixed(index: 1))
        wishes[0] = House.wish("Orchestra-A-1", tier)
        #expect(refusal(wishes) == .tooManyTickets(limit: 1, wished: 2))
        wishes.remove(at: 1)
        #expect(throws: Never.self) { try House.open(wishes, from: catalogue) }
    }

    @Test("an event that the retailer may not sell is unknown to it")
    func anotherRetailers() {
        let corner = Retailer(id: "corner", name: "Corner", events: ["999"])
        #expect(throws: CartRefusal.occurrenceUnknown("456")) {
            try Cart.open(
                id: "cart", wishes: [House.wish("floor")], for: corner, from: House.catalogue(), at: House.now)
        }
    }

    @Test("the item of another occurrence, a house seat and a seat without a price are unknown items")
    func unknownItems() {
        let occurrence = House.occurrence(
            notForSale: ["Orchestra-A-1"],
            prices: [Price(category: "Premium", ticketType: House.adult, faceValue: 1)])
        let elsewhere = Wish.ItemName(occurrence: "457", variant: "Orchestra-A-2")
        let wishes = [
            Wish(
                occurrence: "456", item: elsewhere,
                option: .init(item: elsewhere, option: PriceOptionName(ticketType: House.adult)), quantity: 1),
            Wish(occurrence: "456", item: nil, option: nil, quantity: 1),
            House.wish("Orchestra-A-1"), House.wish("Orchestra-B-1"), House.wish("floor"),
        ]
        for wish in wishes {
            #expect(throws: CartRefusal.itemUnknown(index: 1)) {
                try House.open([House.wish("Orchestra-A-3"), wish], from: House.catalogue(occurrence))
            }
        }
    }

    @Test("an option of another item, of another ticket type or of nobody's tier is no option of this one")
    func unknownOptions() {
        let here = Wish.ItemName(occurrence: "456", variant: "Orchestra-B-1")
        let there = Wish.ItemName(occurrence: "456", variant: "Orchestra-B-2")
        let options: [Wish.OptionName?] = [
            nil, .init(item: there, option: PriceOptionName(ticketType: House.adult)),
            .init(item: here, option: PriceOptionName(ticketType: "SENIOR")), .init(item: here, option: .extra),
            .init(item: here, option: PriceOptionName(ticketType: House.adult, tier: "nobody's")),
        ]
        for option in options {
            #expect(throws: CartRefusal.optionUnknown(index: 0)) {
                try House.open([Wish(occurrence: "456", item: here, option: option, quantity: 1)])
            }
        }
        #expect(throws: CartRefusal.optionUnknown(index: 0)) { try House.open([House.wish(House.programme)]) }
    }

    @Test("an area may be listed once for each price option, and an extra once")
    func duplicates() throws {
        let area = House.places[7].variant
        #expect(throws: CartRefusal.optionListedTwice(index: 2, area)) {
            try House.open([House.wish("floor"), House.wish("Orchestra-A-1"), House.wish("floor", quantity: 2)])
        }
        #expect(throws: CartRefusal.optionListedTwice(index: 1, House.terms.extras[0].variant)) {
            try House.open([House.wish(House.programme, .extra), House.wish(House.programme, .extra)])
        }
        #expect(throws: CartRefusal.seatListedTwice(index: 1, House.places[3].variant)) {
            try House.open([
                House.wish("Orchestra-B-1"), House.wish("Orchestra-B-1", PriceOptionName(ticketType: House.child)),
            ])
        }
    }

    @Test("extras do not count towards the ticket limit")
    func limit() throws {
        let catalogue = House.catalogue { $0.maxTicketsPerCart = 3 }
        let full = [House.wish("floor", quantity: 3), House.wish(House.programme, .extra, quantity: 3)]
        #expect(try House.open(full, from: catalogue).items.count == 2)
        #expect(throws: CartRefusal.tooManyTickets(limit: 3, wished: 4)) {
            try House.open(full + [House.wish("Orchestra-A-1")], from: catalogue)
        }
    }

    @Test("a cart as large as a cart can be is priced exactly")
    func largest() throws {
        let places = (1...50).map { House.area("area\($0)", "Standing", capacity: 1_000_000) }
        let event = House.event(venue: House.venue(places: places)) {
            $0.prices = [Price(category: "Standing", ticketType: House.adult, faceValue: 10_000_000_000)]
        }
        let wishes = places.map { House.wish($0.variant.id, quantity: Cart.quantityMax) }
        #expect(wishes.count == Cart.itemsMax)
        let cart = try House.open(wishes, from: Catalogue(version: 1, events: [event], retailers: []))
        #expect(cart.receipt.total.amount == 500_000_000_000_000)
    }
}
