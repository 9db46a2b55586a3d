import Foundation

/// A line chart as an SVG that reads on light and on dark paper.
struct Picture: Sendable {
    struct Line: Sendable {
        let name: String
        let points: [(x: Double, y: Double)]
    }

    /// The file's name, without its end.
    let name: String
    let title: String
    /// With their units.
    let across: String
    let up: String
    let lines: [Line]
    /// Each step up is ten times the last: for what spans from a tenth of a millisecond to a second.
    var isLogarithmic = false

    private static let (width, height) = (760.0, 400.0)
    private static let (left, right, top, bottom) = (70.0, 170.0, 40.0, 50.0)
    private static let colours = ["#2f7ed8", "#d8572f", "#2fa86b", "#9a5bd0"]

    var svg: String {
        let scale = Scale(lines, isLogarithmic: isLogarithmic)
        let (x0, x1) = (Self.left, Self.width - Self.right)
        let (y0, y1) = (Self.height - Self.bottom, Self.top)
        func x(_ value: Double) -> Double { x0 + (x1 - x0) * value / scale.xMax }
        func y(_ value: Double) -> Double { y0 + (y1 - y0) * scale.share(value) }
        let ups = scale.yTicks.map { tick in
            """
            <path class="grid" d="M\(x0) \(y(tick).short)H\(x1)"/>\
            <text x="\(x0 - 8)" y="\((y(tick) + 4).short)" text-anchor="end">\(tick.short)</text>
            """
        }
        let acrosses = scale.xTicks.map { tick in
            """
            <path class="grid" d="M\(x(tick).short) \(y0)V\(y1)"/>\
            <text x="\(x(tick).short)" y="\(y0 + 18)" text-anchor="middle">\(tick.short)</text>
            """
        }
        let curves = lines.enumerated().map { index, line -> String in
            let colour = Self.colours[index % Self.colours.count]
            let path = line.points.map { "\(x($0.x).short),\(y($0.y).short)" }.joined(separator: " ")
            let key = y1 + 10 + Double(index) * 22
            return """
                <polyline points="\(path)" fill="none" stroke="\(colour)" stroke-width="2"/>
                <path d="M\(x1 + 14) \(key)h18" stroke="\(colour)" stroke-width="3"/>\
                <text x="\(x1 + 38)" y="\(key + 4)">\(line.name)</text>
                """
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Self.width.short) \(Self.height.short)" role="img">
            <title>\(title)</title>
            <style>
            text { font: 12px sans-serif; fill: #333 } .grid { stroke: #8886; stroke-width: 0.5 } .paper { fill: #fff }
            @media (prefers-color-scheme: dark) { text { fill: #ddd } .paper { fill: #161a20 } }
            </style>
            <rect class="paper" width="100%" height="100%"/>
            <text x="\(x0)" y="22" style="font-weight: bold">\(title)</text>
            \((ups + acrosses).joined(separator: "\n"))
            <text x="\((x0 + x1) / 2)" y="\(Self.height - 10)" text-anchor="middle">\(across)</text>
            <text transform="translate(16 \((y0 + y1) / 2)) rotate(-90)" text-anchor="middle">\(up)</text>
            \(curves.joined(separator: "\n"))
            </svg>

            """
    }

    /// What the axes span, and where they are marked.
    private struct Scale {
        let xMax: Double
        let xTicks: [Double]
        let yTicks: [Double]
        let isLogarithmic: Bool

        init(_ lines: [Line], isLogarithmic: Bool) {
            let points = lines.flatMap(\.points)
            let ys = points.map(\.y).filter { $0 > 0 }
            xTicks = Self.ticks(upTo: points.map(\.x).max() ?? 1)
            xMax = xTicks.last ?? 1
            self.isLogarithmic = isLogarithmic
            if isLogarithmic {
                var ticks = [0.01]
                while let last = ticks.last, last < ys.max() ?? 1 { ticks.append(last * 10) }
                let lowest = ticks.last { $0 <= ys.min() ?? 1 } ?? 0.01
                yTicks = ticks.filter { $0 >= lowest }
            } else {
                yTicks = Self.ticks(upTo: ys.max() ?? 1)
            }
        }

        /// How far up a value is, from 0 to 1.
        func share(_ value: Double) -> Double {
            guard let low = yTicks.first, let high = yTicks.last else { return 0 }
            guard isLogarithmic else { return value / high }
            return log10(max(value, low) / low) / log10(high / low)
        }

        /// Round numbers from zero to where the largest fits below: four to ten of them.
        private static func ticks(upTo most: Double) -> [Double] {
            var step = 0.001
            for factor in [2, 2.5, 2].cycled(30) where step * 8 < most { step *= factor }
            return (0...Int((most / step).rounded(.up))).map { Double($0) * step }
        }
    }
}

extension Picture {
    /// Sales in each second since the first, of each sell-out; the last second was not a whole one.
    static func salesOverTime(_ sellOuts: [(name: String, perSecond: [Int])]) -> Picture {
        Picture(
            name: "sales-over-time", title: "A stadium sells out, one seat a sale",
            across: "seconds since the first sale", up: "sales in that second",
            lines: sellOuts.map { sellOut in
                let whole = sellOut.perSecond.dropLast()
                return Line(
                    name: sellOut.name, points: whole.enumerated().map { (Double($0.offset) + 1, Double($0.element)) })
            })
    }
}

extension [Double] {
    fileprivate func cycled(_ times: Int) -> [Double] {
        (0..<times).flatMap { _ in self }
    }
}

extension Double {
    /// With three decimals at the most, and none that say nothing.
    fileprivate var short: String {
        let rounded = (self * 1000).rounded() / 1000
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
