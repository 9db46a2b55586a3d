/// Text of the seller's as a message shows it: in quotes, not too long, and no control character of it on the terminal.
struct Quoted: CustomStringConvertible {
    private let text: String

    private static let charactersMax = 60

    init(_ text: String) {
        self.text = text
    }

    var description: String {
        let shown = text.prefix(Self.charactersMax).unicodeScalars
            .map { $0.properties.generalCategory == .control ? "<\($0.codePoint)>" : String($0) }
            .joined()
        return text.count > Self.charactersMax ? "'\(shown)...'" : "'\(shown)'"
    }
}

extension Unicode.Scalar {
    /// `U+0007`
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
