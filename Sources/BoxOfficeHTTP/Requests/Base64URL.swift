/// Bytes as 64 characters that mean nothing in a URL (RFC 4648, section 5), without padding.
///
/// Foundation's is the other alphabet: to change it back and forth costs more than to read and write it.
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// What each byte of a text stands for; 0xFF where it stands for nothing.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    static func text(of bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text in
            var end = 0
            var (bits, count) = (UInt(0), 0)
            for byte in bytes {
                (bits, count) = (bits << 8 | UInt(byte), count + 8)
                while count >= 6 {
                    count -= 6
                    text[end] = alphabet[Int(bits >> count & 63)]
                    end += 1
                }
            }
            if count > 0 {
                text[end] = alphabet[Int(bits << (6 - count) & 63)]
                end += 1
            }
            return end
        }
    }

    /// Nil of a text with other characters. Bits that are left over are passed over.
    static func bytes(of text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var (bits, count) = (UInt(0), 0)
        for character in text.utf8 {
            let value = values[Int(character)]
            guard value < 64 else { return nil }
            (bits, count) = (bits << 6 | UInt(value), count + 6)
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> count))
            }
        }
        return bytes
    }
}
