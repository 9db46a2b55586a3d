/// A language that errors are told in (contract, section 1).
package enum Language: String, CaseIterable, Sendable {
    case americanEnglish = "en-US"
    case britishEnglish = "en-GB"
    case spanish = "es-ES"
    case french = "fr-FR"
    case german = "de-DE"
    case japanese = "ja-JP"

    package static let byDefault = Language.americanEnglish

    /// The one that a client likes best (RFC 9110, section 12.5.4), or the default where it likes none or says nothing.
    ///
    /// For each language the closest range counts: its own tag, then its language alone (`es`), then another country's
    /// (`es-MX` is better served in Spanish than in English), then `*`. Of equals the first in the header wins.
    package init(acceptLanguage header: String?) {
        let ranges = LanguageRange.list(header ?? "")
        var best: LanguageChoice?
        for choice in Language.allCases.compactMap({ LanguageChoice($0, among: ranges) }) {
            if best?.isLiked(lessThan: choice) ?? true { best = choice }
        }
        self = best?.language ?? .byDefault
    }

    fileprivate var primarySubtag: Substring {
        rawValue.prefix { $0 != "-" }
    }
}

/// A language together with what the closest range says of it.
private struct LanguageChoice {
    let language: Language
    private let range: LanguageRange
    private let position: Int
    private let closeness: Int

    /// Nil when no range matches, or the closest says no.
    init?(_ language: Language, among ranges: [LanguageRange]) {
        let matches = ranges.enumerated().compactMap { position, range in
            range.closeness(to: language).map { (position: position, range: range, closeness: $0) }
        }
        guard let closest = matches.max(by: { ($0.closeness, -$0.position) < ($1.closeness, -$1.position) }),
            closest.range.quality > 0
        else { return nil }
        self.language = language
        (position, range, closeness) = closest
    }

    func isLiked(lessThan other: LanguageChoice) -> Bool {
        (range.quality, -position, closeness) < (other.range.quality, -other.position, other.closeness)
    }
}

/// One entry of an `Accept-Language` header.
private struct LanguageRange {
    /// In lower case.
    let tag: String
    /// In thousandths.
    let quality: Int

    static func list(_ header: String) -> [LanguageRange] {
        QualityList(header).entries.map { LanguageRange(tag: $0.value, quality: $0.quality) }
    }

    /// Nil when it does not match.
    func closeness(to language: Language) -> Int? {
        if tag == "*" { return 0 }
        if tag == language.rawValue.lowercased() { return 3 }
        if tag == language.primarySubtag { return 2 }
        // Who refuses one country's refuses no other's.
        return quality > 0 && tag.hasPrefix("\(language.primarySubtag)-") ? 1 : nil
    }
}
