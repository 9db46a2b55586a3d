import BoxOfficeHTTP
import BoxOfficeStore
import Testing

@Suite("Whether to send calls here")
struct ReadinessTests {
    @Test("a server that sells is ready; one that is about to stop says so, and answers everything else")
    func leaving() async throws {
        try await withWorld { world in
            let ready = try await world.stranger.get("/ready")
            #expect(ready.status == 200)
            #expect(ready.header("Connection") == nil)
            world.readiness.leave()
            #expect(try await world.stranger.get("/ready").status == 503)
            #expect(try await world.stranger.get("/health").status == 200)
            let events = try await world.acme.get("/api/v3/events")
            #expect(events.status == 200)
            // Whoever keeps a connection finds another server by a new one.
            #expect(events.header("Connection") == "close")
        }
    }

    @Test("a server whose database takes no writes is not ready")
    func noWrites() async throws {
        try await withWorld { world in
            world.database.fail(with: StoreFailure(code: .unavailable, cause: "planned"))
            let refused = try await world.stranger.get("/ready")
            #expect(refused.status == 503)
            world.database.fail(with: nil)
            let ready = try await world.stranger.get("/ready")
            #expect(ready.status == 200)
        }
    }
}
