import BoxOfficeWire
import Testing

/// Contract, section 7, `RATE_LIMIT_EXCEEDED`, and the headers that let a partner keep clear of it.
@Suite("A key has its share")
struct RateLimitTests {
    @Test("a burst of twice the rate, then as many a second as the rate")
    func burst() async throws {
        try await withWorld(requestsPerSecond: 3) { world in
            for remaining in [5, 4, 3, 2, 1, 0] {
                let reply = try await world.acme.get("/api/v3/events")
                #expect(reply.status == 200)
                #expect(reply.header("RateLimit-Limit") == "6")
                #expect(reply.header("RateLimit-Remaining") == "\(remaining)")
                #expect(reply.header("RateLimit-Reset") == (remaining >= 3 ? "1" : "2"))
            }
            let refused = try await world.acme.get("/api/v3/events")
            try expect(refused, refuses: "RATE_LIMIT_EXCEEDED")
            #expect(refused.header("Retry-After") == "1")
            #expect(refused.header("RateLimit-Remaining") == "0")
            #expect(refused.header("RateLimit-Reset") == "2")
            #expect(refused.header("Content-Language") == "en-US")
            world.clock.advance(seconds: 1)
            for status in [200, 200, 200, 429, 429] {
                #expect(try await world.acme.get("/api/v3/events").status == status)
            }
            world.clock.advance(seconds: 100)
            let replies = try await atOnce(20) { _ in try await world.acme.get("/api/v3/events").status }
            #expect(replies.filter { $0 == 200 }.count == 6)
            #expect(replies.filter { $0 == 429 }.count == 14)
        }
    }

    @Test("what is refused does nothing")
    func nothing() async throws {
        try await withWorld(requestsPerSecond: 1) { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            _ = try await world.acme.get("/api/v3/events")
            for reply in [
                try await world.acme.checkOut(cart), try await world.acme.open([Line("dance-floor")]),
                try await world.acme.delete("/api/v3/carts/\(cart.id)"),
                // Before path, method and body.
                try await world.acme.get("/api/v3/nothing"), try await world.acme.post("/api/v3/carts", "{"),
            ] {
                try expect(reply, refuses: "RATE_LIMIT_EXCEEDED")
            }
            world.clock.advance(seconds: 2)
            #expect(try await world.acme.free("dance-floor") == 5)
            #expect(try await world.acme.checkOut(cart).status == 201)
        }
    }

    @Test("one key's haste is not another's, nor that of strangers")
    func apart() async throws {
        try await withWorld(requestsPerSecond: 1) { world in
            let other = try await world.caller()
            for status in [200, 200, 429] { #expect(try await world.acme.get("/api/v3/events").status == status) }
            #expect(try await other.get("/api/v3/events").status == 200)
            #expect(try await world.corner.get("/api/v3/events").status == 200)
            let stranger = try await world.stranger.get("/api/v3/events")
            try expect(stranger, refuses: "INVALID_API_KEY")
            #expect(stranger.header("RateLimit-Limit") == nil)
            let health = try await world.acme.get("/health")
            #expect(health.status == 200)
            #expect(health.header("RateLimit-Limit") == nil)
        }
    }

    @Test("errors and what is not modified tell the share too")
    func everyAnswer() async throws {
        try await withWorld(requestsPerSecond: 100) { world in
            let tag = try await world.acme.get("/api/v3/events").header("ETag")
            for reply in [
                try await world.acme.get("/api/v3/events", ["If-None-Match": tag ?? ""]),
                try await world.acme.get("/api/v3/carts/x"), try await world.acme.get("/api/v3/nothing"),
                try await world.acme.delete("/api/v3/carts/x"), try await world.acme.get(KeyTests.legacy),
            ] {
                #expect(reply.header("RateLimit-Limit") == "200")
                #expect(reply.header("RateLimit-Remaining") != nil)
                #expect(reply.header("RateLimit-Reset") == "1")
            }
        }
    }

    @Test("a clock that was set back locks nobody out")
    func clockSetBack() async throws {
        try await withWorld(requestsPerSecond: 1) { world in
            for status in [200, 200, 429] { #expect(try await world.acme.get("/api/v3/events").status == status) }
            world.clock.advance(seconds: -3600)
            let refused = try await world.acme.get("/api/v3/events")
            #expect(refused.status == 429)
            #expect(refused.header("Retry-After") == "1")
            world.clock.advance(seconds: 1)
            #expect(try await world.acme.get("/api/v3/events").status == 200)
        }
    }

    @Test("off is no limit, and no headers")
    func off() async throws {
        try await withWorld { world in
            for _ in 0..<300 {
                let reply = try await world.acme.get("/api/v3/events/9")
                #expect(reply.status == 200)
                #expect(reply.header("RateLimit-Limit") == nil)
            }
        }
    }
}
