import Foundation
import Testing

/// SwiftPM lets a room import a sibling that it never declared. These tests do not: they read every line of the
/// sources against the house's plan.
@Suite("The house stands as it is drawn")
struct LayerTests {
    /// What a room may import. A room that is not here is not in the plan.
    private static let plan: [String: Set<String>] = [
        "BoxOfficeDomain": [],
        "BoxOfficeCatalogue": ["BoxOfficeDomain", "Yams"],
        "BoxOfficeWire": [],
        "BoxOfficeStore": [
            "BoxOfficeDomain", "CPostgres", "GRDB", "GRDBSQLite", "Dispatch", "Synchronization", "Glibc", "Darwin",
        ],
        "BoxOfficeDesk": [
            "BoxOfficeDomain", "BoxOfficeCatalogue", "BoxOfficeStore", "Logging", "Crypto", "ServiceLifecycle",
            "Dispatch", "Synchronization",
        ],
        "BoxOfficeHTTP": [
            "BoxOfficeDomain", "BoxOfficeWire", "BoxOfficeDesk", "Hummingbird", "HummingbirdCore", "HummingbirdTLS",
            "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOHTTPTypes", "NIOSSL", "Crypto", "Logging", "ServiceLifecycle",
            "FoundationEssentials", "Synchronization",
        ],
        // Apple's systems have the whole Foundation, and only that.
        "BoxOfficeClient": ["BoxOfficeWire", "HTTPTypes", "FoundationEssentials", "Foundation"],
        "boxoffice": [
            "BoxOfficeDomain", "BoxOfficeCatalogue", "BoxOfficeWire", "BoxOfficeStore", "BoxOfficeDesk",
            "BoxOfficeHTTP", "BoxOfficeClient", "ArgumentParser", "Hummingbird", "NIOCore", "NIOSSL", "Logging",
            "ServiceLifecycle",
            "Dispatch", "Synchronization",
            "FoundationEssentials", "Glibc", "Darwin", "Musl",
        ],
        "BoxOfficeBench": [
            "BoxOfficeDomain", "BoxOfficeWire", "BoxOfficeStore", "BoxOfficeHTTP", "ArgumentParser", "Hummingbird",
            "HTTPTypes", "NIOCore", "NIOPosix", "Logging", "Foundation", "FoundationEssentials", "Dispatch",
            "Synchronization",
        ],
    ]

    /// What a room may import in one file alone.
    private static let exceptions: [String: Set<String>] = [
        // Without the second, every named time zone is nil on Linux.
        "BoxOfficeDomain/Values/VenueTimeZone.swift": ["FoundationEssentials", "FoundationInternationalization"],
        // The smaller Foundation decodes no percent signs.
        "BoxOfficeHTTP/Requests/PercentDecoding.swift": ["Foundation"],
        // The page that is made of the OpenAPI document.
        "BoxOfficeHTTP/Reference/DocsPage.swift": ["Mustache", "Yams"],
        "BoxOfficeHTTP/Reference/DocsReader.swift": ["Yams"],
        "BoxOfficeHTTP/Reference/EmbeddedText.swift": ["CEmbedded"],
        "BoxOfficeHTTP/Answers/Phrasebook.swift": ["CEmbedded"],
        "BoxOfficeHTTP/Reference/FieldView.swift": ["Yams"],
        "BoxOfficeHTTP/Reference/OpenAPIDocument.swift": ["Yams"],
        "BoxOfficeHTTP/Answers/Gzip.swift": ["CZlib"],
        // The SDK's one way to the network; an app may bring another.
        "BoxOfficeClient/Transport+AsyncHTTPClient.swift": [
            "AsyncHTTPClient", "NIOCore", "NIOHTTP1", "NIOHTTPCompression",
        ],
        "boxoffice/Buying/QRCode.swift": ["CZint"],
        "boxoffice/Commands/Serve.swift": ["CMalloc"],
        "boxoffice/ServerRun.swift": ["UnixSignals"],
    ]

    /// Rooms that partners see.
    private static let publicRooms: Set = ["BoxOfficeWire", "BoxOfficeClient"]

    @Test("every room is in the plan, and imports what the plan lets it")
    func imports() throws {
        for file in try SourceFile.all() {
            guard let planned = Self.plan[file.room] else {
                Issue.record("\(file.path) is in a room that is not in the plan")
                continue
            }
            let allowed = planned.union(Self.exceptions[file.path] ?? [])
            for (line, module) in file.imports where !allowed.contains(module) {
                Issue.record("\(file.path):\(line) imports \(module)")
            }
        }
    }

