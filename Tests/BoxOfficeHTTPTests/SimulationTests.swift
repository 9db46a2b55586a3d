import BoxOfficeDesk
import BoxOfficeWire
import HTTPTypes
import Testing

/// Contract, section 9.
@Suite("A test server misbehaves on request")
struct SimulationTests {
    /// Every code of the contract's section 7, with what a real one of it tells beside code and message.
    private static let codes: [(code: String, details: [String])] = [
        ("MALFORMED_BODY", []), ("INVALID_PARAMETER", []), ("MISSING_PARAMETER", []), ("INVALID_QUANTITY", []),
        ("INVALID_INVENTORY_ITEM", []), ("INVALID_PRICE_OPTION", []), ("INVALID_VOUCHER", []), ("DUPLICATE_ITEM", []),
        ("OCCURRENCE_MISMATCH", []), ("TICKET_LIMIT_EXCEEDED", []), ("METHOD_NOT_ALLOWED", []),
        ("PAYLOAD_TOO_LARGE", []), ("UNSUPPORTED_MEDIA_TYPE", []), ("INVALID_API_KEY", []),
        ("INSUFFICIENT_PERMISSIONS", []), ("RESOURCE_NOT_FOUND", ["resourceId", "resourceType"]),
        ("INVENTORY_EXHAUSTED", ["availableQuantity", "items", "requestedQuantity"]),
        ("TOTAL_PRICE_MISMATCH", ["actualTotal", "expectedTotal"]), ("OCCURRENCE_NOT_ON_SALE", []),
        ("CART_ALREADY_ORDERED", ["orderId"]), ("IDEMPOTENCY_KEY_REUSED", []), ("CART_EXPIRED", ["expiredAt"]),
        ("RATE_LIMIT_EXCEEDED", []), ("INTERNAL_ERROR", []), ("SERVICE_UNAVAILABLE", []),
    ]

    /// Codes that tell no field, query or header.
    private static let withoutParam: Set = [
        "MALFORMED_BODY", "METHOD_NOT_ALLOWED", "PAYLOAD_TOO_LARGE", "INVALID_API_KEY", "INSUFFICIENT_PERMISSIONS",
        "RATE_LIMIT_EXCEEDED", "INTERNAL_ERROR", "SERVICE_UNAVAILABLE",
    ]

    private static let calls: [(HTTPRequest.Method, String)] = [
        (.get, "/api/v3/events"), (.get, "/api/v3/events/123/occurrences/456/inventory-items"),
        (.post, "/api/v3/carts"), (.get, "/api/v3/carts/x"), (.delete, "/api/v3/carts/x"), (.post, "/api/v3/orders"),
        (.get, "/api/v3/orders/x"), (.get, KeyTests.legacy), (.get, "/api/v3/nothing"),
    ]

    @Test("every error looks as the real one, at every call", arguments: codes.indices)
    func errors(index: Int) async throws {
        let (code, detailNames) = Self.codes[index]
        try await withWorld { world in
            for (method, path) in Self.calls {
                let body = method == .post ? "{" : nil
                let reply = try await world.acme.send(method, path, body: body, ["X-Simulate": code])
                let error = try reply.error()
                try expect(reply, refuses: code, error.param)
                let names = try reply.json()["error"]?["details"]?.names ?? []
                #expect(names == detailNames, "\(method) \(path)")
                if Self.withoutParam.contains(code) {
                    #expect(error.param == nil)
                } else if code == "RESOURCE_NOT_FOUND" || code == "OCCURRENCE_NOT_ON_SALE" {
                    #expect(code == "OCCURRENCE_NOT_ON_SALE" || (error.param != nil) == (method == .post))
                } else {
                    #expect(error.param?.isEmpty == false)
                }
                #expect(reply.header("Content-Language") == "en-US")
                #expect(reply.header("Cache-Control") == "no-store")
                let comesBack = ["RATE_LIMIT_EXCEEDED", "SERVICE_UNAVAILABLE"].contains(code)
                #expect((reply.header("Retry-After") != nil) == comesBack)
                #expect((reply.header("Allow") != nil) == (code == "METHOD_NOT_ALLOWED"))
                #expect((reply.header("Deprecation") != nil) == path.hasPrefix("/api/v4/"))
                if code == "METHOD_NOT_ALLOWED" {
                    #expect(reply.header("Allow")?.split(separator: ", ").contains("\(method)") == false)
                }
            }
        }
    }

    @Test("what is not found is what the path names")
    func notFound() async throws {
        try await withWorld { world in
            let header = ["X-Simulate": "RESOURCE_NOT_FOUND"]
            let rows: [(HTTPRequest.Method, String, String, String, String?)] = [
                (.get, "/api/v3/events/123", "event", "123", nil),
                (.get, "/api/v3/events/123/occurrences", "event", "123", nil),
                (.get, "/api/v3/events/123/occurrences/456", "occurrence", "456", nil),
                (.get, "/api/v3/events/123/occurrences/456/inventory-items", "occurrence", "456", nil),
                (.get, "/api/v3/carts/a%20b", "cart", "a b", nil), (.get, "/api/v3/orders/x", "order", "x", nil),
                (.get, KeyTests.legacy, "event", "123", nil), (.get, "/api/v3/shows", "path", "/api/v3/shows", nil),
                (.post, "/api/v3/carts", "occurrence", "456", "items[0].occurrenceId"),
                (.post, "/api/v3/orders", "cart", "0197c0de-7e57-7000-8000-000000000001", "cartId"),
            ]
            for (method, path, type, id, param) in rows {
                try expect(try await world.acme.send(method, path, header), lacks: type, id, param)
            }
        }
    }

