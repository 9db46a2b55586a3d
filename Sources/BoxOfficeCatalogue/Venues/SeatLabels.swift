/// Seats as a row of the shorthand names them: `101-120`, or `4W` alone.
enum SeatLabels {
    static let rangeMax = 10_000

    static let type = ScalarType<[String]>(
        expectation: "a seat or an ascending range of at most \(rangeMax) numbers, such as 101-120",
        parse: parse, remark: remark
    )

    /// Such text is no label, where only one seat may stand.
    static func isRange(_ text: String) -> Bool {
        text.contains("-") && parse(text) != nil
    }

    private static func parse(_ text: String) -> [String]? {
        if !text.contains(where: { "-–—,".contains($0) }) { return text.utf8.count <= 255 ? [text] : nil }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard ends.count == 2, ends.allSatisfy({ (1...9).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isDigit) }),
            let first = Int(ends[0]), let last = Int(ends[1]), first <= last, last - first < rangeMax
        else { return nil }
        // 01-10 keeps its width, so that 9 is 09.
        let width = ends[0].first == "0" ? ends[0].utf8.count : 0
        return (first...last).map { number in
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
    }

    private static func remark(_ text: String) -> String? {
        if text.contains(",") { return "with a comma; several are a list in brackets, such as [101-110, 112]" }
        if text.contains("–") || text.contains("—") { return "with a dash that is no hyphen" }
        let ends = text.split(separator: "-").compactMap { Int($0.filter { $0 != " " }) }
        guard ends.count == 2 else { return "which is no range of numbers" }
        if ends[1] < ends[0] { return "which descends" }
        return ends[1] - ends[0] >= rangeMax ? "which is \(ends[1] - ends[0] + 1) seats" : nil
    }
}
