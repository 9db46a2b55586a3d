import BoxOfficeDomain
import Testing

@Suite("What a list of occurrences says of one")
struct AvailabilityTests {
    private func everything(besides: [InventoryVariant.ID] = []) -> Taken {
        let seats = House.seats.map(\.variant.id).filter { !besides.contains($0) }
        return Taken(seats: Set(seats), quantities: besides.contains("floor") ? [:] : ["floor": 5])
    }

    @Test("every free and priced place counts, and the cheapest of them is the price it starts from")
    func free() {
        let availability = House.listing().availability(Taken(), at: House.now)
        #expect(availability.freeTickets == 12)
        #expect(availability.fromPrice == Money(3500, House.pounds))
        #expect(availability.promotions == [])
        #expect(availability.maxDiscountPercentage == nil)
        #expect(availability.maxDiscountAmount == nil)
    }

    @Test("the price it starts from follows what is still free")
    func fromPriceOfWhatIsFree() {
        let listing = House.listing()
        let dear = listing.availability(everything(besides: ["Orchestra-A-2"]), at: House.now)
        #expect(dear.freeTickets == 1)
        #expect(dear.fromPrice?.amount == 15_000)
        let cheap = listing.availability(everything(besides: ["Orchestra-A-2", "Balcony-A-1"]), at: House.now)
        #expect(cheap.fromPrice?.amount == 4000)
    }

    @Test("sold out has no price; extras are no admission")
    func soldOut() {
        let availability = House.listing().availability(everything(), at: House.now)
        #expect(availability == .nothing)
        #expect(availability.freeTickets == 0 && availability.fromPrice == nil)
    }

    @Test("places without a price are not free tickets")
    func unpriced() {
        let listing = House.listing { $0.prices = [House.prices[0]] }
        #expect(listing.availability(Taken(), at: House.now).freeTickets == 3)
    }

    @Test("house seats and house areas are never free, taken or not")
    func notForSale() {
        let listing = House.listing(House.occurrence(notForSale: ["Orchestra-A-1", "floor"]))
        #expect(listing.availability(Taken(), at: House.now).freeTickets == 6)
        #expect(listing.availability(Taken(), at: House.now).fromPrice?.amount == 4000)
        let taken = Taken(seats: ["Orchestra-A-1"], quantities: ["floor": 3])
        #expect(listing.availability(taken, at: House.now).freeTickets == 6)
    }

    @Test("what the plan does not know takes nothing, and no area is less than empty")
    func strays() {
        let taken = Taken(seats: ["gone"], quantities: ["gone-too": 9, "programme": 3, "floor": 99])
        #expect(House.listing().availability(taken, at: House.now).freeTickets == 7)
    }

    @Test("an occurrence is on sale from its first moment to before its last, and never once it started")
    func saleWindow() {
        func tickets(_ occurrence: Occurrence, _ time: String, microseconds: Int64 = 0) -> Int {
            let time = Moment(microseconds: moment(time).microseconds + microseconds)
            return House.listing(occurrence).availability(Taken(), at: time).freeTickets
        }
        let window = House.occurrence(onSaleFrom: "2026-11-01T10:00:00Z", onSaleUntil: "2026-12-15T19:00:00Z")
        #expect(tickets(window, "2026-11-01T10:00:00Z", microseconds: -1) == 0)
        #expect(tickets(window, "2026-11-01T10:00:00Z") == 12)
        #expect(tickets(window, "2026-12-15T19:00:00Z", microseconds: -1) == 12)
        #expect(tickets(window, "2026-12-15T19:00:00Z") == 0)
        #expect(tickets(House.occurrence(), "2026-12-15T19:30:00Z", microseconds: -1) == 12)
        #expect(tickets(House.occurrence(), "2026-12-15T19:30:00Z") == 0)
        #expect(tickets(House.occurrence(status: .offSale), "2026-10-10T12:00:00Z") == 0)
        #expect(tickets(House.occurrence(status: .cancelled), "2026-10-10T12:00:00Z") == 0)
        // A seller may sell on while it runs.
        let late = House.occurrence(onSaleUntil: "2026-12-15T20:30:00Z")
        #expect(tickets(late, "2026-12-15T20:00:00Z") == 12)
    }

