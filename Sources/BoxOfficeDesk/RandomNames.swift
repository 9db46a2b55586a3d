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
        return String(unsafeUninitializedCapacity: 36) { text in
            for index in 0..<36 {
                // Of 32 digits, four groups end in a dash.
                let digitsBefore = index - dashes.count { $0 < index }
                let half = digitsBefore < 16 ? high : low
                let digit = UInt8(truncatingIfNeeded: half >> (60 - 4 * UInt64(digitsBefore % 16)) & 15)
                text[index] = dashes.contains(index) ? UInt8(ascii: "-") : hexadecimal(digit)
            }
            return 36
        }
    }

    private static let dashes = [8, 13, 18, 23]

    /// 26 characters of 5 bits: 130 bits that nobody can guess. The six before them say at which second it was made, so
    /// that the index of all barcodes grows at its end rather than everywhere.
    static func barcode(at now: Moment) -> String {
        let seconds = Int(now.microseconds / Moment.microsecondsPerSecond)
        let time = (0..<6).map { barcodeAlphabet[seconds >> (5 * (5 - $0)) & 31] }
        return String(decoding: time, as: UTF8.self) + string(of: barcodeAlphabet, length: 26)
    }

    static func confirmationNumber() -> String {
        string(of: Order.confirmationAlphabet, length: Order.confirmationLength)
    }

    /// Letters and digits.
    static func alphanumeric(_ length: Int) -> String {
        string(of: alphanumericAlphabet, length: length)
    }

    /// QR codes hold digits and capitals in fewer modules than other text.
    private static let barcodeAlphabet = Array("23456789ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
    private static let alphanumericAlphabet = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    /// Takes its bits from the system 64 at a time: each time is a call of it, and an order needs a hundred characters.
    private static func string(of alphabet: [UInt8], length: Int) -> String {
        let width = Int.bitWidth - (alphabet.count - 1).leadingZeroBitCount
        var (bits, count) = (UInt64(0), 0)
        return String(unsafeUninitializedCapacity: length) { text in
            var end = 0
            while end < length {
                if count < width { (bits, count) = (UInt64.random(in: 0...UInt64.max), UInt64.bitWidth) }
                let index = Int(bits & (1 << width - 1))
                (bits, count) = (bits >> width, count - width)
                // A number past the alphabet is drawn again: so each letter comes as often as the others.
                guard index < alphabet.count else { continue }
                text[end] = alphabet[index]
                end += 1
            }
            return length
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
