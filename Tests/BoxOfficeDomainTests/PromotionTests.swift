import BoxOfficeDomain
import Testing

@Suite("Promotions take something off the face value")
struct PromotionTests {
    private func off(
        _ reduction: Reduction, _ id: Promotion.ID = "promotion", _ scope: Scope = .everywhere,
        from: String? = nil, until: String? = nil
    ) -> Promotion {
        Promotion(
            id: id, name: id.text, reduction: reduction, scope: scope, from: from.map(moment),
            until: until.map(moment))
    }

    private func listing(_ promotions: Promotion...) -> Listing {
        House.listing { $0.promotions = promotions }
    }

    @Test("the face value is lowered, the fees stay, and the list price is what it was")
    func feesStay() {
        let option = listing(off(.percentOff(percent("20")))).price("Orchestra-B-1")
        #expect(option?.listPrice == Money(8500, House.pounds))
        #expect(option?.sellPrice == Money(6900, House.pounds))
        #expect(option?.promotion == PromotionName(id: "promotion", name: "promotion"))
    }

    @Test("the best one wins, wherever it stands, and they never stack")
    func best() {
        let promotions = [off(.amountOff(1000), "a"), off(.percentOff(percent("20")), "b"), off(.amountOff(1599), "c")]
        let listing = House.listing { $0.promotions = promotions }
        #expect(listing.price("Orchestra-B-1")?.sellPrice.amount == 6900)
        #expect(listing.price("Orchestra-B-1")?.promotion?.id == "b")
        // Of a child's 40.00, 20 % is less than 15.99.
        #expect(listing.price("Orchestra-B-1", House.child)?.sellPrice.amount == 2401)
        #expect(listing.price("Orchestra-B-1", House.child)?.promotion?.id == "c")
    }

    @Test("of equal reductions the first in the file is shown")
    func ties() {
        let same = [off(.amountOff(1600), "first"), off(.percentOff(percent("20")), "second")]
        #expect(House.listing { $0.promotions = same }.price("Orchestra-B-1")?.promotion?.id == "first")
        let reversed = House.listing { $0.promotions = same.reversed() }
        #expect(reversed.price("Orchestra-B-1")?.promotion?.id == "second")
    }

    @Test("many equal reductions keep the order of the file")
    func manyTies() {
        let many = (1...40).map { off(.amountOff(700), .init("p\($0)")) }
        #expect(House.listing { $0.promotions = many }.price("Orchestra-B-1")?.promotion?.id == "p1")
    }

    @Test(
        "a reduction of nothing is not shown",
        arguments: [Reduction.amountOff(0), .percentOff(percent("0")), .percentOff(percent("0.001"))])
    func nothingOff(_ reduction: Reduction) {
        let option = listing(off(reduction)).price("Orchestra-B-1", House.child)
        #expect(option?.sellPrice.amount == 4000)
        #expect(option?.listPrice == nil)
        #expect(option?.promotion == nil)
    }

    @Test(
        "a ticket never costs less than its fees", arguments: [Reduction.amountOff(8001), .percentOff(percent("100"))])
    func neverBelowZero(_ reduction: Reduction) {
        let listing = listing(off(reduction))
        #expect(listing.price("Orchestra-B-1")?.sellPrice.amount == 500)
        #expect(listing.price("Orchestra-B-1", House.child)?.sellPrice.amount == 0)
        #expect(listing.price("Orchestra-B-1", House.child)?.listPrice?.amount == 4000)
    }

    @Test(
        "what is rounded, half up, is the reduced face value",
        arguments: [
            (999, "50", 500), (1001, "50", 501), (1000, "33.333", 667), (1000, "0.05", 1000), (1000, "0.051", 999),
            (1, "50", 1), (1, "50.001", 0), (200, "12.25", 176), (200, "12.75", 175), (3, "50", 2),
        ])
    func rounding(faceValue: Int64, off: String, left: Int64) {
        let listing = House.listing {
            $0.prices = [
                Price(
                    category: "Premium", ticketType: House.adult, faceValue: faceValue,
                    fees: [Fee(name: "Fee", amount: 7)])
            ]
            $0.promotions = [self.off(.percentOff(percent(off)))]
        }
        #expect(listing.price("Orchestra-A-1")?.sellPrice.amount == left + 7)
    }

    @Test("a window opens at its first moment and is closed at its last")
    func window() {
        let listing = listing(
            off(.amountOff(1000), from: "2026-10-01T00:00:00Z", until: "2026-10-02T00:00:00Z"))
        func price(_ time: String, microseconds: Int64 = 0) -> Int64? {
            let time = Moment(microseconds: moment(time).microseconds + microseconds)
            return listing.price("Orchestra-B-1", at: time)?.sellPrice.amount
        }
        #expect(price("2026-10-01T00:00:00Z", microseconds: -1) == 8500)
        #expect(price("2026-10-01T00:00:00Z") == 7500)
        #expect(price("2026-10-02T00:00:00Z", microseconds: -1) == 7500)
        #expect(price("2026-10-02T00:00:00Z") == 8500)
    }

    @Test("when the best one is not in force the next best is")
    func nextBest() {
        let listing = listing(
            off(.amountOff(3000), "over", until: "2026-10-01T00:00:00Z"), off(.amountOff(500), "small"),
            off(.amountOff(2000), "soon", from: "2026-11-01T00:00:00Z"), off(.amountOff(1000), "middle"))
        #expect(listing.price("Orchestra-B-1")?.promotion?.id == "middle")
        #expect(listing.price("Orchestra-B-1", at: moment("2026-09-01T00:00:00Z"))?.promotion?.id == "over")
        #expect(listing.price("Orchestra-B-1", at: moment("2026-11-01T00:00:00Z"))?.promotion?.id == "soon")
    }

    @Test("a category, ticket type, section or row narrows it, all that are named at once")
    func scope() {
        func reduced(_ scope: Scope) -> [String] {
            let listing = listing(off(.amountOff(100), "p", scope))
            return listing.inventory(Taken(), tier: nil, at: House.now).flatMap { item in
                item.priceOptions.filter { $0.promotion != nil }.map { "\(item.variant.id) \($0.name.ticketType)" }
            }
        }
        #expect(
            reduced(Scope(categories: ["Premium", "Standing"])) == [
                "Orchestra-A-1 ADULT", "Orchestra-A-2 ADULT", "Orchestra-A-3 ADULT", "floor ADULT",
            ])
        #expect(
            reduced(Scope(ticketTypes: ["CHILD"])) == [
                "Orchestra-B-1 CHILD", "Orchestra-B-2 CHILD", "Balcony-A-1 CHILD", "Balcony-A-2 CHILD",
            ])
        #expect(reduced(Scope(sections: ["Balcony"], rows: ["B"])) == [])
        #expect(
            reduced(Scope(ticketTypes: ["ADULT"], sections: ["Balcony", "Orchestra"], rows: ["B"])) == [
                "Orchestra-B-1 ADULT", "Orchestra-B-2 ADULT",
            ])
        #expect(
            reduced(Scope(categories: ["Standard"], ticketTypes: ["ADULT"], rows: ["A"])) == [
                "Balcony-A-1 ADULT", "Balcony-A-2 ADULT",
            ])
        // An area is in no section and no row.
        #expect(reduced(Scope(categories: ["Standing"], sections: ["floor"])) == [])
        #expect(reduced(Scope(categories: ["Standing"], rows: ["A"])) == [])
    }
}
