import Foundation

/// The page that shows the last run: pictures beside a README, whose table stands between two marks.
struct Page {
    let folder: String

    private static let begin = "<!-- table: written by the bench -->"
    private static let end = "<!-- end of the table -->"

    func write(_ table: Table, _ bench: Bench, _ circumstances: String) throws {
        var pictures = bench.pictures
        if !bench.salesOverTime.isEmpty { pictures.append(.salesOverTime(bench.salesOverTime)) }
        for picture in pictures {
            try picture.svg.write(toFile: "\(folder)/\(picture.name).svg", atomically: true, encoding: .utf8)
        }
        let path = "\(folder)/README.md"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard let begin = text.range(of: Self.begin), let end = text.range(of: Self.end),
            begin.upperBound <= end.lowerBound
        else { throw BenchFailure("\(path) has no '\(Self.begin)' before '\(Self.end)'") }
        let page = text[..<begin.upperBound] + "\n\(circumstances).\n\n\(table.markdown)\n" + text[end.lowerBound...]
        try String(page).write(toFile: path, atomically: true, encoding: .utf8)
    }
}
