import BoxOfficeWire
import HTTPTypes
import Testing

/// Contract, section 1, "Paths", and what RFC 9110 and RFC 3986 say of any path.
@Suite("However a path is spelled, it is the same path")
struct SpellingTests {
    @Test("HEAD answers what GET would, without a body, errors too")
    func head() async throws {
        try await withWorld { world in
            for path in ["/api/v3/events", "/api/v3/events/404", "/api/v3/nothing", "/api/v3/carts", "/nothing"] {
                let head = try await world.acme.send(.head, path)
                #expect(head.text.isEmpty, "\(path)")
                #expect(head.header("X-Request-ID") != nil)
                if path == "/api/v3/carts" {
                    #expect(head.status == 405)
                } else {
                    #expect(try await world.acme.get(path).status == head.status, "\(path)")
                }
            }
        }
    }

    @Test("a doubled slash is one, for the key's check as well")
    func slashes() async throws {
        try await withWorld { world in
            for path in ["//api/v3/events", "/api//v3/events", "/api/v3/events/"] {
                #expect(try await world.acme.get(path).status == 200, "\(path)")
                try expect(try await world.stranger.get(path), refuses: "INVALID_API_KEY")
            }
            try expect(try await world.stranger.send(.put, "//api/v3/carts"), refuses: "INVALID_API_KEY")
        }
    }

    @Test("what is percent-encoded is what it encodes, in paths and in queries")
    func encoded() async throws {
        try await withWorld { world in
            #expect(try await world.acme.get("/api/v3/events/%31%32%33").status == 200)
            let cart = try await world.acme.cart(Line("Circle-A-1"))
            let id = cart.id.replacing("-", with: "%2D")
            #expect(try await world.acme.delete("/api/v3/carts/\(id)").status == 204)
            #expect(try await world.acme.free("Circle-A-1") == 1)
            let page = try await world.acme.get("/api/v3/events?limi%74=%31")
            #expect(try page.json()["pagination"]?["limit"] == .number(1))
            try expect(
                try await world.acme.get("/api/v3/orders?email=a%00b"), refuses: "INVALID_PARAMETER", "email")
        }
    }
}
