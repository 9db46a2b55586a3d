import Foundation

/// A line of the table: one figure with all that belongs to it. What a line does not have is nil.
struct Row: Sendable {
    let what: String
    var perSecond: Double?
    /// Milliseconds.
    var p50: Double?
    var p99: Double?
    var max: Double?
    var errors = 0
    /// Microseconds of the server's CPU time for each answer.
    var cpu: Double?
    /// And of the load's.
    var loadCPU: Double?
    /// Megabytes.
    var resident: Double?
    /// What it is compared with, as a text, and the ratio to that.
    var ceiling: String?
    var ratio: Double?
    var target: Target?

    /// Where it is known whether a target is met.
    struct Target: Sendable {
        let text: String
        let isMet: Bool

        static func ratio(_ ratio: Double, atLeast least: Double) -> Target {
            Target(text: "ratio >= \(least)", isMet: ratio >= least)
        }

        static func ratio(_ ratio: Double, atMost most: Double) -> Target {
            Target(text: "ratio <= \(most)", isMet: ratio <= most)
        }

        /// - Parameter milliseconds: nil when nothing was answered.
        static func p99(_ milliseconds: Double?, below most: Double) -> Target {
            Target(text: "p99 < \(Int(most)) ms", isMet: milliseconds.map { $0 < most } ?? false)
        }
    }

    init(_ what: String, perSecond: Double? = nil) {
        self.what = what
        self.perSecond = perSecond
    }

    /// Medians of several runs; of maxima the largest, of errors the sum.
    init(_ what: String, _ runs: [Run], call: Int = 0) {
        self.what = what
        perSecond = runs.map { $0.perSecond(call) }.median
        if runs.contains(where: { $0.result.calls[call].latency.count > 0 }) {
            p50 = runs.map { $0.milliseconds(0.5, call) }.median
            p99 = runs.map { $0.milliseconds(0.99, call) }.median
            max = runs.map { $0.milliseconds(1, call) }.max()
        }
        errors = runs.reduce(0) { $0 + $1.result.calls[call].errors }
        cpu = runs.map(\.cpuMicrosecondsPerAnswer).median
        loadCPU = runs.map(\.loadCPUMicrosecondsPerAnswer).median
        resident = runs.last?.residentMegabytes
    }

    /// With the ratio to a ceiling that was taken beside each run: the median of each run's own, since a machine's mood
    /// changes between them.
    func compared(
        _ rates: [Double], with ceilings: [Double], _ name: String, atLeast least: Double? = nil
    ) -> Row {
        var row = self
        let ratio = zip(rates, ceilings).map { $0 / $1 }.median
        row.ceiling = "\(name) \(Int(ceilings.median))/s"
        row.ratio = ratio
        row.target = least.map { .ratio(ratio, atLeast: $0) }
        return row
    }

    func compared(_ runs: [Run], with bare: [Run], _ name: String, atLeast least: Double? = nil) -> Row {
        compared(runs.map { $0.perSecond() }, with: bare.map { $0.perSecond() }, name, atLeast: least)
    }
}

extension Run {
    func milliseconds(_ quantile: Double, _ call: Int = 0) -> Double {
        Double(result.calls[call].latency.value(at: quantile)) / 1e6
    }
}

extension [Double] {
    /// Of an even number the mean of the two in the middle; 0 of none.
    var median: Double {
        guard !isEmpty else { return 0 }
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
