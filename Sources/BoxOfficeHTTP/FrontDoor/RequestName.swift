import Synchronization

/// What a request is called in its answer and in the log: the client's own name when it is a good one.
struct RequestName {
    let text: String

    init(_ sent: String?) {
        if let sent, Self.isGood(sent) {
            text = sent
        } else {
            text = Self.prefix + Self.ownName()
        }
    }

    private static let prefix = "req_"
    private static let sentLengthMax = 64

    /// This process's own, random, and a number: no two requests share a name, and none costs a call of the system.
    private static func ownName() -> String {
        hexadecimal(process) + hexadecimal(count.add(1, ordering: .relaxed).newValue)
    }

    private static let process = UInt64.random(in: 0...UInt64.max)
    private static let count = Atomic<UInt64>(UInt64(UInt32.random(in: 0...UInt32.max)))

    private static func hexadecimal(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// `req_` and 1 to 64 letters or digits (contract, section 1).
    private static func isGood(_ text: String) -> Bool {
        let name = text.dropFirst(prefix.count)
        return text.hasPrefix(prefix) && (1...sentLengthMax).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}
