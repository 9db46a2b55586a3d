import Testing

@testable import BoxOfficeBench

@Suite("Latencies are counted, not kept")
struct HistogramTests {
    @Test("quantiles are at most a 64th above what was recorded, whatever their size")
    func quantiles() {
        var histogram = Histogram()
        for nanoseconds in 1...100_000 as ClosedRange<Int64> { histogram.record(nanoseconds * 1000) }
        #expect(histogram.count == 100_000)
        #expect(histogram.max == 100_000_000)
        for (quantile, exact) in [(0.0001, 10_000.0), (0.5, 50_000_000), (0.99, 99_000_000), (1, 100_000_000)] {
            let value = Double(histogram.value(at: quantile))
            #expect(value >= exact && value <= exact * (1 + 1.0 / 64), "\(quantile): \(value)")
        }
    }

    @Test("small values are exact, and the largest that there is has its place")
    func extremes() {
        var histogram = Histogram()
        for nanoseconds in [-1, 0, 127, .max] as [Int64] { histogram.record(nanoseconds) }
        #expect([0.25, 0.5, 0.75, 1].map { histogram.value(at: $0) } == [0, 0, 127, .max])
        #expect(Histogram().value(at: 0.5) == 0)
    }

    @Test("two histograms add up to that of all their values")
    func sum() {
        var (sum, other, all) = (Histogram(), Histogram(), Histogram())
        for nanoseconds in 1...1000 as ClosedRange<Int64> {
            all.record(nanoseconds * nanoseconds)
            if nanoseconds % 2 == 0 {
                sum.record(nanoseconds * nanoseconds)
            } else {
                other.record(nanoseconds * nanoseconds)
            }
        }
        sum.add(other)
        #expect(sum.count == all.count)
        #expect(sum.max == all.max)
        #expect(sum.value(at: 0.9) == all.value(at: 0.9))
    }

    @Test("a median of an even number is the mean of the middle two")
    func median() {
        #expect([3.0, 1, 2].median == 2)
        #expect([4.0, 1, 3, 2].median == 2.5)
        #expect([Double]().median == 0)
    }
}
