import BoxOfficeDomain
import Testing

@Suite("A tier gives the retailer that asks for it other prices")
struct TierTests {
    private func listing(
        _ effect: RateCode.Effect, _ scope: Scope = .everywhere, retailers: Set<Retailer.ID>? = nil,
        promotions: [Promotion] = []
    ) -> Listing {
        House.listing {
            $0.rateCodes = [RateCode(code: "May", retailers: retailers, effect: effect, scope: scope)]
            $0.promotions = promotions
        }
    }

    private func promotion(_ amount: Int64) -> Promotion {
        Promotion(id: "promotion", name: "Promotion", reduction: .amountOff(amount))
    }

    @Test("a percentage off lowers the face value and names no promotion")
    func percentOff() {
        let option = listing(.reduction(.percentOff(percent("10")))).price("Orchestra-B-1", tier: "May")
        #expect(option?.name.tier == "May")
        #expect(option?.sellPrice.amount == 7700)
        #expect(option?.listPrice?.amount == 8500)
        #expect(option?.promotion == nil)
    }

    @Test("an amount off never takes more than the face value")
    func amountOff() {
        let listing = listing(.reduction(.amountOff(5000)))
        #expect(listing.price("Orchestra-B-1", tier: "May")?.sellPrice.amount == 3500)
        #expect(listing.price("Orchestra-B-1", House.child, tier: "May")?.sellPrice.amount == 0)
    }

    @Test("its own prices replace the standard ones where they match, and are the price before reductions")
    func ownPrices() {
        let prices = [
            Price(
                category: "Standard", ticketType: House.adult, faceValue: 6000, fees: [Fee(name: "Fee", amount: 100)])
        ]
        let listing = listing(.prices(prices))
        #expect(listing.price("Orchestra-B-1", tier: "May")?.sellPrice.amount == 6100)
        #expect(listing.price("Orchestra-B-1", tier: "May")?.listPrice == nil)
        // Where it names no price, the standard price stands and belongs to no tier.
        #expect(listing.price("Orchestra-A-1", tier: "May") == nil)
        let premium = listing.inventory(Taken(), tier: "May", at: House.now).first
        #expect(premium?.priceOptions.map(\.name) == [PriceOptionName(ticketType: House.adult)])
        #expect(premium?.priceOptions.first?.sellPrice.amount == 15_000)
    }

    @Test("its own prices sell nothing that the standard list does not sell")
    func onlyMatching() {
        let prices = [Price(category: "Premium", ticketType: House.child, faceValue: 100)]
        let listing = listing(.prices(prices))
        #expect(listing.price("Orchestra-A-1", House.child, tier: "May") == nil)
    }

    @Test("a promotion lowers the tier's own price too")
    func promotionOnOwnPrice() {
        let prices = [Price(category: "Standard", ticketType: House.adult, faceValue: 6000)]
        let listing = listing(.prices(prices), promotions: [promotion(1000)])
        let option = listing.price("Orchestra-B-1", tier: "May")
        #expect(option?.sellPrice.amount == 5000)
        #expect(option?.listPrice?.amount == 6000)
        #expect(option?.promotion?.id == "promotion")
        #expect(option?.name.tier == "May")
    }

    @Test(
        "tier or promotion: the one that takes more, and of equals the promotion, which stands first in the file",
        arguments: [(799, 7700, nil), (800, 7700, "promotion"), (801, 7699, "promotion")] as [(Int64, Int64, String?)])
    func versusPromotion(off: Int64, sellPrice: Int64, shown: String?) {
        let listing = listing(.reduction(.percentOff(percent("10"))), promotions: [promotion(off)])
        let option = listing.price("Orchestra-B-1", tier: "May")
        #expect(option?.sellPrice.amount == sellPrice)
        #expect(option?.promotion?.id.text == shown)
        #expect(option?.name.tier == "May")
        #expect(option?.listPrice?.amount == 8500)
    }

    @Test("outside its scope the default tier's price stands, promotion and all")
    func outsideScope() throws {
        let listing = listing(
            .reduction(.percentOff(percent("10"))), Scope(sections: ["Orchestra"]), promotions: [promotion(100)])
        let items = listing.inventory(Taken(), tier: "May", at: House.now)
        let balcony = try #require(items.first { $0.variant.id == "Balcony-A-1" })
        #expect(balcony.priceOptions.map(\.name.tier) == [nil, nil])
        #expect(balcony.priceOptions.map(\.sellPrice.amount) == [8400, 3900])
        let floor = try #require(items.first { $0.variant.id == House.floor })
        #expect(floor.priceOptions.map(\.name.tier) == [nil])
        #expect(listing.price("Balcony-A-1", tier: "May") == nil)
        #expect(listing.price("Orchestra-B-1", tier: "May")?.sellPrice.amount == 7700)
    }

    @Test("a reduction to the same price is still the tier's")
    func zeroReduction() {
        let option = listing(.reduction(.amountOff(0))).price("Orchestra-B-1", tier: "May")
        #expect(option?.name.tier == "May")
        #expect(option?.sellPrice.amount == 8500)
        #expect(option?.listPrice == nil)
    }

    @Test("its name's case matters, and it is only for the retailers that it names")
    func whose() {
        let listing = listing(.reduction(.amountOff(100)), retailers: ["acme"])
        #expect(listing.price("Orchestra-B-1", tier: "may") == nil)
        let name = PriceOptionName(ticketType: House.adult, tier: "May")
        #expect(listing.option(name, of: "Orchestra-B-1", for: "acme", at: House.now) != nil)
        #expect(listing.option(name, of: "Orchestra-B-1", for: "corner", at: House.now) == nil)
        #expect(listing.event.tier("May", for: "acme") != nil)
        #expect(listing.event.tier("May", for: "corner") == nil)
        #expect(listing.event.tier("may", for: "acme") == nil)
    }

    @Test("the default tier does not know of it")
    func defaultTier() {
        let listing = listing(.reduction(.amountOff(5000)))
        #expect(listing.price("Orchestra-B-1")?.sellPrice.amount == 8500)
        #expect(listing.availability(Taken(), at: House.now).fromPrice?.amount == 3500)
        #expect(listing.availability(Taken(), at: House.now).maxDiscountPercentage == nil)
    }

    @Test("two codes of the same letters in other bytes are two tiers")
    func bytes() {
        let codes = ["caf\u{E9}", "cafe\u{301}"]
        let listing = House.listing {
            $0.rateCodes = [
                RateCode(code: codes[0], effect: .reduction(.amountOff(1000))),
                RateCode(code: codes[1], effect: .reduction(.amountOff(2000))),
            ]
        }
        #expect(listing.price("Orchestra-B-1", tier: codes[0])?.sellPrice.amount == 7500)
        #expect(listing.price("Orchestra-B-1", tier: codes[1])?.sellPrice.amount == 6500)
    }

    @Test("it works with the price list of a date")
    func dateWithOwnPrices() {
        let prices = [Price(category: "Premium", ticketType: House.adult, faceValue: 10_000)]
        let listing = House.listing(House.occurrence(prices: prices)) {
            $0.rateCodes = [RateCode(code: "May", effect: .reduction(.percentOff(percent("25"))))]
        }
        #expect(listing.price("Orchestra-A-1", tier: "May")?.sellPrice.amount == 7500)
        #expect(listing.price("Orchestra-B-1", tier: "May") == nil)
    }
}
