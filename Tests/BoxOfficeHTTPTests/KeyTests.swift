import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import BoxOfficeWire
import HTTPTypes
import Testing

/// Contract, section 1: who may call.
@Suite("Every call of the API shows a key")
struct KeyTests {
    @Test(
        "a call without a key of ours is refused",
        arguments: [
            nil, "", "sk_test_unknown", "unknown", "sk_live_unknown", "sk_test_" + String(repeating: "x", count: 5000),
        ])
    func unknown(key: String?) async throws {
        try await withWorld { world in
            let reply = try await Caller(client: world.client, key: key).get("/api/v3/events")
            try expect(reply, refuses: "INVALID_API_KEY")
        }
    }

    @Test("a key of one environment does not open the other", arguments: SellingEnvironment.allCases)
    func environments(environment: SellingEnvironment) async throws {
        try await withWorld(environment: environment) { world in
            for other in SellingEnvironment.allCases {
                let caller = try await world.caller(in: other)
                let reply = try await caller.get("/api/v3/events")
                #expect(try #require(caller.key).hasPrefix("sk_\(other.rawValue)_"))
                if other == environment {
                    #expect(reply.status == 200)
                } else {
                    try expect(reply, refuses: "INVALID_API_KEY")
                }
            }
        }
    }

    @Test("a revoked key is refused from the next call on, and another of that retailer is not")
    func revoked() async throws {
        try await withWorld { world in
            let caller = try await world.caller("brief")
            let key = try #require(try await world.desk.keys().first { $0.retailer.text == "brief" })
            let other = try await world.caller("brief")
            #expect(try await caller.get("/api/v3/events").status == 200)
            try await world.desk.revokeKey(key.id)
            try expect(try await caller.get("/api/v3/events"), refuses: "INVALID_API_KEY")
            #expect(try await other.get("/api/v3/events").status == 200)
        }
    }

    @Test("a retailer that left the catalogue has no key any more, until it comes back")
    func departed() async throws {
        try await withWorld { world in
            let brief = try await world.caller("brief")
            #expect(try await brief.get("/api/v3/events").status == 200)
            try await world.importCatalogue(replacing: ["  - {id: brief, name: Brief Partner}\n": ""])
            try expect(try await brief.get("/api/v3/events"), refuses: "INVALID_API_KEY")
            try await world.importCatalogue(replacing: [:])
            #expect(try await brief.get("/api/v3/events").status == 200)
        }
    }

    @Test("a key that may only browse cannot sell")
    func browseOnly() async throws {
        try await withWorld { world in
            let caller = try await world.caller(scopes: [.browse])
            let cart = try await world.acme.cart(Line("dance-floor"))
            #expect(try await caller.get("/api/v3/events").status == 200)
            #expect(try await caller.inventory().isEmpty == false)
            #expect(try await caller.get(Self.legacy).status == 200)
            try expect(try await caller.open([Line("dance-floor")]), refuses: "INSUFFICIENT_PERMISSIONS")
            try expect(try await caller.shownCart(cart.id), refuses: "INSUFFICIENT_PERMISSIONS")
            try expect(try await caller.delete("/api/v3/carts/\(cart.id)"), refuses: "INSUFFICIENT_PERMISSIONS")
            try expect(try await caller.checkOut(cart), refuses: "INSUFFICIENT_PERMISSIONS")
            try expect(try await caller.get("/api/v3/orders"), refuses: "INSUFFICIENT_PERMISSIONS")
            try expect(try await caller.get("/api/v3/orders/\(cart.id)"), refuses: "INSUFFICIENT_PERMISSIONS")
            #expect(try await world.acme.shownCart(cart.id).status == 200)
        }
    }

    @Test("a key that may only sell cannot browse")
    func sellOnly() async throws {
        try await withWorld { world in
            let caller = try await world.caller(scopes: [.sell])
            let paths = [
                "/api/v3/events", "/api/v3/events/123", "/api/v3/events/123/occurrences",
                "/api/v3/events/123/occurrences/456", "/api/v3/events/123/occurrences/456/inventory-items", Self.legacy,
            ]
            for path in paths { try expect(try await caller.get(path), refuses: "INSUFFICIENT_PERMISSIONS") }
            #expect(try await caller.order(caller.cart(Line("dance-floor"))).status == "CONFIRMED")
        }
    }

    @Test("a retailer that names itself names the key's")
    func retailerHeader() async throws {
        try await withWorld { world in
            #expect(try await world.acme.get("/api/v3/events", ["X-TT-Retailer": "acme"]).status == 200)
            for other in ["corner", "Acme", "nobody", ""] {
                let reply = try await world.acme.get("/api/v3/events", ["X-TT-Retailer": other])
                #expect(reply.status == 403)
                #expect(try reply.error().code == "INSUFFICIENT_PERMISSIONS")
            }
        }
    }

    @Test("a platform is one of those that the contract names", arguments: ["X-TT-Platform", "X-Client-Platform"])
    func platforms(header: String) async throws {
        try await withWorld { world in
            for platform in ["ios", "android", "web", "api"] + (header == "X-Client-Platform" ? ["server"] : []) {
                #expect(try await world.acme.get("/api/v3/events", [header: platform]).status == 200)
            }
            for platform in ["desktop", "iOS"] + (header == "X-TT-Platform" ? ["server"] : []) {
                let reply = try await world.acme.get("/api/v3/events", [header: platform])
                try expect(reply, refuses: "INVALID_PARAMETER", header)
            }
        }
    }

