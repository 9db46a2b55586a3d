/// An amount in a currency's minor units: 8500 in USD is 85.00 dollars, 1200 in JPY is 1200 yen.
package struct Money: Hashable, Sendable {
    package let amount: Int64
    package let currency: Currency

    package init(_ amount: Int64, _ currency: Currency) {
        self.amount = amount
        self.currency = currency
    }

    /// In major units with exactly the currency's decimals: `85.00`, `1200`, `18.500`.
    package var majorUnits: String {
        let digits = String(amount.magnitude)
        let padded = String(repeating: "0", count: max(0, currency.decimals + 1 - digits.count)) + digits
        let whole = padded.dropLast(currency.decimals)
        let text = currency.decimals == 0 ? padded : "\(whole).\(padded.suffix(currency.decimals))"
        return amount < 0 ? "-" + text : text
    }
}

/// Part of a hundred, with at most three decimal places, computed exactly.
package struct Percent: Hashable, Sendable {
    /// Thousandths of a percent: 7 % is 7,000.
    package let thousandths: Int64

    /// Nil outside of 0 to 100 %.
    package init?(thousandths: Int64) {
        guard (0...Self.hundred).contains(thousandths) else { return nil }
        self.thousandths = thousandths
    }

    /// Reads a decimal from 0 to 100 with at most three places: `7`, `12.5`, `8.875`.
    package init?(_ text: String) {
        let halves = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = halves.first, (1...3).contains(whole.count) else { return nil }
        let fraction = halves.count == 2 ? halves[1] : Substring("0").utf8
        guard (1...3).contains(fraction.count) else { return nil }
        let digits = Substring(whole) + Substring(fraction) + String(repeating: "0", count: 3 - fraction.count)
        var scanner = DigitScanner(String(digits))
        guard let thousandths = scanner.digits(digits.utf8.count) else { return nil }
        self.init(thousandths: Int64(thousandths))
    }

    private static let hundred: Int64 = 100_000

    /// This part of an amount, half a minor unit rounded up.
    package func of(_ amount: Int64) -> Int64 {
        amount.scaled(by: thousandths, over: Self.hundred)
    }

    /// What is left of an amount when this part is taken off; what is rounded, half up, is what is left.
    package func takenOff(_ amount: Int64) -> Int64 {
        amount.scaled(by: Self.hundred - thousandths, over: Self.hundred)
    }

    /// The part of an amount that was added to it at this rate: 20 % inside 120 is 20. Half a minor unit is rounded up.
    package func inside(_ amount: Int64) -> Int64 {
        amount.scaled(by: thousandths, over: Self.hundred + thousandths)
    }
}

extension Int64 {
    /// self * numerator / denominator, rounded half up, for values that are not negative.
    fileprivate func scaled(by numerator: Int64, over denominator: Int64) -> Int64 {
        precondition(self >= 0, "only amounts that are not negative are scaled")
        // The product of an order's total and a percentage can pass 64 bits.
        let doubled = Int128(self) * Int128(numerator) * 2 + Int128(denominator)
        return Int64(doubled / (2 * Int128(denominator)))
    }
}
