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
        let digits = Array(hexadecimal(high) + hexadecimal(low))
        return [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
            .map { String($0) }.joined(separator: "-")
    }

    /// 32 characters of 5 bits: 160 bits that say nothing of what they are for.
    static func barcode() -> String {
        string(of: barcodeAlphabet, length: 32)
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

    private static func string(of alphabet: [Character], length: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] })
    }

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
