/// What a statement is made of, as quick to compare as some numbers: so a statement that was parsed once is found again
/// without its text, which would cost more to put together and to hash than most statements cost to run.
///
/// Equal keys have the same text. The same text may have several keys, when it is written in several places: then it is
/// parsed for each of them.
package struct StatementKey: Hashable, Sendable {
    /// A literal of the program never moves, so where it lies and how long it is tell it from every other.
    private enum Piece: Equatable {
        case literal(StaticString)
        case bind

        static func == (left: Piece, right: Piece) -> Bool {
            switch (left, right) {
            case (.literal(let left), .literal(let right)):
                left.utf8Start == right.utf8Start && left.utf8CodeUnitCount == right.utf8CodeUnitCount
            case (.bind, .bind): true
            default: false
            }
        }
    }

    private var pieces: [Piece] = []
    /// Of the pieces, mixed while they are put in.
    private var mixture: UInt = 0

    package static func == (left: StatementKey, right: StatementKey) -> Bool {
        left.mixture == right.mixture && left.pieces == right.pieces
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(mixture)
    }

    mutating func reserve(pieces count: Int) {
        pieces.reserveCapacity(count)
    }

    mutating func append(_ literal: StaticString) {
        pieces.append(.literal(literal))
        mix(UInt(bitPattern: literal.utf8Start) &+ UInt(bitPattern: literal.utf8CodeUnitCount))
    }

    mutating func appendBind() {
        pieces.append(.bind)
        mix(1)
    }

    mutating func append(_ fragment: StatementKey) {
        pieces += fragment.pieces
        mix(fragment.mixture)
    }

    private mutating func mix(_ number: UInt) {
        mixture = (mixture &+ number) &* 0x9E37_79B9_7F4A_7C15
    }

    /// With the binds numbered upward from `$1`.
    var text: String {
        var text = ""
        var binds = 0
        for piece in pieces {
            switch piece {
            case .literal(let literal): text += literal.description
            case .bind:
                binds += 1
                text += "$\(binds)"
            }
        }
        return text
    }
}
