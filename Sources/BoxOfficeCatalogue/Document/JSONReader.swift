/// Reads JSON (RFC 8259) into nodes with their lines. Numbers and literals stay the text that they are written as.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var lineStart = 0
    private var depth = 0

    private static let depthMax = 200

    static func parse(_ text: String) throws(SyntaxFault) -> DocumentNode {
        var reader = JSONReader(bytes: Array(text.utf8))
        let root = try reader.value()
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw reader.fault("expected the end of the document") }
        return root
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func value() throws(SyntaxFault) -> DocumentNode {
        skipSpace()
        let line = line
        switch next {
        case UInt8(ascii: "{"): return DocumentNode(content: .mapping(try entries()), line: line)
        case UInt8(ascii: "["): return DocumentNode(content: .list(try items()), line: line)
        case UInt8(ascii: "\""): return DocumentNode(content: .text(try string()), line: line)
        case let byte? where byte.isDigit || byte == UInt8(ascii: "-"):
            return DocumentNode(content: .text(try number()), line: line)
        default: return DocumentNode(content: try literal(), line: line)
        }
    }

    private mutating func entries() throws(SyntaxFault) -> [DocumentNode.Entry] {
        var entries: [DocumentNode.Entry] = []
        try enter()
        if leave(UInt8(ascii: "}")) { return entries }
        repeat {
            skipSpace()
            let keyLine = line
            guard next == UInt8(ascii: "\"") else { throw fault("expected a field's name in double quotes") }
            let key = try string()
            skipSpace()
            guard skip(UInt8(ascii: ":")) else { throw fault("expected ':' after a field's name") }
            entries.append(DocumentNode.Entry(key: key, line: keyLine, value: try value()))
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard leave(UInt8(ascii: "}")) else { throw fault("expected ',' or '}'") }
        return entries
    }

    private mutating func items() throws(SyntaxFault) -> [DocumentNode] {
        var items: [DocumentNode] = []
        try enter()
        if leave(UInt8(ascii: "]")) { return items }
        repeat {
            items.append(try value())
            skipSpace()
        } while skip(UInt8(ascii: ","))
        guard leave(UInt8(ascii: "]")) else { throw fault("expected ',' or ']'") }
        return items
    }

    /// Past the bracket that opens a list or a mapping.
    private mutating func enter() throws(SyntaxFault) {
        position += 1
        depth += 1
        guard depth <= Self.depthMax else { throw fault("expected at most \(Self.depthMax) brackets in one another") }
        skipSpace()
    }

    /// True, and past it, when the bracket that closes a list or a mapping comes next.
    private mutating func leave(_ bracket: UInt8) -> Bool {
        guard skip(bracket) else { return false }
        depth -= 1
        return true
    }

    private mutating func literal() throws(SyntaxFault) -> DocumentNode.Content {
        for (text, content) in Self.literals where bytes[position...].starts(with: text.utf8) {
            position += text.utf8.count
            return content
        }
        throw fault("expected a value")
    }

    private static let literals: [(String, DocumentNode.Content)] = [
        ("true", .text("true")), ("false", .text("false")), ("null", .null),
    ]

    private mutating func number() throws(SyntaxFault) -> String {
        let start = position
        _ = skip(UInt8(ascii: "-"))
        let digitsStart = position
        try digits()
        guard bytes[digitsStart] != UInt8(ascii: "0") || position == digitsStart + 1 else {
            throw fault("expected a number without a zero in front")
        }
        if skip(UInt8(ascii: ".")) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try digits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func digits() throws(SyntaxFault) {
        guard next?.isDigit == true else { throw fault("expected a digit") }
        while next?.isDigit == true { position += 1 }
    }

    private mutating func string() throws(SyntaxFault) -> String {
        position += 1
        let start = position
        while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
        if skip(UInt8(ascii: "\"")) { return String(decoding: bytes[start..<(position - 1)], as: UTF8.self) }
        var text = Array(bytes[start..<position])
        while let byte = next, byte >= 0x20 {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text.append(contentsOf: UTF8.encode(try escaped()) ?? UTF8.encodedReplacementCharacter)
            default: text.append(byte)
            }
        }
        throw fault("expected '\"' at the end of a text")
    }

    /// What the characters after a backslash stand for.
    private mutating func escaped() throws(SyntaxFault) -> Unicode.Scalar {
        guard let byte = next else { throw fault("expected a character after '\\'") }
        if byte != UInt8(ascii: "u") {
            guard let scalar = Self.escapes[byte] else { throw fault("expected one of \"\\/bfnrtu after '\\'") }
            position += 1
            return scalar
        }
        let unit = try codeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // A character past the first 65,536 is written as two halves; a half alone is none.
        let afterHalf = position
        if UTF16.isLeadSurrogate(unit), skip(UInt8(ascii: "\\")), next == UInt8(ascii: "u") {
            let second = try codeUnit()
            if UTF16.isTrailSurrogate(second) { return UTF16.decode(UTF16.EncodedScalar([unit, second])) }
        }
        position = afterHalf
        return "\u{FFFD}"
    }

    private mutating func codeUnit() throws(SyntaxFault) -> UInt16 {
        position += 1
        let hex = bytes[position...].prefix(4)
        guard hex.count == 4, hex.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
            let unit = UInt16(String(decoding: hex, as: UTF8.self), radix: 16)
        else { throw fault("expected four hexadecimal digits after '\\u'") }
        position += 4
        return unit
    }

    private static let escapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
        UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]

    private var next: UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = next, byte.isSpace {
            position += 1
            // A line ends with CR, LF or both.
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") && next != UInt8(ascii: "\n") {
                line += 1
                lineStart = position
            }
        }
    }

    private func fault(_ expected: String) -> SyntaxFault {
        let rest = String(decoding: bytes[position...].prefix(32), as: UTF8.self)
        let found = rest.first.map { Quoted("\($0)").description } ?? "the end of the document"
        return SyntaxFault(
            line: line,
            column: String(decoding: bytes[lineStart..<position], as: UTF8.self).unicodeScalars.count + 1,
            message: "not valid JSON: \(expected), found \(found)"
        )
    }
}
