/// A header that says how much a client likes each of several values: `gzip, br;q=0.5` (RFC 9110, section 12.4.2).
struct QualityList {
    /// In their order, in lower case, with qualities in thousandths. What is not spelled by the rules is passed over.
    let entries: [(value: String, quality: Int)]

    init(_ header: String) {
        entries = header.lowercased().split(separator: ",").compactMap { element in
            let parts = element.split(separator: ";").map(\.trimmed)
            guard let value = parts.first, !value.isEmpty else { return nil }
            guard let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else { return (value, 1000) }
            return Self.thousandths(weight.dropFirst(2)).map { (value, $0) }
        }
    }

    /// How much a value is liked: by its own entry, or by `*`; nil when neither is there.
    func quality(of value: String) -> Int? {
        (entries.first { $0.value == value } ?? entries.first { $0.value == "*" })?.quality
    }

    /// `0`, `1`, and up to three decimals.
    private static func thousandths(_ text: Substring) -> Int? {
        let halves = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = halves.count == 2 ? halves[1] : ""
        guard halves[0] == "0" || halves[0] == "1", decimals.count <= 3,
            let value = Int(halves[0] + decimals + String(repeating: "0", count: 3 - decimals.count)), value <= 1000
        else { return nil }
        return value
    }
}

extension Substring {
    fileprivate var trimmed: String {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
