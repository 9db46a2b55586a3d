/// Reads over a JSON text (RFC 8259), to say where it stops being one. Foundation's decoder passes over what is nearly
/// JSON, and tells no place.
struct JSONSyntax {
    private let bytes: [UInt8]
    private var offset = 0

    /// Brackets in brackets. Every body that makes sense here has three levels.
    private static let depthMax = 32

    /// - Throws: ``Problem``.
    static func check(_ bytes: [UInt8]) throws {
        var syntax = JSONSyntax(bytes: bytes)
        try syntax.value(depth: 0)
        syntax.skipBlanks()
        if syntax.offset < bytes.count { throw syntax.problem }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private mutating func value(depth: Int) throws {
        skipBlanks()
        guard depth < Self.depthMax, let first = next else { throw problem }
        switch first {
        case UInt8(ascii: "{"):
            try list(closedBy: UInt8(ascii: "}")) { syntax in
                try syntax.string()
                syntax.skipBlanks()
                try syntax.expect(":")
                try syntax.value(depth: depth + 1)
            }
        case UInt8(ascii: "["): try list(closedBy: UInt8(ascii: "]")) { try $0.value(depth: depth + 1) }
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "t"): try expect("true")
        case UInt8(ascii: "f"): try expect("false")
        case UInt8(ascii: "n"): try expect("null")
        default: try number()
        }
    }

    private mutating func list(closedBy bracket: UInt8, _ element: (inout JSONSyntax) throws -> Void) throws {
        offset += 1
        skipBlanks()
        if skip(bracket) { return }
        repeat {
            skipBlanks()
            try element(&self)
            skipBlanks()
        } while skip(UInt8(ascii: ","))
        guard skip(bracket) else { throw problem }
    }

    private mutating func string() throws {
        try expect("\"")
        while let byte = next, byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\") {
                try escape()
            } else if byte < 0x20 {
                throw problem
            } else {
                offset += 1
            }
        }
        try expect("\"")
    }

    private mutating func escape() throws {
        let start = offset
        offset += 1
        guard let byte = next else { throw problem }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return
        case UInt8(ascii: "u"):
            // Half of a pair alone is no character (section 8.2), and nothing that could be stored.
            switch try unit() {
            case 0xD800..<0xDC00:
                try expect("\\u")
                guard (0xDC00..<0xE000).contains(try unit()) else { fallthrough }
            case 0xDC00..<0xE000:
                offset = start
                throw problem
            default: return
            }
        default:
            offset = start
            throw problem
        }
    }

    /// Four digits of sixteen.
    private mutating func unit() throws -> Int {
        var value = 0
        for _ in 0..<4 {
            guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else { throw problem }
            value = value * 16 + digit
            offset += 1
        }
        return value
    }

    private mutating func number() throws {
        _ = skip(UInt8(ascii: "-"))
        // No zero stands before other digits.
        if !skip(UInt8(ascii: "0")) { try digits() }
        if skip(UInt8(ascii: ".")) { try digits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            if !skip(UInt8(ascii: "+")) { _ = skip(UInt8(ascii: "-")) }
            try digits()
        }
    }

    private mutating func digits() throws {
        let start = offset
        while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        if offset == start { throw problem }
    }

    private var next: UInt8? {
        offset < bytes.count ? bytes[offset] : nil
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        offset += 1
        return true
    }

    private mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    private mutating func expect(_ text: StaticString) throws {
        for index in 0..<text.utf8CodeUnitCount {
            guard skip(text.utf8Start[index]) else { throw problem }
        }
    }

    /// It cannot be read from here on.
    private var problem: Problem {
        if offset >= bytes.count { return Problem(.malformedBody, .bodyEndsEarly) }
        let lines = bytes[..<offset].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return Problem(
            .malformedBody, .bodyUnreadable,
            ["line": "\(lines.count)", "column": "\((lines.last?.count ?? 0) + 1)"])
    }
}
