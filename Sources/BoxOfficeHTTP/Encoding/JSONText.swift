import BoxOfficeWire

/// Text in JSON (RFC 8259) as Foundation's encoder would write it with sorted keys and bare slashes, at a fiftieth of
/// its cost: for inventories, of which there are thousands in one answer, and for what is sold. A test holds the two to
/// the same bytes.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    /// `{"data": ...}` around what is written.
    init(data write: (inout JSONText) -> Void) {
        bytes.reserveCapacity(Self.usualLength)
        raw("{\"data\":")
        write(&self)
        raw("}")
    }

    init() {}

    /// Of a cart or an order with a few tickets.
    private static let usualLength = 2048

    /// Braces, names and whatever else is always the same.
    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func integer(_ number: Int64) {
        bytes.append(contentsOf: String(number).utf8)
    }

    /// In quotes, with what must be escaped.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        // As bytes that lie in one place, which are looked over several times as fast as a string's.
        var text = text
        text.withUTF8 { text in
            let needsEscapes = text.contains { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 }
            if needsEscapes { escaped(text) } else { bytes.append(contentsOf: text) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    mutating func string<Field>(_ value: OpenValue<Field>) {
        string(value.rawValue)
    }

    mutating func list<Element>(_ elements: [Element], _ write: (Element, inout JSONText) -> Void) {
        raw("[")
        for (index, element) in elements.enumerated() {
            if index > 0 { raw(",") }
            write(element, &self)
        }
        raw("]")
    }

    mutating func nullable<Value>(_ value: Value?, _ write: (Value, inout JSONText) -> Void) {
        if let value { write(value, &self) } else { raw("null") }
    }

    private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20: appendControl(byte)
            default: bytes.append(byte)
            }
        }
    }

    private mutating func appendControl(_ byte: UInt8) {
        switch byte {
        case 0x08: raw("\\b")
        case 0x09: raw("\\t")
        case 0x0A: raw("\\n")
        case 0x0C: raw("\\f")
        case 0x0D: raw("\\r")
        default:
            let digits = Array("0123456789abcdef".utf8)
            raw("\\u00")
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
