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
        var best: (language: Language, quality: Int, position: Int)?
        for language in Language.allCases {
            let matches = ranges.enumerated().compactMap { position, range in
                range.closeness(to: language).map { (closeness: $0, quality: range.quality, position: position) }
            }
            let closest = matches.max { ($0.closeness, -$0.position) < ($1.closeness, -$1.position) }
            guard let closest, closest.quality > 0 else { continue }
            if let best, (best.quality, -best.position) >= (closest.quality, -closest.position) { continue }
            best = (language, closest.quality, closest.position)
        }
        self = best?.language ?? .byDefault
    }

    fileprivate var primarySubtag: Substring {
        rawValue.prefix { $0 != "-" }
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
        return tag.hasPrefix("\(language.primarySubtag)-") ? 1 : nil
    }
}
