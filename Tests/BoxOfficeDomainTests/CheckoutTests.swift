import BoxOfficeDomain
import Testing

@Suite("An open cart follows the seller's prices, and nothing else")
struct RepriceTests {
    private let promotion = Promotion(
        id: "early", name: "Early", reduction: .amountOff(1000), from: moment("2026-10-01T00:00:00Z"),
        until: moment("2026-10-11T00:00:00Z"))

    private func cart(_ wishes: [Wish] = [House.wish("Orchestra-B-1")]) throws -> Cart {
        try House.open(wishes, from: House.catalogue { $0.promotions = [promotion] })
    }

    @Test("the same catalogue gives the same cart")
    func unchanged() throws {
        let cart = try cart()
        #expect(cart.repriced(in: House.catalogue { $0.promotions = [promotion] }) == cart)
    }

    @Test("a new price counts, and so do new fees")
    func newPrice() throws {
        let cart = try cart()
        let repriced = cart.repriced(
            in: House.catalogue {
                $0.promotions = [promotion]
                $0.prices[1] = Price(category: "Standard", ticketType: House.adult, faceValue: 9000)
                $0.orderFees = [Fee(name: "Service fee", amount: 250)]
            })
        #expect(repriced.items[0].option.sellPrice.amount == 8000)
        #expect(repriced.items[0].option.listPrice?.amount == 9000)
        #expect(repriced.receipt.total.amount == 8250)
        #expect((repriced.id, repriced.createdAt, repriced.expiresAt) == (cart.id, cart.createdAt, cart.expiresAt))
    }

    @Test("time changes nothing: which promotion applies is judged when the cart is opened")
    func time() throws {
        let cart = try cart()
        #expect(cart.receipt.total.amount == 7500)
        let later = Promotion(
            id: "later", name: "Later", reduction: .amountOff(2000), from: House.now.adding(seconds: 1))
        let repriced = cart.repriced(in: House.catalogue { $0.promotions = [promotion, later] })
        #expect(repriced == cart)
    }

    @Test("a promotion that the seller withdraws or betters counts")
    func changedPromotion() throws {
        let cart = try cart()
        #expect(cart.repriced(in: House.catalogue()).receipt.total.amount == 8500)
        let better = Promotion(id: "better", name: "Better", reduction: .amountOff(3000))
        let repriced = cart.repriced(in: House.catalogue { $0.promotions = [promotion, better] })
        #expect(repriced.receipt.total.amount == 5500)
        #expect(repriced.items[0].option.promotion?.id == "better")
    }

    @Test("a cart of which one option left keeps its last total, whole")
    func optionLeft() throws {
        let cart = try cart([House.wish("Orchestra-B-1"), House.wish("floor", quantity: 2)])
        let dearer = House.catalogue { terms in
            terms.prices[1] = Price(category: "Standard", ticketType: House.adult, faceValue: 99_999)
            terms.prices.removeAll { $0.category == "Standing" }
        }
        #expect(cart.repriced(in: dearer) == cart)
        #expect(cart.repriced(in: .empty) == cart)
    }

    @Test("a tier that the retailer lost is an option that left")
    func tierLeft() throws {
        let may = RateCode(code: "May", effect: .reduction(.amountOff(500)))
        let wish = House.wish("Orchestra-B-1", PriceOptionName(ticketType: House.adult, tier: "May"))
        let cart = try House.open([wish], from: House.catalogue { $0.rateCodes = [may] })
        let others = RateCode(code: "May", retailers: ["corner"], effect: .reduction(.amountOff(1)))
        #expect(cart.repriced(in: House.catalogue { $0.rateCodes = [others] }) == cart)
    }

    @Test("an occurrence that went to another event reprices nothing")
    func otherEvent() throws {
        let cart = try cart()
        let moved = House.event("124") { $0.prices = [] }
        #expect(cart.repriced(in: Catalogue(version: 2, events: [moved], retailers: [])) == cart)
    }
}

@Suite("Whether a cart may be bought")
struct CheckoutTests {
    private let cart: Cart

    init() throws {
        cart = try House.open([House.wish("Orchestra-B-1")])
    }

    private func refusal(
        _ amount: Int64 = 8500, _ currency: String = "GBP", from catalogue: Catalogue = House.catalogue(),
        at now: Moment = House.now
    ) -> CheckoutRefusal? {
        do throws(CheckoutRefusal) {
            _ = try cart.checkedOut(
                expecting: ExpectedTotal(amount: amount, currency: currency), from: catalogue, at: now)
            return nil
        } catch {
            return error
        }
    }

    @Test("for the total that it shows, until the moment at which it expires")
    func expiry() {
        #expect(refusal() == nil)
        let end = cart.expiresAt
        #expect(refusal(at: Moment(microseconds: end.microseconds - 1)) == nil)
        #expect(refusal(at: end) == .cartExpired(at: end))
        #expect(
            refusal(at: Moment(microseconds: end.adding(seconds: 86_400).microseconds - 1)) == .cartExpired(at: end))
        #expect(refusal(at: end.adding(seconds: 86_400)) == .cartUnknown(cart.id))
    }

    @Test("the expected total must be equal, in amount and in currency")
    func total() {
        let actual = Money(8500, House.pounds)
        for (amount, currency) in [(8499, "GBP"), (8501, "GBP"), (8500, "USD"), (8500, "gbp"), (0, "")] {
            let expected = ExpectedTotal(amount: Int64(amount), currency: currency)
            #expect(
                refusal(Int64(amount), currency) == .totalMismatch(expected: expected, actual: actual))
        }
    }

    @Test("the total is today's: the old one is refused with the new")
    func newPrice() throws {
        let dearer = House.catalogue { $0.orderFees = [Fee(name: "Fee", amount: 1)] }
        #expect(
            refusal(from: dearer)
                == .totalMismatch(
                    expected: ExpectedTotal(amount: 8500, currency: "GBP"), actual: Money(8501, House.pounds)))
        let bought = try cart.checkedOut(
            expecting: ExpectedTotal(amount: 8501, currency: "GBP"), from: dearer, at: House.now)
        #expect(bought.receipt.lines.count == 2)
    }

    @Test("the seller may take it off sale; the end of the sale window alone takes no cart away")
    func saleWindow() {
        let gone: [Occurrence] = [
            House.occurrence(status: .offSale), House.occurrence(status: .cancelled),
            House.occurrence(onSaleFrom: "2026-11-01T00:00:00Z"),
        ]
        for occurrence in gone {
            #expect(refusal(from: House.catalogue(occurrence)) == .occurrenceNotOnSale("456"))
        }
        #expect(refusal(from: .empty) == .occurrenceNotOnSale("456"))
        #expect(refusal(from: House.catalogue(House.occurrence(onSaleUntil: "2026-10-01T00:00:00Z"))) == nil)
        #expect(refusal(from: House.catalogue(House.occurrence(startsAt: "2026-10-10T11:00:00Z"))) == nil)
    }

    @Test("of several reasons the first of the contract answers: expired, then the total, then off sale")
    func order() {
        let offSale = House.catalogue(House.occurrence(status: .offSale))
        #expect(refusal(1, from: offSale, at: cart.expiresAt) == .cartExpired(at: cart.expiresAt))
        #expect(
            refusal(1, from: offSale)
                == .totalMismatch(
                    expected: ExpectedTotal(amount: 1, currency: "GBP"), actual: Money(8500, House.pounds)))
        #expect(refusal(from: offSale) == .occurrenceNotOnSale("456"))
    }
}
