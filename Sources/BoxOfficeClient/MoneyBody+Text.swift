extension MoneyBody {
    /// In major units, with exactly the currency's decimals, for a person to read in any language: `85.00 GBP`,
    /// `1200 JPY`, `18.500 KWD`.
    public var text: String {
        let decimals = Self.decimals[currency] ?? 2
        let digits = String(amount.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let fraction = decimals == 0 ? "" : ".\(padded.suffix(decimals))"
        return "\(amount < 0 ? "-" : "")\(padded.dropLast(decimals))\(fraction) \(currency)"
    }

    /// The currencies of ISO 4217 that have not two decimals.
    private static let decimals: [String: Int] = [
        "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0,
        "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
        "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
        "CLF": 4, "UYW": 4,
    ]
}
