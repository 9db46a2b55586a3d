/// All rows, for a terminal or as Markdown.
struct Table {
    let rows: [Row]

    private static let heads = [
        "what", "per second", "p50 ms", "p99 ms", "max ms", "errors", "CPU us", "load us", "RSS MB", "compared with",
        "ratio",
        "target", "",
    ]

    /// Columns that read better on the right.
    private static let right = 1...8

    var plain: String {
        let lines = [Self.heads] + rows.map(cells)
        let widths = Self.heads.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = line.indices.map { column -> String in
                let space = String(repeating: " ", count: widths[column] - line[column].count)
                return Self.right.contains(column) ? space + line[column] : line[column] + space
            }
            return cells.joined(separator: "  ").replacing(#/\s+$/#, with: "")
        }.joined(separator: "\n")
    }

    var markdown: String {
        let rule = Self.heads.indices.map { Self.right.contains($0) ? "---:" : "---" }
        return ([Self.heads, rule] + rows.map(cells)).map { "| \($0.joined(separator: " | ")) |" }
            .joined(separator: "\n")
    }

    private func cells(_ row: Row) -> [String] {
        [
            row.what, number(row.perSecond), number(row.p50), number(row.p99), number(row.max), "\(row.errors)",
            number(row.cpu), number(row.loadCPU), number(row.resident), row.ceiling ?? "", number(row.ratio),
            row.target?.text ?? "",
            row.target.map { $0.isMet ? "met" : "NOT MET" } ?? "",
        ]
    }

    /// Three digits that count.
    private func number(_ value: Double?) -> String {
        guard let value else { return "" }
        switch value.magnitude {
        case 100...: return "\(Int(value.rounded()))"
        case 10..<100: return decimals(value, 1)
        default: return decimals(value, 2)
        }
    }

    private func decimals(_ value: Double, _ digits: Int) -> String {
        let scale = digits == 1 ? 10 : 100
        let scaled = Int((value * Double(scale)).rounded())
        let rest = "\(scaled % scale)"
        return "\(scaled / scale).\(String(repeating: "0", count: digits - rest.count))\(rest)"
    }
}
