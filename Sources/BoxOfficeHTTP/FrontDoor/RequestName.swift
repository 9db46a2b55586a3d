import Synchronization

/// What a request is called in its answer and in the log: the client's own name when it is a good one.
struct RequestName {
    let text: String

    init(_ sent: String?) {
        if let sent, Self.isGood(sent) {
            text = sent
        } else {
            text = Self.ownName()
        }
    }

    private static let prefix = "req_"
    private static let sentLengthMax = 64

    /// This process's own, random, and a number: no two requests share a name, and none costs a call of the system.
    private static func ownName() -> String {
        let numbers = (process, count.add(1, ordering: .relaxed).newValue)
        return String(unsafeUninitializedCapacity: prefix.utf8.count + 32) { text in
            var end = text.initialize(fromContentsOf: prefix.utf8)
            for number in [numbers.0, numbers.1] {
                for shift in stride(from: 60, through: 0, by: -4) {
                    let digit = UInt8(truncatingIfNeeded: number >> shift & 15)
                    text.initializeElement(
                        at: end, to: digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
                    end += 1
                }
            }
            return end
        }
    }

    private static let process = UInt64.random(in: 0...UInt64.max)
    private static let count = Atomic<UInt64>(UInt64(UInt32.random(in: 0...UInt32.max)))

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