    @Test("nothing is done, in any language")
    func nothing() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let header = ["X-Simulate": "SERVICE_UNAVAILABLE", "Accept-Language": "fr"]
            let replies = [
                try await world.acme.post("/api/v3/carts", [Line("dance-floor")].json, header),
                try await world.acme.post("/api/v3/orders", CheckoutJSON(cart).json, header),
                try await world.acme.send(.delete, "/api/v3/carts/\(cart.id)", header),
            ]
            for reply in replies {
                try expect(reply, refuses: "SERVICE_UNAVAILABLE")
                #expect(reply.header("Content-Language") == "fr-FR")
            }
            #expect(try await world.acme.free("dance-floor") == 5)
            #expect(try await world.acme.checkOut(cart).status == 201)
        }
    }

    @Test("a simulated answer still needs a key, and counts against its share")
    func key() async throws {
        try await withWorld(requestsPerSecond: 1) { world in
            let header = ["X-Simulate": "CART_EXPIRED"]
            try expect(try await world.stranger.get("/api/v3/events", header), refuses: "INVALID_API_KEY")
            for _ in 0..<2 {
                try expect(try await world.acme.get("/api/v3/events", header), refuses: "CART_EXPIRED", "cartId")
            }
            try expect(try await world.acme.get("/api/v3/events", header), refuses: "RATE_LIMIT_EXCEEDED")
            // There is nothing of the API below this path.
            #expect(try await world.acme.get("/health", header).status == 200)
        }
    }

    @Test("the share of the key is told as the real error would")
    func share() async throws {
        try await withWorld(requestsPerSecond: 10) { world in
            let limited = try await world.acme.get("/api/v3/events", ["X-Simulate": "RATE_LIMIT_EXCEEDED"])
            #expect(limited.header("RateLimit-Limit") == "20")
            #expect(limited.header("RateLimit-Remaining") == "0")
            let unknown = try await world.acme.get("/api/v3/events", ["X-Simulate": "INVALID_API_KEY"])
            #expect(unknown.header("RateLimit-Limit") == nil)
            // Neither took more than its own request.
            #expect(try await world.acme.get("/api/v3/events").header("RateLimit-Remaining") == "17")
        }
    }

    @Test(
        "a bad value is one that the call has",
        arguments: [
            (HTTPRequest.Method.post, "/api/v3/carts", "items"), (.post, "/api/v3/orders", "contact.email"),
            (.get, "/api/v3/orders", "limit"), (.get, "/api/v3/events/123/occurrences", "limit"),
            (.get, "/api/v3/carts/x", "X-TT-Platform"), (.get, "/api/v3/events/123", "X-TT-Platform"),
            (.get, KeyTests.legacy, "quantity"),
        ])
    func badValue(method: HTTPRequest.Method, path: String, param: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.send(method, path, ["X-Simulate": "INVALID_PARAMETER"])
            try expect(reply, refuses: "INVALID_PARAMETER", param)
        }
    }

    @Test("a key without the scope may simulate too: what it is answered is what it asked for")
    func scope() async throws {
        try await withWorld { world in
            let caller = try await world.caller(scopes: [.browse])
            try expect(
                try await caller.post("/api/v3/carts", "", ["X-Simulate": "INVENTORY_EXHAUSTED"]),
                refuses: "INVENTORY_EXHAUSTED", "items[0].quantity")
        }
    }

    @Test("latency: the real answer, later")
    func latency() async throws {
        try await withWorld { world in
            let start = ContinuousClock.now
            let reply = try await world.acme.get("/api/v3/events/123", ["X-Simulate": "latency=300"])
            // Not a timing of ours: what was asked for.
            #expect(ContinuousClock.now - start >= .milliseconds(300))
            #expect(reply.status == 200)
            #expect(try await world.acme.get("/api/v3/events/123", ["X-Simulate": "latency=0"]).text == reply.text)
            let unknown = try await world.acme.get("/api/v3/carts/x", ["X-Simulate": "latency=1"])
            try expect(unknown, lacks: "cart", "x")
        }
    }

    @Test(
        "what cannot be simulated is refused",
        arguments: [
            "", "cart_expired", "CART_EXPIRED,CART_EXPIRED", "TEAPOT", "latency", "latency=", "latency=-1",
            "latency=30001", "latency=1.5", "latency=+5", "latency=99999999999999999999", "Latency=1",
        ])
    func unknown(value: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.get("/api/v3/events", ["X-Simulate": value])
            try expect(reply, refuses: "INVALID_PARAMETER", "X-Simulate")
        }
    }

    @Test("a live server passes the header over")
    func live() async throws {
        try await withWorld(environment: .live) { world in
            for value in ["CART_EXPIRED", "latency=30000", "nonsense"] {
                let reply = try await world.acme.get("/api/v3/events", ["X-Simulate": value])
                #expect(reply.status == 200)
            }
        }
    }
}
