/// The few marks of CommonMark that the document's descriptions use, as HTML: paragraphs, `## ` headings and code.
struct Markup {
    /// Safe to stand in a page: whatever the text holds is escaped.
    private(set) var html = ""
    private(set) var headings: [(id: String, title: String)] = []

    init(_ text: String) {
        for block in text.split(separator: "\n\n").map({ $0.trimmingPrefix("\n") }) {
            if block.hasPrefix("## ") {
                let title = block.dropFirst(3).filter { $0 != "\n" }
                let id = "about-" + title.lowercased().replacing(" ", with: "-")
                headings.append((id, title))
                html += "<h3 id=\"\(id.inHTML)\">\(Self.line(title))</h3>\n"
            } else {
                html += "<p>\(Self.line(String(block)))</p>\n"
            }
        }
    }

    /// Without the paragraphs around it, where it is one alone.
    static func inline(_ text: String) -> String {
        let blocks = text.split(separator: "\n\n")
        return blocks.map { line(String($0)) }.joined(separator: "<br>")
    }

    /// Every other piece between back quotes is code.
    private static func line(_ text: String) -> String {
        let pieces = text.split(separator: "`", omittingEmptySubsequences: false)
        return zip(pieces.indices, pieces).map { index, piece in
            index % 2 == 0 ? String(piece).inHTML : "<code>\(String(piece).inHTML)</code>"
        }.joined()
    }
}

extension String {
    var inHTML: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
