/// The name that somebody probably meant who wrote one that there is not. Its description goes at the end of a message.
struct Suggestion: CustomStringConvertible {
    private static let lettersWrongMax = 3

    private let text: String
    /// Nil when there is none that is near.
    let name: String?

    init(_ text: String, among names: some Sequence<String>) {
        let written = Array(text.lowercased().utf8)
        var distanceMax = min(max(1, written.count / 3), Self.lettersWrongMax)
        var best: String?
        for name in names where name != text {
            let candidate = Array(name.lowercased().utf8)
            let isStart = Self.isStart(written, of: candidate)
            guard isStart || abs(candidate.count - written.count) <= distanceMax else { continue }
            let distance =
                isStart
                ? min(1, candidate.count - written.count)
                : Self.distance(written, candidate, max: distanceMax)
            guard let distance, distance < distanceMax || distance == distanceMax && best == nil else { continue }
            // Two names of one or two letters are nearly always near; only case tells nothing wrong.
            guard distance == 0 || distance < candidate.count else { continue }
            (best, distanceMax) = (name, distance)
        }
        self.text = text
        self.name = best
    }

    /// A letter too many, too few, in the wrong case or in the wrong place, and not just a name of the same series: the
    /// rows 12 and 13, the boxes A and B.
    var isSlip: Bool {
        guard let name else { return false }
        let (left, right) = (Self.letters(of: text), Self.letters(of: name))
        guard min(left.count, right.count) >= 4, left != right else { return text.lowercased() == name.lowercased() }
        return left.count != right.count || left.sorted() == right.sorted()
    }

    private static func letters(of text: String) -> [Character] {
        Array(text.lowercased().filter { !$0.isNumber })
    }

    /// `; did you mean 'Premium'?`, or nothing.
    var description: String {
        name.map { "; did you mean \(Quoted($0))?" } ?? ""
    }

    /// `percent` of `percentage`
    private static func isStart(_ written: [UInt8], of candidate: [UInt8]) -> Bool {
        written.count >= 3 && candidate.starts(with: written)
    }

    /// How many letters are to be put in, taken out, changed or swapped with their neighbour. Nil when it is seen early
    /// that they are too many: a plan may have fifty thousand names, and a file a thousand slips.
    private static func distance(_ left: [UInt8], _ right: [UInt8], max: Int) -> Int? {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            current.reserveCapacity(right.count + 1)
            for column in right.indices {
                let change = previous[column] + (left[row] == right[column] ? 0 : 1)
                var least = min(change, previous[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    least = min(least, beforePrevious[column - 1] + 1)
                }
                current.append(least)
            }
            if current.allSatisfy({ $0 > max }), previous.allSatisfy({ $0 >= max }) { return nil }
            (beforePrevious, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