    @Test("upcoming is what starts after now and is not cancelled; over is what has ended")
    func upcoming() {
        let start = moment("2026-12-15T19:30:00Z")
        let before = start.adding(seconds: -1)
        #expect(House.occurrence().isUpcoming(at: before))
        #expect(!House.occurrence().isUpcoming(at: start))
        #expect(!House.occurrence(status: .cancelled).isUpcoming(at: before))
        #expect(House.occurrence(status: .offSale).isUpcoming(at: before))
        #expect(!House.occurrence().hasEnded(at: before))
        #expect(House.occurrence().hasEnded(at: start))
        let long = House.occurrence(endsAt: "2026-12-15T22:30:00Z")
        #expect(!long.hasEnded(at: start))
        #expect(long.hasEnded(at: moment("2026-12-15T22:30:00Z")))
    }

    @Test("off sale, nothing is in the inventory either")
    func noInventory() {
        let listing = House.listing(House.occurrence(status: .offSale))
        #expect(listing.inventory(Taken(), tier: nil, at: House.now) == [])
    }
}

@Suite("What a list of occurrences says of discounts")
struct DiscountTests {
    private func listing(_ display: DiscountDisplay, _ promotions: [Promotion]) -> Listing {
        House.listing {
            $0.discountDisplay = display
            $0.promotions = promotions
        }
    }

    private func promotion(_ id: Promotion.ID, _ reduction: Reduction, _ scope: Scope = .everywhere) -> Promotion {
        Promotion(id: id, name: id.text, reduction: reduction, scope: scope)
    }

    @Test("the best percentage over all free prices, of the all-in price, rounded down")
    func percentage() {
        // 20 % off a face value of 80.00 is 16.00 off 85.00: 18.8 %.
        let adults = promotion("a", .percentOff(percent("20")), Scope(ticketTypes: ["ADULT"], rows: ["B"]))
        let availability = listing(.percentage, [adults]).availability(Taken(), at: House.now)
        #expect(availability.maxDiscountPercentage == 18)
        #expect(availability.maxDiscountAmount == nil)
        // The best is perhaps not the one of the price that it starts from.
        #expect(availability.fromPrice?.amount == 3500)
        let exact = promotion("b", .percentOff(percent("29")), Scope(ticketTypes: ["CHILD"]))
        #expect(
            listing(.percentage, [adults, exact]).availability(Taken(), at: House.now).maxDiscountPercentage == 29)
    }

    @Test("a percentage that rounds down to nothing is left out, its promotion is not")
    func lessThanOne() {
        let availability = listing(.percentage, [promotion("a", .amountOff(30))]).availability(Taken(), at: House.now)
        #expect(availability.maxDiscountPercentage == nil)
        #expect(availability.promotions.map(\.id) == ["a"])
    }

    @Test("the best amount where the event shows amounts")
    func amount() {
        let promotions = [promotion("a", .percentOff(percent("10"))), promotion("b", .amountOff(700))]
        let availability = listing(.amount, promotions).availability(Taken(), at: House.now)
        #expect(availability.maxDiscountAmount == Money(1250, House.pounds))
        #expect(availability.maxDiscountPercentage == nil)
    }

    @Test("what is sold out promises no discount")
    func onlyWhatIsFree() {
        let premium = promotion("a", .amountOff(5000), Scope(categories: ["Premium"]))
        let taken = Taken(seats: ["Orchestra-A-1", "Orchestra-A-2", "Orchestra-A-3"])
        let availability = listing(.amount, [premium]).availability(taken, at: House.now)
        #expect(availability.maxDiscountAmount == nil)
        #expect(availability.promotions == [])
    }

    @Test("promotions that lower a free price now are named in the order of the file, each once")
    func promotions() {
        let promotions = [
            promotion("floor", .amountOff(100), Scope(categories: ["Standing"])),
            promotion("never best", .amountOff(1)),
            promotion("all", .amountOff(50)),
            Promotion(
                id: "over", name: "Over", reduction: .amountOff(3000), until: moment("2026-10-01T00:00:00Z")),
            promotion("balcony", .amountOff(60), Scope(sections: ["Balcony"])),
        ]
        let availability = listing(.percentage, promotions).availability(Taken(), at: House.now)
        #expect(availability.promotions.map(\.id) == ["floor", "all", "balcony"])
    }
}
