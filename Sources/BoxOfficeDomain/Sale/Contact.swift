/// Who bought, and where the tickets go.
package struct Contact: Hashable, Sendable {
    package let name: String
    package let email: String
    /// E.164: `+442079460000`.
    package let phone: String?

    /// The field that is wrong.
    package enum Fault: Error, Equatable {
        case name, email, phone
    }

    /// Code points, as JSON Schema counts.
    package static let nameLengthMax = 200
    /// RFC 5321, section 4.5.3.1: a path has at most 256 octets, two of them its brackets.
    private static let emailLengthMax = 254

    package init(name: String, email: String, phone: String?) throws(Fault) {
        guard (1...Self.nameLengthMax).contains(name.unicodeScalars.count), name.contains(where: { !$0.isWhitespace })
        else {
            throw .name
        }
        guard Self.isOneAddress(email) else { throw .email }
        if let phone, !Self.isE164(phone) { throw .phone }
        self.init(storedName: name, email: email, phone: phone)
    }

    /// What was judged when it was stored.
    package init(storedName name: String, email: String, phone: String?) {
        self.name = name
        self.email = email
        self.phone = phone
    }

    /// One bare address with a domain of at least two labels: no display name, no list, no quoted local part.
    private static func isOneAddress(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= emailLengthMax, halves.count == 2, let local = halves.first, let domain = halves.last,
            (1...64).contains(local.utf8.count), !local.hasPrefix("."), !local.hasSuffix("."), !local.contains("..")
        else { return false }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        return local.allSatisfy { $0.isLetter || $0.isNumber || "!#$%&'*+/=?^_`{|}~.-".contains($0) }
            && labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    /// ITU-T E.164: a plus, and at most fifteen digits of which the first is not zero.
    private static func isE164(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst()
        return text.utf8.first == UInt8(ascii: "+") && (2...15).contains(digits.count)
            && digits.first != UInt8(ascii: "0")
            && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
