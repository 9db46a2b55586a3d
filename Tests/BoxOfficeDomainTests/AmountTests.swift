import BoxOfficeDomain
import BoxOfficeTestSupport
import Testing

@Suite("Amounts are whole minor units, computed exactly")
struct AmountTests {
    @Test(
        "an amount is written with exactly its currency's decimals",
        arguments: [
            (8500, "USD", "85.00"), (5, "USD", "0.05"), (0, "USD", "0.00"), (100, "GBP", "1.00"),
            (1200, "JPY", "1200"), (0, "JPY", "0"), (18_500, "KWD", "18.500"), (1, "KWD", "0.001"),
            (12_345_678, "CLF", "1234.5678"), (99, "UYW", "0.0099"), (-5, "USD", "-0.05"), (-1200, "JPY", "-1200"),
            (500_000_000_000_000, "USD", "5000000000000.00"), (.max, "KWD", "9223372036854775.807"),
            (.min, "CLF", "-922337203685477.5808"),
        ] as [(Int64, String, String)])
    func majorUnits(amount: Int64, code: String, text: String) {
        #expect(Money(amount, currency(code)).majorUnits == text)
    }

    @Test("a currency is one of ISO 4217 that has minor units, in capitals")
    func currencies() {
        for code in ["", "gbp", "GBP ", "XXX", "XAU", "XTS", "DM", "EURO", "ÉUR"] {
            #expect(Currency(code: code) == nil)
        }
        #expect(currency("EUR").decimals == 2)
        #expect(currency("KRW").decimals == 0)
        #expect(currency("TND").decimals == 3)
        #expect(currency("CLF").decimals == 4)
        #expect(Currency.codes.allSatisfy { $0.utf8.count == 3 && Currency(code: $0)?.code == $0 })
    }

    @Test(
        "a percentage is a decimal from 0 to 100 with at most three places",
        arguments: [
            ("0", 0), ("7", 7000), ("12.5", 12_500), ("8.875", 8875), ("0.001", 1), ("100", 100_000),
            ("100.000", 100_000), ("33.33", 33_330),
        ] as [(String, Int64)])
    func percents(text: String, thousandths: Int64) {
        #expect(Percent(text)?.thousandths == thousandths)
    }

    @Test(
        "anything else is no percentage",
        arguments: [
            "", ".", "5.", ".5", "-1", "+5", "100.001", "101", "1000", "1.2345", "1e2", "12,5", "5%", " 5", "5 ",
            "1.2.3", "٣", "0x1", "nan",
        ])
    func noPercents(text: String) {
        #expect(Percent(text) == nil)
    }

    @Test("no percentage is below 0 or above 100")
    func percentBounds() {
        #expect(Percent(thousandths: -1) == nil)
        #expect(Percent(thousandths: 100_001) == nil)
        #expect(Percent(thousandths: 100_000)?.of(123) == 123)
        #expect(Percent(thousandths: 0)?.of(123) == 0)
    }

    @Test(
        "half a minor unit is rounded up",
        arguments: [
            ("50", 1, 1, 1), ("50", 3, 2, 2), ("25", 2, 1, 2), ("24.999", 2, 0, 2), ("0.125", 400, 1, 400),
            ("12.5", 4, 1, 4), ("12.5", 12, 2, 11), ("33.333", 100, 33, 67), ("99.999", 1, 1, 0),
        ] as [(String, Int64, Int64, Int64)])
    func halfUp(text: String, amount: Int64, part: Int64, left: Int64) {
        #expect(percent(text).of(amount) == part)
        #expect(percent(text).takenOff(amount) == left)
    }

    @Test("a tax inside a price is what was added to it")
    func inside() {
        #expect(percent("20").inside(120) == 20)
        #expect(percent("20").inside(100) == 17)
        #expect(percent("20").inside(3) == 1)
        #expect(percent("20").inside(2) == 0)
        #expect(percent("8.875").inside(10_887_500) == 887_500)
        #expect(percent("100").inside(1) == 1)
        #expect(percent("0").inside(999) == 0)
    }

    @Test("every percentage of every amount is the nearest whole, the upper of two that are as near")
    func nearest() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let limit: Int64 = [10, 1000, 10_000_000_000, 500_000_000_000_000].randomElement(using: &random) ?? 10
            let amount = Int64.random(in: 0...limit, using: &random)
            let thousandths = Int64.random(in: 0...100_000, using: &random)
            let percent = known(Percent(thousandths: thousandths))
            expectNearest(percent.of(amount), amount, thousandths, over: 100_000)
            expectNearest(percent.takenOff(amount), amount, 100_000 - thousandths, over: 100_000)
            expectNearest(percent.inside(amount), amount, thousandths, over: 100_000 + thousandths)
        }
    }

    private func expectNearest(_ result: Int64, _ amount: Int64, _ numerator: Int64, over denominator: Int64) {
        // Twice the distance to the exact value, in parts of the denominator.
        let excess = 2 * (Int128(result) * Int128(denominator) - Int128(amount) * Int128(numerator))
        #expect(excess > -Int128(denominator) && excess <= Int128(denominator))
    }

    @Test("an amount off takes no more than there is")
    func amountOff() {
        #expect(Reduction.amountOff(300).applied(to: 1000) == 700)
        #expect(Reduction.amountOff(1000).applied(to: 1000) == 0)
        #expect(Reduction.amountOff(10_000_000_000).applied(to: 1000) == 0)
        #expect(Reduction.amountOff(10_000_000_000).taken(from: 1000) == 1000)
        #expect(Reduction.percentOff(percent("50")).taken(from: 3) == 2)
        #expect(Reduction.percentOff(percent("50")).applied(to: 3) == 2)
    }
}