    @Test(
        "the engine is known to its driver alone, and the libraries of time zones and of the SDK's network to one file each"
    )
    func oneFile() throws {
        let importers = Dictionary(
            grouping: try SourceFile.all().flatMap { file in file.imports.map { (module: $0.module, path: file.path) }
            },
            by: \.module)
        for engine in ["GRDB", "GRDBSQLite"] {
            let importers = importers[engine]?.map(\.path) ?? []
            #expect(!importers.isEmpty && importers.allSatisfy { $0.hasPrefix("BoxOfficeStore/SQLite/") })
        }
        #expect(
            importers["FoundationInternationalization"]?.map(\.path) == ["BoxOfficeDomain/Values/VenueTimeZone.swift"])
        #expect(importers["AsyncHTTPClient"]?.map(\.path) == ["BoxOfficeClient/Transport+AsyncHTTPClient.swift"])
    }

    @Test("only what partners see is public")
    func access() throws {
        try refuse(#/\bpublic\b/#, "is public") { !Self.publicRooms.contains($0.room) }
    }

    @Test("SQL stands in files that say so")
    func sql() throws {
        let statement =
            #/\b(SELECT\s|INSERT\s+(INTO|OR)\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+(TABLE|INDEX)\b)/#
        try refuse(statement, "is SQL") { !$0.path.hasSuffix("SQL.swift") }
        let files = try SourceFile.all().filter { $0.path.hasSuffix("SQL.swift") }
        #expect(files.allSatisfy { ["BoxOfficeStore", "BoxOfficeBench"].contains($0.room) })
        // Else the search above may be looking for something that nobody writes.
        #expect(files.contains { $0.code.contains { $0.text.contains(statement) } })
    }

    @Test("neither what a sale is nor what is remembered reads a clock")
    func clocks() throws {
        let clock = #/\bDate\(\)|\bContinuousClock\b|\bSuspendingClock\b|\.now\b|\bclock_gettime\b|\bgettimeofday\b/#
        // How long to wait for a database elsewhere is no time of the domain's.
        let patience = "BoxOfficeStore/Uptime.swift"
        try refuse(clock, "reads a clock") {
            ["BoxOfficeDomain", "BoxOfficeStore"].contains($0.room) && $0.path != patience
        }
    }

    @Test("what a sale is waits for nothing")
    func waiting() throws {
        try refuse(#/\b(async|await|Task)\b/#, "waits") { $0.room == "BoxOfficeDomain" }
    }

    @Test("no file is longer than a reader's patience")
    func length() throws {
        for file in try SourceFile.all() where file.lineCount > 300 {
            Issue.record("\(file.path) has \(file.lineCount) lines; 300 is the most")
        }
    }

    private func refuse(
        _ pattern: some RegexComponent, _ verdict: String, in isMeant: (SourceFile) -> Bool
    ) throws {
        for file in try SourceFile.all() where isMeant(file) {
            for (line, text) in file.code where text.contains(pattern) {
                Issue.record("\(file.path):\(line) \(verdict): \(text)")
            }
        }
    }
}

/// A file of the sources, by lines.
private struct SourceFile {
    /// From the sources' folder: `BoxOfficeDesk/OpenCart.swift`.
    let path: String
    /// Numbered from 1, without comments.
    let code: [(line: Int, text: Substring)]
    let lineCount: Int

    /// The folder that it is in.
    var room: String { path.split(separator: "/").first.map(String.init) ?? path }

    var imports: [(line: Int, module: String)] {
        code.filter { $0.text.contains("import ") }.compactMap { line, text in
            text.prefixMatch(of: Self.importLine).map { (line, String($0.output.module)) }
        }
    }

    /// With its attributes, its access level and its kind, if it has any: `@testable package import struct A.B`.
    private static var importLine: Regex<(Substring, module: Substring)> {
        #/\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|actor|func|var|let|typealias)\s+)?(?<module>\w+)/#
    }

    static func all() throws -> [SourceFile] {
        try read.get()
    }

    private static let read = Result {
        let sources = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources")
        let paths = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
        try #require(!paths.isEmpty)
        return try paths.sorted().map { path in
            let text = try String(contentsOf: sources.appending(path: path), encoding: .utf8)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            let code = lines.enumerated().compactMap { index, text -> (Int, Substring)? in
                let code = text.firstRange(of: "//").map { text[..<$0.lowerBound] } ?? text
                return code.isEmpty ? nil : (index + 1, code)
            }
            return SourceFile(path: path, code: code, lineCount: lines.count)
        }
    }
}
