import BoxOfficeDomain

/// Names that are made here. All of their randomness is the system's, which nobody can predict.
enum RandomNames {
    /// A UUID of version 7 (RFC 9562, section 5.7): it grows with time, down to the microsecond (section 6.2, method 3),
    /// so that new rows are appended rather than scattered.
    static func uuid(at now: Moment) -> String {
        let milliseconds = UInt64(now.microseconds / 1000)
        let fraction = UInt64(now.microseconds % 1000) * 4096 / 1000
        let high = milliseconds << 16 | 0x7000 | fraction
        let low = 0x8000_0000_0000_0000 | UInt64.random(in: 0...UInt64.max) >> 2
        let (first, second) = (hexadecimal(high), hexadecimal(low))
        return
            "\(first.prefix(8))-\(first.dropFirst(8).prefix(4))-\(first.suffix(4))-\(second.prefix(4))-\(second.suffix(12))"
    }

    /// 26 characters of 5 bits: 130 bits that nobody can guess. The six before them say at which second it was made, so
    /// that the index of all barcodes grows at its end rather than everywhere.
    static func barcode(at now: Moment) -> String {
        let seconds = Int(now.microseconds / Moment.microsecondsPerSecond)
        let time = (0..<6).map { barcodeAlphabet[seconds >> (5 * (5 - $0)) & 31] }
        return String(time) + string(of: barcodeAlphabet, length: 26)
    }

    static func confirmationNumber() -> String {
        string(of: Order.confirmationAlphabet, length: Order.confirmationLength)
    }

    /// Letters and digits.
    static func alphanumeric(_ length: Int) -> String {
        string(of: alphanumericAlphabet, length: length)
    }

    /// QR codes hold digits and capitals in fewer modules than other text.
    private static let barcodeAlphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ")
    private static let alphanumericAlphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// Takes its bits from the system 64 at a time: each time is a call of it, and an order needs a hundred characters.
    private static func string(of alphabet: [Character], length: Int) -> String {
        let width = Int.bitWidth - (alphabet.count - 1).leadingZeroBitCount
        var text = ""
        var (bits, count) = (UInt64(0), 0)
        while text.utf8.count < length {
            if count < width { (bits, count) = (UInt64.random(in: 0...UInt64.max), UInt64.bitWidth) }
            let index = Int(bits & (1 << width - 1))
            (bits, count) = (bits >> width, count - width)
            // A number past the alphabet is drawn again: so each letter comes as often as the others.
            if index < alphabet.count { text.append(alphabet[index]) }
        }
        return text
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
