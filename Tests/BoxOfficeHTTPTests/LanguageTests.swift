import BoxOfficeHTTP
import BoxOfficeWire
import HTTPTypes
import Testing

/// Contract, section 1, "Accept-Language".
@Suite("Errors are told in the client's language")
struct LanguageTests {
    @Test("every language says every sentence, with the same values", arguments: Language.allCases)
    func complete(language: Language) {
        let sentences = Phrasebook.file(language)
        #expect(Set(sentences.keys) == Set(Sentence.allCases.map(\.rawValue)))
        for (name, words) in Phrasebook.file(.byDefault) {
            #expect(Self.values(in: sentences[name] ?? "") == Self.values(in: words), "\(name)")
            #expect(sentences[name]?.isEmpty == false, "\(name)")
        }
    }

    @Test("no language is another's words, but for the two of English", arguments: Language.allCases)
    func translated(language: Language) {
        for other in Language.allCases where other != language {
            let words = Phrasebook.file(language)
            let same = Phrasebook.file(other).filter { words[$0.key] == $0.value }
            let areBothEnglish = [language, other].allSatisfy { $0.rawValue.hasPrefix("en") }
            #expect(areBothEnglish || same.isEmpty, "\(same.keys.sorted()) in \(language) and \(other)")
        }
    }

    @Test(
        "by quality, then by place; a country that is not there by its language; else American English",
        arguments: [
            (nil, "en-US"), ("", "en-US"), ("en-GB", "en-GB"), ("EN-gb", "en-GB"), ("de-DE", "de-DE"), ("ja", "ja-JP"),
            ("es-MX", "es-ES"), ("fr-CA, en;q=0.9", "fr-FR"), ("en", "en-US"), ("en-AU", "en-US"),
            ("de;q=0.5, fr;q=0.8", "fr-FR"), ("fr, de", "fr-FR"), ("de, fr", "de-DE"), ("it, es;q=0.1", "es-ES"),
            ("it", "en-US"), ("*", "en-US"), ("en-US;q=0, *;q=0.5", "en-GB"), ("en;q=0, fr;q=0.2", "fr-FR"),
            ("ja;q=0", "en-US"), ("de;q=1.000 , ja;q=0.999", "de-DE"), ("de;q=2, ja;q=0.1", "ja-JP"),
            ("de;q=x, ja;q=0.1", "ja-JP"), ("en-US, en-GB;q=0.9, de", "en-US"), ("en-GB;q=0.5, en;q=0.4", "en-GB"),
            (",;q=1,,fr", "fr-FR"), ("ende", "en-US"),
        ] as [(String?, String)])
    func chosen(header: String?, language: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.get(
                "/api/v3/events/123/occurrences?quantity=0", header.map { ["Accept-Language": $0] } ?? [:])
            try expect(reply, refuses: "INVALID_PARAMETER", "quantity")
            #expect(reply.header("Content-Language") == language)
            let words = Phrasebook.text(
                .wholeNumber, ["param": "quantity", "found": "'0'", "min": "1", "max": "100"],
                in: try #require(Language(rawValue: language)))
            #expect(try reply.error().message == words)
        }
    }

    @Test("whatever goes wrong, and whoever asks", arguments: Language.allCases)
    func everywhere(language: Language) async throws {
        try await withWorld { world in
            let header = ["Accept-Language": language.rawValue]
            let replies = [
                try await world.stranger.get("/api/v3/events", header),
                try await world.acme.get("/nothing", header),
                try await world.acme.send(.put, "/api/v3/carts", header),
                try await world.acme.post("/api/v3/carts", "{\"items\": [", header),
                try await world.acme.post("/api/v3/carts", "{\"items\": []}", header),
                try await world.acme.get("/api/v3/carts/x", header),
            ]
            for reply in replies {
                #expect(reply.status >= 400)
                #expect(reply.header("Content-Language") == language.rawValue)
                // What stands in braces in the file is a value by now.
                let message = try reply.error().message
                #expect(!message.contains("{"))
            }
            let english = try await world.acme.get("/api/v3/carts/x").error().message
            #expect((try replies[5].error().message == english) == language.rawValue.hasPrefix("en"))
        }
    }

    @Test("a value that looks like a place for one stays as it was sent")
    func braces() async throws {
        try await withWorld { world in
            let reply = try await world.acme.get("/api/v3/events/123/occurrences?quantity=%7Bmax%7D")
            #expect(try reply.error().message.contains("'{max}'"))
        }
    }

    private static func values(in words: String) -> [String] {
        words.matches(of: #/\{\w+\}/#).map { String($0.output) }.sorted()
    }
}
