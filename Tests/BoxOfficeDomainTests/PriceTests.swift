import BoxOfficeDomain
import Testing

@Suite("What a ticket costs")
struct PriceTests {
    @Test("the all-in price is the face value and all of its fees")
    func allIn() {
        let fees = [Fee(name: "Booking fee", amount: 300), Fee(name: "Restoration levy", amount: 175)]
        let listing = House.listing {
            $0.prices = [Price(category: "Premium", ticketType: House.adult, faceValue: 8000, fees: fees)]
        }
        let option = listing.price("Orchestra-A-1")
        #expect(option?.sellPrice == Money(8475, House.pounds))
        #expect(option?.listPrice == nil)
        #expect(option?.promotion == nil)
        #expect(option?.categoryName == "Adult")
    }

    @Test("what no price names is not sold")
    func unpriced() {
        let listing = House.listing { $0.prices.removeAll { $0.category == "Standing" } }
        #expect(listing.price("floor") == nil)
        #expect(listing.sellable("floor") == nil)
        #expect(listing.price("Orchestra-A-1", House.child) == nil)
        #expect(listing.price("Orchestra-A-1", "SENIOR") == nil)
        #expect(listing.price("Orchestra-Z-1") == nil)
        #expect(!listing.inventory(Taken(), tier: nil, at: House.now).contains { $0.variant.id == "floor" })
    }

    @Test("a price list of a date replaces the event's whole list")
    func ownPrices() {
        let prices = [Price(category: "Premium", ticketType: House.adult, faceValue: 9900)]
        let listing = House.listing(House.occurrence(prices: prices))
        #expect(listing.price("Orchestra-A-1")?.sellPrice.amount == 9900)
        #expect(listing.price("Orchestra-B-1") == nil)
    }

    @Test("a free ticket costs nothing, and is sold")
    func free() {
        let listing = House.listing {
            $0.prices = [Price(category: "Premium", ticketType: House.adult, faceValue: 0)]
        }
        #expect(listing.price("Orchestra-A-1")?.sellPrice.amount == 0)
        #expect(listing.availability(Taken(), at: House.now).fromPrice == Money(0, House.pounds))
    }

    @Test("an extra has one option, which no promotion and no tier touches")
    func extra() throws {
        let listing = House.listing {
            $0.promotions = [Promotion(id: "half", name: "Half", reduction: .percentOff(percent("50")))]
            $0.rateCodes = [RateCode(code: "half", effect: .reduction(.percentOff(percent("50"))))]
        }
        for tier in [nil, "half"] {
            let items = listing.inventory(Taken(), tier: tier, at: House.now)
            let extra = try #require(items.last)
            #expect(extra.variant.id == House.programme)
            #expect(extra.quantityAvailable == 3)
            #expect(extra.priceOptions.map(\.name) == [.extra])
            #expect(extra.priceOptions.map(\.categoryName) == ["Programme"])
            #expect(extra.priceOptions.map(\.sellPrice) == [Money(1050, House.pounds)])
            #expect(extra.priceOptions.first?.listPrice == nil)
        }
        #expect(listing.price(House.programme, House.adult) == nil)
        #expect(listing.price(House.programme, "EXTRA", tier: "half") == nil)
    }

    @Test("inventory is in the plan's order, then the extras, its options in the order of the ticket types")
    func order() {
        let items = House.listing().inventory(Taken(), tier: nil, at: House.now)
        #expect(items.map(\.variant.id) == House.places.map(\.variant.id) + [House.programme])
        #expect(items[3].priceOptions.map(\.name.ticketType) == [House.adult, House.child])
        #expect(items.map(\.quantityAvailable) == [1, 1, 1, 1, 1, 1, 1, 5, 3])
    }

    @Test("what is taken or withheld is not in the inventory, and what is left of an area is")
    func taken() {
        let listing = House.listing(House.occurrence(notForSale: ["Orchestra-A-2"]))
        let taken = Taken(seats: ["Orchestra-A-1"], quantities: ["floor": 4, "programme": 3])
        let items = listing.inventory(taken, tier: nil, at: House.now)
        #expect(items.first?.variant.id == "Orchestra-A-3")
        #expect(items.last?.variant.id == "floor")
        #expect(items.last?.quantityAvailable == 1)
        #expect(items.count == 6)
    }
}
