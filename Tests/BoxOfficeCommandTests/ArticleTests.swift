import BoxOfficeClient
import Foundation
import Testing

/// The SDK's article shows code. It is the code of the package's snippets, which every build compiles, and which these
/// tests run.
@Suite("The article of the SDK tells the truth")
struct ArticleTests {
    private static let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func text(_ path: String) throws -> String {
        try String(contentsOf: package.appending(path: path), encoding: .utf8)
    }

    /// The parts of a snippet between their marks, without what they are indented by.
    private static func parts(of snippet: String) -> [String] {
        var parts: [String] = []
        var (open, indent): ([Substring]?, Int) = (nil, 0)
        for line in snippet.split(separator: "\n", omittingEmptySubsequences: false) {
            let mark = line.drop { $0 == " " }
            if mark == "// snippet.end" {
                parts.append((open ?? []).map { String($0.dropFirst(min(indent, $0.count))) + "\n" }.joined())
                open = nil
            } else if mark.hasPrefix("// snippet.") {
                (open, indent) = ([], line.count - mark.count)
            } else {
                open?.append(line)
            }
        }
        return parts
    }

    @Test("every block of code in it is a part of a snippet, and every part is in it")
    func blocks() throws {
        let article = try Self.text("Sources/BoxOfficeClient/BoxOfficeClient.docc/Purchase.md")
        let blocks = article.matches(of: #/```swift\n(?<code>(?s:.*?))```/#).map { String($0.output.code) }
        let parts =
            [try Self.text("Snippets/FirstPurchase.swift")] + Self.parts(of: try Self.text("Snippets/Recoveries.swift"))
        #expect(Set(blocks) == Set(parts))
        #expect(blocks.count == parts.count && blocks.count > 8)
    }
}

extension Commands {
    @Suite("The article's programs run", .timeLimit(.minutes(1)))
    struct ArticlePrograms {
        @Test("the first one buys a seat")
        func firstPurchase() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let key = try #require(partner.key)
                let program = try here.start(Program.path(of: "FirstPurchase"), [server.address, key])
                let bought = try await program.finished()
                #expect(bought.status == 0, "\(bought.errors)")
                let order = try #require(try await partner.boxOffice.orders().all().first)
                let ticket = try #require(order.items.first?.tickets?.first)
                let lines = bought.output.split(separator: "\n")
                #expect(lines.first?.hasPrefix("Stalls A 1 for 80.00 GBP, held for ") == true)
                #expect(lines.last.map(String.init) == "\(order.confirmationNumber) \(ticket.barcode.value)")
            }
        }

        @Test("the other goes through every part")
        func recoveries() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let program = try here.start(
                    Program.path(of: "Recoveries"), [server.address, try #require(partner.key)])
                let ran = try await program.finished()
                #expect(ran.status == 0, "\(ran.errors)")
                for line in [
                    "To pay: 80.00 GBP within ", "items[0].quantity: 1 wished, 0 left", "Held again: false",
                    " CONFIRMED 80.00 GBP", "CART_EXPIRED 410 ", "GET /api/v3/events/101 with 0 bytes",
                    "would wait for 4.0 seconds", "UNREADABLE_ANSWER",
                ] { #expect(ran.output.contains(line), "\(line) in \(ran.output)") }
            }
        }
    }
}
