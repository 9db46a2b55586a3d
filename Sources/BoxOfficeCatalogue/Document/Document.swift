/// A text as a tree of nodes.
///
/// JSON has a reader of its own. Nearly all JSON is YAML, but a YAML reader trips over the rest (`\ud83c\udfad`, keys
/// of more than a thousand characters), and takes many times as long over a drawn plan.
enum Document {
    /// The value at the root, or nil when the document is empty.
    static func parse(_ text: String) throws(SyntaxFault) -> DocumentNode? {
        let text = text.unicodeScalars.first == byteOrderMark ? String(text.unicodeScalars.dropFirst()) : text
        guard let first = text.utf8.first(where: { !$0.isSpace }), "{[".utf8.contains(first) else {
            return try YAMLReader.parse(text)
        }
        let jsonFault: SyntaxFault
        do throws(SyntaxFault) {
            return try JSONReader.parse(text)
        } catch {
            jsonFault = error
        }
        do throws(SyntaxFault) {
            return try YAMLReader.parse(text)
        } catch {
            // Whoever came further knows what the writer had in mind.
            throw (jsonFault.line, jsonFault.column) >= (error.line, error.column) ? jsonFault : error
        }
    }

    private static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"
}

extension UInt8 {
    /// What JSON allows between values.
    var isSpace: Bool {
        self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
            || self == UInt8(ascii: "\t")
    }

    var isDigit: Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
    }
}
