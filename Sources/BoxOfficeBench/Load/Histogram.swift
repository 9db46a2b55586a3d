/// How long answers took: counted in buckets that are at most 1/64 wider than what they count, so that a quantile is
/// within 1.6 %, whatever its size, in a few kilobytes and without sorting.
struct Histogram: Sendable {
    private(set) var count = 0
    /// Nanoseconds, exact.
    private(set) var max: Int64 = 0
    private var buckets: [Int]

    /// Values below `linear` have a bucket each; above, each doubling is cut into as many parts as half of that.
    private static let linearBits = 7
    private static let partsBits = linearBits - 1

    init() {
        buckets = Array(repeating: 0, count: Self.index(of: .max) + 1)
    }

    mutating func record(_ nanoseconds: Int64) {
        let value = Swift.max(nanoseconds, 0)
        buckets[Self.index(of: value)] += 1
        count += 1
        max = Swift.max(max, value)
    }

    mutating func add(_ other: Histogram) {
        for index in buckets.indices { buckets[index] += other.buckets[index] }
        count += other.count
        max = Swift.max(max, other.max)
    }

    /// The smallest value that so many of the values do not exceed, in nanoseconds, rounded up to its bucket's end; 0
    /// where nothing was recorded.
    ///
    /// - Parameter quantile: 0.99 is the 99th percentile.
    func value(at quantile: Double) -> Int64 {
        let rank = Swift.max(1, Int((Double(count) * quantile).rounded(.up)))
        var seen = 0
        for (index, inBucket) in buckets.enumerated() {
            seen += inBucket
            if seen >= rank { return min(Self.upperBound(of: index), max) }
        }
        return max
    }

    private static func index(of value: Int64) -> Int {
        let shift = Swift.max(0, Int64.bitWidth - value.leadingZeroBitCount - linearBits)
        return shift << partsBits + Int(value >> shift)
    }

    /// The largest value that falls into a bucket.
    private static func upperBound(of index: Int) -> Int64 {
        guard index >= 1 << linearBits else { return Int64(index) }
        let shift = index >> partsBits - 1
        let part = index - shift << partsBits
        return Int64((UInt64(part) + 1) << UInt64(shift) - 1)
    }
}
