import BoxOfficeDomain
import Testing

@Suite("All items of a cart are of one tier, or none")
struct MixedTiersTests {
    private let catalogue = House.catalogue {
        $0.rateCodes = [
            RateCode(code: "May", effect: .reduction(.amountOff(100)), scope: Scope(sections: ["Orchestra"])),
            RateCode(code: "June", effect: .reduction(.amountOff(200))),
            RateCode(
                code: "Own", effect: .prices([Price(category: "Premium", ticketType: House.adult, faceValue: 1)])),
        ]
    }

    private func wish(_ item: InventoryVariant.ID, _ tier: String? = nil) -> Wish {
        House.wish(item, PriceOptionName(ticketType: House.adult, tier: tier))
    }

    private func refused(_ wishes: Wish...) -> CartRefusal? {
        do throws(CartRefusal) {
            _ = try House.open(wishes, from: catalogue)
            return nil
        } catch {
            return error
        }
    }

    @Test("two tiers in one cart clash, and the later is named")
    func twoTiers() {
        #expect(refused(wish("Orchestra-A-1", "May"), wish("Orchestra-A-2", "June")) == .tiersMixed(index: 1))
        #expect(
            refused(wish("Orchestra-A-1", "May"), wish("Orchestra-A-2", "May"), wish("Orchestra-A-3", "Own"))
                == .tiersMixed(index: 2))
        #expect(refused(wish("Orchestra-A-1", "May"), wish("Orchestra-A-2", "May")) == nil)
    }

    @Test("a tier and the default tier clash where the tier could have been asked for, in either order")
    func tierAndDefault() {
        #expect(refused(wish("Orchestra-A-1", "May"), wish("Orchestra-B-1")) == .tiersMixed(index: 1))
        #expect(refused(wish("Orchestra-B-1"), wish("Orchestra-A-1", "May")) == .tiersMixed(index: 1))
    }

    @Test("what the tier does not reach may stand beside it, in either order: other scopes, and extras")
    func outOfReach() {
        let extra = House.wish(House.programme, .extra)
        #expect(refused(wish("Orchestra-A-1", "May"), wish("Balcony-A-1"), wish("floor"), extra) == nil)
        #expect(refused(extra, wish("floor"), wish("Balcony-A-1"), wish("Orchestra-A-1", "May")) == nil)
        #expect(refused(wish("Orchestra-A-1", "Own"), wish("Orchestra-B-1")) == nil)
    }

    @Test("a cart remembers its tier, whichever line it is on")
    func tier() throws {
        let cart = try House.open([wish("Balcony-A-1"), wish("Orchestra-A-1", "May")], from: catalogue)
        #expect(cart.tier == "May")
        #expect(cart.items.map(\.option.name.tier) == [nil, "May"])
    }

    @Test("an id that was given outside the tier's scope names no tier")
    func outsideScope() {
        #expect(refused(wish("Balcony-A-1", "May")) == .optionUnknown(index: 0))
    }
}

@Suite("What is short in a cart")
struct ShortageTests {
    private func shortages(_ wishes: [Wish], taken: Taken, _ occurrence: Occurrence = House.occurrence()) throws
        -> [String]
    {
        let catalogue = House.catalogue {
            $0.prices.append(Price(category: "Standing", ticketType: House.child, faceValue: 100))
        }
        let cart = try House.open(wishes, from: catalogue)
        let listing = Listing(event: try #require(catalogue.event("123")), occurrence: occurrence)
        return cart.shortages(in: listing, taken).map { "\($0.index) \($0.variant) \($0.available)/\($0.requested)" }
    }

    @Test("every line that is short is named, in the order of the lines")
    func all() throws {
        let wishes = [
            House.wish("Orchestra-A-1"), House.wish("floor", quantity: 4), House.wish("Orchestra-A-2"),
            House.wish(House.programme, .extra, quantity: 3),
        ]
        let taken = Taken(seats: ["Orchestra-A-2"], quantities: ["floor": 2, "programme": 1])
        #expect(
            try shortages(wishes, taken: taken) == ["1 floor 3/4", "2 Orchestra-A-2 0/1", "3 programme 2/3"])
        #expect(try shortages(wishes, taken: Taken()) == [])
    }

    @Test("lines of one area share its places: a line is short when the sum up to it exceeds what is free")
    func shared() throws {
        let wishes = [
            House.wish("floor", quantity: 2),
            House.wish("floor", PriceOptionName(ticketType: House.child), quantity: 2),
        ]
        #expect(try shortages(wishes, taken: Taken(quantities: ["floor": 1])) == [])
        #expect(try shortages(wishes, taken: Taken(quantities: ["floor": 2])) == ["1 floor 1/2"])
        #expect(try shortages(wishes, taken: Taken(quantities: ["floor": 3])) == ["1 floor 0/2"])
        #expect(try shortages(wishes, taken: Taken(quantities: ["floor": 4])) == ["0 floor 1/2", "1 floor 0/2"])
        #expect(try shortages(wishes, taken: Taken(quantities: ["floor": 9])) == ["0 floor 0/2", "1 floor 0/2"])
    }

    @Test("nothing of what is withheld is free")
    func withheld() throws {
        let occurrence = House.occurrence(notForSale: ["floor"])
        #expect(
            try shortages([House.wish("floor", quantity: 2)], taken: Taken(), occurrence) == ["0 floor 0/2"])
    }
}
