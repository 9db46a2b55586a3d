import BoxOfficeStore
import BoxOfficeWire
import Testing

/// Contract, section 7: what is our fault.
@Suite("When something fails inside, nothing of the inside is shown")
struct FailureTests {
    private struct Secret: Error, CustomStringConvertible {
        var description: String { "secret-of-the-inside" }
    }

    private static let paths = ["/api/v3/events/123/occurrences", "/api/v3/orders", KeyTests.legacy, "/api/v3/carts/x"]

    @Test("a database that is away for a moment: try again, and when")
    func unavailable() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            world.database.fail(with: StoreFailure(code: .unavailable, cause: "secret-of-the-inside"))
            var replies: [Reply] = []
            for path in Self.paths { replies.append(try await world.acme.get(path)) }
            replies.append(try await world.acme.open([Line("dance-floor")]))
            replies.append(try await world.acme.checkOut(cart))
            replies.append(try await world.acme.delete("/api/v3/carts/\(cart.id)"))
            for reply in replies {
                try expect(reply, refuses: "SERVICE_UNAVAILABLE")
                #expect((reply.header("Retry-After").flatMap { Int($0) } ?? 0) > 0)
                #expect(!reply.text.contains("secret"))
            }
            world.database.fail(with: nil)
            #expect(try await world.acme.checkOut(cart).status == 201)
        }
    }

    @Test("anything else is an internal error")
    func `internal`() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            for error in [Secret(), StoreFailure(code: .damaged, cause: "secret-of-the-inside")] as [any Error] {
                world.database.fail(with: error)
                for path in Self.paths {
                    let reply = try await world.acme.get(path)
                    try expect(reply, refuses: "INTERNAL_ERROR")
                    #expect(!reply.text.contains("secret"))
                }
                try expect(try await world.acme.checkOut(cart), refuses: "INTERNAL_ERROR")
            }
            world.database.fail(with: nil)
            #expect(try await world.acme.checkOut(cart).status == 201)
        }
    }
}