    static let legacy = "/api/v4/availability/products/123/quantity/1/from/2026-12-01/to/2026-12-31"
}

/// Contract, section 1: paths, methods, and what a call is called.
@Suite("A call finds its path, its method and its name")
struct PathTests {
    @Test(
        "a path that is none of ours is not found",
        arguments: [
            "/api/v3/nothing", "/api/v3", "/api/v2/events", "/api/v3/events/123/nothing", "/api",
            "/api/v4/availability",
            "/api/v3/carts/1/2", "/api/v3/Events",
        ])
    func unknownPath(path: String) async throws {
        try await withWorld { world in
            for method in [HTTPRequest.Method.get, .post, .delete, .put] {
                try expect(try await world.acme.send(method, path), lacks: "path", path)
            }
        }
    }

    @Test(
        "a path of ours under another method says which it has",
        arguments: [
            (HTTPRequest.Method.post, "/api/v3/events", ["GET"]), (.delete, "/api/v3/events/123", ["GET"]),
            (.put, "/api/v3/carts", ["POST"]), (.get, "/api/v3/carts", ["POST"]),
            (.patch, "/api/v3/carts/1", ["GET", "DELETE"]), (.delete, "/api/v3/orders", ["GET", "POST"]),
            (.post, "/api/v3/orders/1", ["GET"]), (.post, KeyTests.legacy, ["GET"]),
            (.post, "/api/v3/events/123/occurrences/456/inventory-items", ["GET"]),
        ])
    func otherMethod(method: HTTPRequest.Method, path: String, allowed: [String]) async throws {
        try await withWorld { world in
            let reply = try await world.acme.send(method, path)
            try expect(reply, refuses: "METHOD_NOT_ALLOWED")
            let names = Set((reply.header("Allow") ?? "").split(separator: ",").map { $0.filter { $0 != " " } })
            #expect(names.subtracting(["HEAD", "OPTIONS"]) == Set(allowed))
        }
    }

    @Test(
        "the name that a caller gives a call is the name of its answer",
        arguments: ["req_a", "req_0Zz9", "req_" + String(repeating: "a", count: 64)])
    func requestID(name: String) async throws {
        try await withWorld { world in
            #expect(try await world.acme.get("/api/v3/events", ["X-Request-ID": name]).header("X-Request-ID") == name)
            let refusal = try await world.stranger.get("/api/v3/events", ["X-Request-ID": name])
            #expect(refusal.header("X-Request-ID") == name)
            let unknown = try await world.acme.get("/nothing", ["X-Request-ID": name])
            #expect(unknown.header("X-Request-ID") == name)
        }
    }

    @Test(
        "any other name is replaced by one of ours",
        arguments: [nil, "", "req_", "a", "REQ_a", "req_a-b", "req_ä", "req_" + String(repeating: "a", count: 65)])
    func badRequestID(name: String?) async throws {
        try await withWorld { world in
            let headers = name.map { ["X-Request-ID": $0] } ?? [:]
            let names = [
                try await world.acme.get("/api/v3/events", headers).header("X-Request-ID"),
                try await world.acme.get("/api/v3/events", headers).header("X-Request-ID"),
            ]
            #expect(names[0] != names[1])
            for given in names {
                let letters = try #require(given).dropFirst(4)
                #expect(given != name)
                #expect(
                    (1...64).contains(letters.count)
                        && letters.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
            }
        }
    }

    @Test("a call is judged by its key, then its path, then its method, then its body")
    func order() async throws {
        try await withWorld { world in
            let (stranger, acme) = (world.stranger, world.acme)
            try expect(try await stranger.get("/api/v3/nothing"), refuses: "INVALID_API_KEY")
            try expect(try await stranger.send(.put, "/api/v3/carts"), refuses: "INVALID_API_KEY")
            try expect(try await stranger.post("/api/v3/carts", "{"), refuses: "INVALID_API_KEY")
            let named = try await stranger.get("/api/v3/events", ["X-TT-Retailer": "nobody", "X-TT-Platform": "none"])
            try expect(named, refuses: "INVALID_API_KEY")
            try expect(try await acme.send(.put, "/api/v3/nothing", body: "{"), lacks: "path", "/api/v3/nothing")
            try expect(try await acme.send(.put, "/api/v3/carts", body: "{"), refuses: "METHOD_NOT_ALLOWED")
            try expect(try await acme.post("/api/v3/carts", "{"), refuses: "MALFORMED_BODY")
            let browser = try await world.caller(scopes: [.browse])
            try expect(try await browser.post("/api/v3/carts", "{"), refuses: "INSUFFICIENT_PERMISSIONS")
            let tooLarge = String(repeating: " ", count: 70_000)
            try expect(try await stranger.post("/api/v3/carts", tooLarge), refuses: "INVALID_API_KEY")
        }
    }

    @Test("in a query, a plus is a space")
    func plus() async throws {
        try await withWorld { world in
            for space in ["+", "%20"] {
                let events = try await world.acme.get("/api/v3/events?locationId=far\(space)east").list(
                    of: EventBody.self)
                #expect(events.data.map(\.id) == ["77"])
            }
            #expect(
                try await world.acme.get("/api/v3/events?locationId=far%2Beast").list(of: EventBody.self).data.isEmpty)
        }
    }
}
