import BoxOfficeClient
import Testing

@Suite("A cancelled task's call ends at once", .timeLimit(.minutes(1)))
struct CancellationTests {
    @Test("while it waits for an answer, and a checkout is not sent again")
    func waiting() async throws {
        try await ScriptedServer.run(.silence, .breakOff("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{")) { server in
            let naps = Naps()
            let boxOffice = try BoxOffice.at(server, naps)
            let calls: [@Sendable () async throws -> Void] = [
                { _ = try await boxOffice.event("123") },
                { _ = try await boxOffice.placeOrder(Sample.checkout) },
            ]
            for send in calls {
                let call = Task { try await send() }
                _ = try await server.next()
                call.cancel()
                await #expect(throws: CancellationError.self) { try await call.value }
            }
            #expect(naps.taken == [] && server.requests.count == 2)
        }
    }

    @Test("while it waits to try again")
    func napping() async throws {
        try await ScriptedServer.run(.error(503, "SERVICE_UNAVAILABLE", ["Retry-After": "60"])) { server in
            let (sleeping, asleep) = AsyncStream<Void>.makeStream()
            let boxOffice = try BoxOffice(server.address, key: "sk_test_1") { duration in
                asleep.yield()
                try await Task.sleep(for: duration)
            }
            let call = Task { try await boxOffice.event("123") }
            for await _ in sleeping { break }
            call.cancel()
            await #expect(throws: CancellationError.self) { try await call.value }
            #expect(server.requests.count == 1)
        }
    }

    @Test("before anything is sent")
    func before() async throws {
        try await ScriptedServer.run { server in
            let boxOffice = try BoxOffice.at(server)
            let call = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await boxOffice.event("123")
            }
            await #expect(throws: CancellationError.self) { try await call.value }
            #expect(server.requests.isEmpty)
        }
    }

    @Test("in the middle of a list, before the next page")
    func paging() async throws {
        let page = #"{"data": [\#(Sample.eventBody)], "pagination": {"limit": 1, "offset": 0, "total": 9}}"#
        try await ScriptedServer.run(.json(page)) { server in
            let events = try BoxOffice.at(server).events()
            let reading = Task {
                for try await _ in events { withUnsafeCurrentTask { $0?.cancel() } }
            }
            await #expect(throws: CancellationError.self) { try await reading.value }
            #expect(server.requests.count == 1)
        }
    }
}
