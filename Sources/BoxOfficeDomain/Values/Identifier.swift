/// The name of one thing, such as an event or a cart: opaque text that cannot be mistaken for the name of another kind.
///
/// Ids are equal when their bytes are, as in the databases. Swift's own strings are equal when Unicode calls them
/// equivalent, and two spellings of one seat must never be one seat here and two there.
package struct Identifier<Subject>: Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }
}

extension Identifier: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        let areEqual = left.text.utf8.withContiguousStorageIfAvailable { left in
            right.text.utf8.withContiguousStorageIfAvailable { left.count == $0.count && left.elementsEqual($0) }
        }
        // A string that is not in one piece is one of another language's, and none comes here.
        return (areEqual ?? nil) ?? left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}

extension Identifier: Comparable {
    package static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

/// What the API names by digits without a leading zero: events and occurrences (contract, section 2).
package protocol NumericallyNamed {}

extension Identifier where Subject: NumericallyNamed {
    /// Digits without a leading zero: what partners' clients check.
    package var isNumeric: Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "0") else { return false }
        return text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// The order of the ids as numbers, whatever their length.
    package func precedesAsNumber(_ other: Self) -> Bool {
        let length = text.utf8.count
        let otherLength = other.text.utf8.count
        return length == otherLength ? self < other : length < otherLength
    }
}
