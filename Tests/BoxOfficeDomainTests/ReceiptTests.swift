import BoxOfficeDomain
import Testing

@Suite("A receipt says line by line what a customer pays")
struct ReceiptTests {
    private static let voucher = Voucher(code: "W", name: "Welcome", reduction: .amountOff(500))

    private func items(_ amounts: (price: Int64, quantity: Int)...) -> [Cart.Item] {
        amounts.map { price, quantity in
            Cart.Item(
                variant: House.places[0].variant,
                option: PriceOption(
                    name: PriceOptionName(ticketType: House.adult), categoryName: "Adult", listPrice: nil,
                    sellPrice: Money(price, House.pounds), promotion: nil),
                quantity: quantity)
        }
    }

    private func terms(_ change: (inout Terms) -> Void) -> Terms {
        var terms = House.terms
        change(&terms)
        return terms
    }

    private func lines(_ receipt: Receipt) -> [String] {
        receipt.lines.map { "\($0.kind) \($0.label) \($0.amount.amount)" }
    }

    @Test("subtotal, fees, voucher, protection: in this order, and the total is their sum")
    func order() {
        let terms = terms {
            $0.orderFees = [Fee(name: "Service fee", amount: 250), Fee(name: "Delivery", amount: 100)]
            $0.protection = Protection(name: "Refund protection", percent: percent("7"))
        }
        let receipt = Receipt(
            items: items((8500, 2), (1050, 1)), terms: terms, voucher: Self.voucher, isProtected: true)
        #expect(
            lines(receipt) == [
                "subtotal Subtotal 18050", "fee Service fee 250", "fee Delivery 100", "voucher Welcome -500",
                "protection Refund protection 1229",
            ])
        #expect(receipt.total == Money(19_129, House.pounds))
        #expect(receipt.total.amount == receipt.lines.reduce(0) { $0 + $1.amount.amount })
        #expect(receipt.totalTaxes == nil)
    }

    @Test("a line of zero is left out, the subtotal alone stays")
    func zeroLines() {
        let terms = terms {
            $0.orderFees = [Fee(name: "Nothing", amount: 0)]
            $0.protection = Protection(name: "Refund protection", percent: percent("7"))
        }
        let receipt = Receipt(items: items((0, 3)), terms: terms, voucher: Self.voucher, isProtected: true)
        #expect(lines(receipt) == ["subtotal Subtotal 0"])
        #expect(receipt.total.amount == 0)
    }

    @Test("a voucher is taken off the subtotal, never more than it; fees are not its to pay")
    func voucher() {
        let terms = terms { $0.orderFees = [Fee(name: "Service fee", amount: 250)] }
        let receipt = Receipt(items: items((300, 1)), terms: terms, voucher: Self.voucher)
        #expect(lines(receipt) == ["subtotal Subtotal 300", "fee Service fee 250", "voucher Welcome -300"])
        #expect(receipt.total.amount == 250)
        let half = Voucher(code: "H", name: "Half", reduction: .percentOff(percent("50")))
        #expect(lines(Receipt(items: items((333, 1)), terms: terms, voucher: half)).last == "voucher Half -167")
    }

    @Test("protection is a part of the subtotal after the voucher, fees apart, and only when it was chosen")
    func protection() {
        let terms = terms {
            $0.orderFees = [Fee(name: "Service fee", amount: 9999)]
            $0.protection = Protection(name: "Protection", percent: percent("10"))
        }
        let chosen = Receipt(items: items((1505, 1)), terms: terms, voucher: Self.voucher, isProtected: true)
        #expect(lines(chosen).last == "protection Protection 101")
        #expect(lines(Receipt(items: items((1505, 1)), terms: terms)).count == 2)
        #expect(lines(Receipt(items: items((1505, 1)), terms: House.terms, isProtected: true)).count == 1)
    }

    @Test("disclosed taxes are inside the total, rounded once and not line by line")
    func taxes() {
        let disclosed = terms {
            $0.tax = Tax(name: "VAT", percent: percent("20"), isDisclosed: true)
            $0.orderFees = [Fee(name: "Fee", amount: 1)]
        }
        // A sixth of 100, of 100 and of 1 would be 17, 17 and 0.
        #expect(Receipt(items: items((100, 1), (100, 1)), terms: disclosed).totalTaxes == Money(34, House.pounds))
        #expect(Receipt(items: items((2, 1)), terms: disclosed).totalTaxes?.amount == 1)
        #expect(Receipt(items: items((100, 1)), terms: disclosed).total.amount == 101)
        let free = terms { $0.tax = Tax(name: "VAT", percent: percent("20"), isDisclosed: true) }
        #expect(Receipt(items: items((0, 1)), terms: free).totalTaxes?.amount == 0)
    }

    @Test("taxes that the seller does not disclose are not shown")
    func undisclosed() {
        let hidden = terms { $0.tax = Tax(name: "VAT", percent: percent("20"), isDisclosed: false) }
        #expect(Receipt(items: items((100, 1)), terms: hidden).totalTaxes == nil)
    }

    @Test("fifty lines of a thousand of the dearest tickets are added up exactly")
    func largest() {
        let terms = terms {
            $0.orderFees = [Fee(name: "Service fee", amount: 10_000_000_000)]
            $0.protection = Protection(name: "Protection", percent: percent("100"))
            $0.tax = Tax(name: "VAT", percent: percent("99.999"), isDisclosed: true)
        }
        let line = items((10_000_000_000, 1000))[0]
        let receipt = Receipt(items: Array(repeating: line, count: 50), terms: terms, isProtected: true)
        #expect(receipt.lines[0].amount.amount == 500_000_000_000_000)
        #expect(receipt.total.amount == 1_000_010_000_000_000)
        // 1,000,010,000,000,000 x 99.999 / 199.999 is 500,002,499,962,499.81.
        #expect(receipt.totalTaxes?.amount == 500_002_499_962_500)
    }
}
