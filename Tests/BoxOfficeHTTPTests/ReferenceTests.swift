import BoxOfficeStore
import BoxOfficeWire
import Foundation
import HTTPTypes
import Testing

/// The OpenAPI document and its page. Whether it is true, the checks in `Tests/Contract/` say.
@Suite("The server says of itself what it answers")
struct ReferenceTests {
    @Test("the document is the file of the sources, to anybody")
    func document() async throws {
        try await withWorld { world in
            let reply = try await world.stranger.get("/openapi.yaml")
            #expect(reply.status == 200)
            #expect(reply.header("Content-Type") == "application/yaml")
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Sources/BoxOfficeHTTP/Reference/openapi.yaml")
            #expect(reply.text == (try String(contentsOf: file, encoding: .utf8)))
        }
    }

    @Test("neither is sent again to who has it", arguments: ["/openapi.yaml", "/docs"])
    func again(path: String) async throws {
        try await withWorld { world in
            let first = try await world.stranger.get(path)
            let tag = try #require(first.header("ETag"))
            #expect(first.header("Cache-Control") == "no-cache")
            let second = try await world.stranger.get(path, ["If-None-Match": tag])
            #expect(second.status == 304)
            #expect(second.text.isEmpty)
            #expect(second.header("ETag") == tag)
            let packed = try await world.stranger.get(path, ["Accept-Encoding": "gzip"])
            #expect(packed.header("Content-Encoding") == "gzip")
            #expect(try packed.unpacked() == first.text)
        }
    }

    @Test("the page loads nothing, runs nothing, and may not")
    func page() async throws {
        try await withWorld { world in
            let reply = try await world.stranger.get("/docs")
            #expect(reply.status == 200)
            #expect(reply.header("Content-Type") == "text/html; charset=utf-8")
            #expect(
                reply.header("Content-Security-Policy") == "default-src 'none'; style-src 'unsafe-inline'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
            for sign in ["<script", "<link", "<img", "<iframe", "src=", "@import", "url(", " on"] {
                let tags = reply.text.matches(of: /<[a-z][^>]*>/).map { String($0.output) }
                #expect(!tags.contains { $0.contains(sign) }, "\(sign)")
            }
            #expect(!reply.text.contains("{{"))
        }
    }

    @Test("the page has every call and every error, and every link on it leads somewhere")
    func links() async throws {
        try await withWorld { world in
            let page = try await world.stranger.get("/docs").text
            let document = try await world.stranger.get("/openapi.yaml").text
            let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.output.1) }
            #expect(ids.count == Set(ids).count)
            for name in document.matches(of: /operationId: (\w+)/) where !ids.contains(String(name.output.1)) {
                Issue.record("\(name.output.1) is not on the page")
            }
            for code in document.matches(of: /- const: ([A-Z_]+)/) where !ids.contains("error-\(code.output.1)") {
                Issue.record("\(code.output.1) is not on the page")
            }
            let targets = Set(page.matches(of: /href="([^"]+)"/).map { String($0.output.1) })
            for target in targets where target != "/openapi.yaml" {
                #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())), "\(target)")
            }
            // As it is written, with the currency's decimals.
            #expect(page.contains("&quot;price&quot;: 25.00"))
        }
    }

    @Test("below them there is nothing", arguments: ["/docs/x", "/openapi.yaml/x", "/openapi.json", "/doc"])
    func below(path: String) async throws {
        try await withWorld { world in
            try expect(try await world.stranger.get(path), lacks: "path", path)
        }
    }
}

/// What every call with a key answers, whatever it is for.
@Suite("Every call is guarded alike")
struct EveryCallTests {
    private static let calls: [(method: HTTPRequest.Method, path: String)] = [
        (.get, "/api/v3/events"), (.get, "/api/v3/events/123"), (.get, "/api/v3/events/123/occurrences"),
        (.get, "/api/v3/events/123/occurrences/456"), (.get, "/api/v3/events/123/occurrences/456/inventory-items"),
        (.post, "/api/v3/carts"), (.get, "/api/v3/carts/1"), (.delete, "/api/v3/carts/1"), (.get, "/api/v3/orders"),
        (.post, "/api/v3/orders"), (.get, "/api/v3/orders/1"), (.get, KeyTests.legacy),
    ]

    @Test("by its key and by its headers", arguments: calls)
    func headers(method: HTTPRequest.Method, path: String) async throws {
        try await withWorld { world in
            try expect(try await world.stranger.send(method, path), refuses: "INVALID_API_KEY")
            let reply = try await world.acme.send(method, path, ["X-TT-Platform": "desktop"])
            try expect(reply, refuses: "INVALID_PARAMETER", "X-TT-Platform")
        }
    }

    @Test("by its key's share", arguments: calls)
    func share(method: HTTPRequest.Method, path: String) async throws {
        try await withWorld(requestsPerSecond: 1) { world in
            for _ in 0..<2 { #expect(try await world.acme.send(method, path).status != 429) }
            try expect(try await world.acme.send(method, path), refuses: "RATE_LIMIT_EXCEEDED")
        }
    }

    @Test("and says alike that something of ours failed", arguments: calls)
    func failures(method: HTTPRequest.Method, path: String) async throws {
        try await withWorld { world in
            world.database.fail(with: StoreFailure(code: .unavailable, cause: "of a test"))
            try expect(try await world.acme.send(method, path), refuses: "SERVICE_UNAVAILABLE")
            world.database.fail(with: StoreFailure(code: .damaged, cause: "of a test"))
            try expect(try await world.acme.send(method, path), refuses: "INTERNAL_ERROR")
        }
    }

    @Test("health is not good while the database takes no writes, and our fault when it fails otherwise")
    func health() async throws {
        try await withWorld { world in
            world.database.fail(with: StoreFailure(code: .unavailable, cause: "of a test"))
            #expect(try await world.stranger.get("/health").status == 503)
            world.database.fail(with: StoreFailure(code: .damaged, cause: "of a test"))
            try expect(try await world.stranger.get("/health"), refuses: "INTERNAL_ERROR")
        }
    }
}
