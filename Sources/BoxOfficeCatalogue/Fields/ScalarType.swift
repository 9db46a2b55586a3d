import BoxOfficeDomain

/// How one sort of field is written: what it may be, and how it becomes a value.
struct ScalarType<Value>: Sendable {
    /// What would be right, as a message says it after `expected`.
    let expectation: String
    let parse: @Sendable (String) -> Value?
    /// What is wrong with a text that is not right, where more can be said than that.
    var remark: @Sendable (String) -> String? = { _ in nil }
    /// What may be meant. Asked only when there is something wrong.
    var candidates: @Sendable () -> [String] = { [] }
}

extension ScalarType<String> {
    /// Opaque, but for its length.
    static var id: Self {
        Self(
            expectation: "an id of 1 to 255 bytes, not all spaces",
            parse: { text in
                text.utf8.count <= 255 && !text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } ? text : nil
            })
    }

    /// What people read.
    static var name: Self {
        Self(
            expectation: "a text of 1 to 255 characters",
            parse: { text in
                guard text.utf8.count <= 255 || text.count <= 255 else { return nil }
                return text.utf8.allSatisfy { $0 == UInt8(ascii: " ") } ? nil : text
            }
        )
    }

    /// The name of a file beside the catalogue.
    static var file: Self {
        Self(expectation: "the name of a seating plan's file", parse: { $0 })
    }

    /// An event's or an occurrence's: partners' clients check this.
    static var numericID: Self {
        Self(
            expectation: "1 to 18 digits without a leading zero",
            parse: { text in
                let isNumeric = text.utf8.allSatisfy(\.isDigit) && text.utf8.first != UInt8(ascii: "0")
                return isNumeric && text.utf8.count <= 18 ? text : nil
            }
        )
    }

    static var country: Self {
        Self(
            expectation: "a country's two capital letters of ISO 3166, such as GB",
            parse: { text in
                let isCode = text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
                return isCode ? text : nil
            },
            remark: { $0.lowercased() == $0 ? "which is in small letters" : nil }
        )
    }

    /// A reference's text; whether it is known is for ``Names`` to say.
    static func reference(to subject: String) -> Self {
        Self(expectation: subject, parse: { $0 })
    }
}

extension ScalarType<Int64> {
    static func wholeNumber(_ range: ClosedRange<Int64>, of unit: String? = nil) -> Self {
        let subject = unit.map { "a whole number of \($0)" } ?? "a whole number"
        return Self(
            expectation: "\(subject) from \(range.lowerBound) to \(range.upperBound)",
            parse: { text in
                guard text.utf8.allSatisfy(\.isDigit), let number = Int64(text) else { return nil }
                return range.contains(number) ? number : nil
            },
            remark: { $0.numberRemark }
        )
    }

    static var capacity: Self {
        wholeNumber(0...1_000_000)
    }

    static var amount: Self {
        wholeNumber(0...10_000_000_000, of: "minor units")
    }
}

extension ScalarType<Percent> {
    static var percent: Self {
        Self(
            expectation: "a percentage from 0 to 100 with at most three decimal places",
            parse: { Percent($0) },
            remark: { $0.hasSuffix("%") ? "which has a % sign" : nil }
        )
    }
}

extension ScalarType<Bool> {
    static var bool: Self {
        Self(
            expectation: "true or false",
            parse: { ["true": true, "yes": true, "false": false, "no": false][$0.lowercased()] },
            candidates: { ["true", "false"] }
        )
    }
}

extension ScalarType<Currency> {
    static var currency: Self {
        Self(
            expectation: "a currency of ISO 4217, such as GBP", parse: { Currency(code: $0) },
            candidates: { Currency.codes.sorted() }
        )
    }
}

extension ScalarType<VenueTimeZone> {
    static var timeZone: Self {
        Self(
            expectation: "an IANA time zone, such as Europe/London", parse: { VenueTimeZone(name: $0) },
            candidates: { VenueTimeZone.knownNames }
        )
    }
}

extension ScalarType<LocalDate> {
    static var date: Self {
        Self(
            expectation: "a date such as 2026-12-15", parse: { LocalDate($0) },
            remark: { $0.isShaped(like: "dddd-dd-dd") ? "which is no day of the calendar" : nil }
        )
    }
}

extension ScalarType<WrittenTime> {
    static var time: Self {
        Self(
            expectation: "a time such as 2026-12-15T19:30",
            parse: { WrittenTime($0) },
            remark: { text in
                if text.isShaped(like: "dddd-dd-dd") { return "which is a date alone" }
                return text.isShaped(like: "dddd-dd-ddTdd:dd") ? "which is no time of the calendar" : nil
            }
        )
    }
}

extension ScalarType where Value: CaseIterable & RawRepresentable<String> & Sendable {
    /// One of few words.
    static var choice: Self {
        let values = Dictionary(uniqueKeysWithValues: Value.allCases.map { ($0.rawValue, $0) })
        let words = Value.allCases.map(\.rawValue)
        return Self(
            expectation: "\(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")",
            parse: { values[$0] }, candidates: { words }
        )
    }
}

extension String {
    /// Why this is not a number from a catalogue, or nil when it is one that is too large or too small.
    fileprivate var numberRemark: String? {
        if utf8.allSatisfy(\.isDigit) { return nil }
        if hasPrefix("-"), dropFirst().utf8.allSatisfy(\.isDigit) { return "which is negative" }
        let isNumberLike = utf8.contains(where: \.isDigit) && allSatisfy { $0.isNumber || ".,_eE+- ".contains($0) }
        guard isNumberLike else { return "which is not a number" }
        if contains("e") || contains("E") { return "which has an exponent" }
        if contains("_") || contains(" ") || contains("+") { return "which has more than digits" }
        return "which has decimals or separators"
    }

    /// The same as an example in which `d` is any digit.
    fileprivate func isShaped(like example: String) -> Bool {
        utf8.count == example.utf8.count
            && zip(utf8, example.utf8).allSatisfy { $1 == UInt8(ascii: "d") ? $0.isDigit : $0 == $1 }
    }
}
