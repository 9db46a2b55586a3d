import BoxOfficeClient
import Testing

/// What partners are told about trying again, each rule against a server that makes it necessary.
@Suite("Calls are tried again", .timeLimit(.minutes(1)))
struct RetryTests {
    @Test(
        "a server that fails is asked again after 1, 2 and 4 seconds, and not a fifth time",
        arguments: [500, 502, 503, 504, 599])
    func serverFails(status: Int) async throws {
        try await ScriptedServer.run(Array(repeating: .error(status, "INTERNAL_ERROR"), count: 4)) { server in
            let naps = Naps()
            let boxOffice = try BoxOffice.at(server, naps)
            let error = await error { try await boxOffice.event("123") }
            #expect(error?.code == .internalError)
            #expect(error?.status == status)
            #expect(naps.taken == [.seconds(1), .seconds(2), .seconds(4)])
            #expect(server.requests.count == 4)
        }
    }

    @Test("a server that fails once is forgiven")
    func serverFailsOnce() async throws {
        try await ScriptedServer.run(.error(500, "INTERNAL_ERROR"), .json(Sample.event)) { server in
            let naps = Naps()
            let event = try await BoxOffice.at(server, naps).event("123")
            #expect(event.name == "Hamlet")
            #expect(naps.taken == [.seconds(1)])
        }
    }

    @Test("a proxy's page in place of an answer is a server that fails")
    func proxyPage() async throws {
        let page = Act.answer([Act.response(502, "<h1>Bad Gateway</h1>", ["Content-Type": "text/html"])])
        try await ScriptedServer.run(page, .json(Sample.event)) { server in
            let event = try await BoxOffice.at(server).event("123")
            #expect(event.name == "Hamlet")
        }
    }

    @Test("who asks too often waits as long as he is told")
    func rateLimited() async throws {
        let code = "RATE_LIMIT_EXCEEDED"
        try await ScriptedServer.run(
            .error(429, code, ["Retry-After": "7"]), .error(429, code, ["Retry-After": "0"]), .error(429, code),
            .json(Sample.event)
        ) { server in
            let naps = Naps()
            _ = try await BoxOffice.at(server, naps).event("123")
            #expect(naps.taken == [.seconds(7), .seconds(0), .seconds(4)], "without a Retry-After as any other")
        }
    }

    @Test("a 503's Retry-After lengthens the wait and never shortens it")
    func unavailable() async throws {
        try await ScriptedServer.run(
            .error(503, "SERVICE_UNAVAILABLE", ["Retry-After": "5"]),
            .error(503, "SERVICE_UNAVAILABLE", ["Retry-After": "1"]), .json(Sample.event)
        ) { server in
            let naps = Naps()
            _ = try await BoxOffice.at(server, naps).event("123")
            #expect(naps.taken == [.seconds(5), .seconds(2)])
        }
    }

    @Test("a wait of more than a minute is the program's to decide on", arguments: [429, 503])
    func longWait(status: Int) async throws {
        try await ScriptedServer.run(.error(status, "X", ["Retry-After": "61"])) { server in
            let naps = Naps()
            let boxOffice = try BoxOffice.at(server, naps)
            let error = await error { try await boxOffice.event("123") }
            #expect(error?.retryAfter == .seconds(61))
            #expect(naps.taken == [])
        }
    }

    @Test(
        "nothing else that is answered is tried again, whatever is called",
        arguments: [400, 401, 403, 404, 405, 409, 410, 413, 415])
    func refusals(status: Int) async throws {
        try await ScriptedServer.run(Array(repeating: .error(status, "SOME_CODE"), count: 3)) { server in
            let naps = Naps()
            let boxOffice = try BoxOffice.at(server, naps)
            #expect(await error { try await boxOffice.event("123") }?.status == status)
            #expect(await error { try await boxOffice.openCart([Sample.wish]) }?.status == status)
            #expect(await error { try await boxOffice.placeOrder(Sample.checkout) }?.status == status)
            #expect(naps.taken == [])
        }
    }

    /// Ways for an answer not to arrive.
    private static let broken: [Act] = [
        .drop, .breakOff("HTTP/1.1 201 Created\r\nContent-"),
        .breakOff(String(Act.response(201, Sample.order).dropLast(20))), .breakOff("no HTTP at all\r\n\r\n"),
    ]

    @Test("a checkout without an answer is tried again with the same key and body", arguments: Self.broken)
    func checkout(broken: Act) async throws {
        try await ScriptedServer.run(broken, broken, broken, .json(Sample.order, status: 201)) { server in
            let naps = Naps()
            let order = try await BoxOffice.at(server, naps).placeOrder(Sample.checkout)
            #expect(order.id == "o-1")
            #expect(naps.taken == [.seconds(1), .seconds(2), .seconds(4)])
            #expect(Set(server.requests.map(\.idempotencyKey)) == ["c-1"])
            #expect(Set(server.requests.map(\.body)).count == 1)
        }
    }

    @Test("a checkout that is not answered in time is tried again")
    func checkoutTimeout() async throws {
        try await ScriptedServer.run(.silence, .json(Sample.order, status: 201)) { server in
            let order = try await BoxOffice.at(server, timeout: .milliseconds(500)).placeOrder(Sample.checkout)
            #expect(order.status == .confirmed)
            #expect(server.requests.map(\.idempotencyKey) == ["c-1", "c-1"])
        }
    }

    @Test("a checkout that is never answered ends, and says so")
    func checkoutNever() async throws {
        try await ScriptedServer.run(.drop, .drop, .drop, .drop) { server in
            let boxOffice = try BoxOffice.at(server)
            let error = await error { try await boxOffice.placeOrder(Sample.checkout) }
            #expect(error?.code == .noAnswer)
            #expect(error?.status == nil)
            #expect(error?.cause != nil)
        }
    }

    @Test("no other call without an answer is tried again", arguments: Self.broken + [.silence])
    func othersWithoutAnswer(broken: Act) async throws {
        try await ScriptedServer.run(Array(repeating: broken, count: 4)) { server in
            let naps = Naps()
            let boxOffice = try BoxOffice.at(server, naps, timeout: .milliseconds(500))
            #expect(await error { try await boxOffice.event("123") }?.code == .noAnswer)
            #expect(await error { try await boxOffice.openCart([Sample.wish]) }?.code == .noAnswer)
            #expect(await error { try await boxOffice.releaseCart("c-1") }?.code == .noAnswer)
            #expect(await error { try await boxOffice.order("o-1") }?.code == .noAnswer)
            #expect(naps.taken == [])
        }
    }

    @Test("a server that is not there is said at once, not when the time is up")
    func notThere() async throws {
        let boxOffice = try BoxOffice("http://127.0.0.1:1", key: "k", transport: .asyncHTTPClient(timeout: .seconds(8)))
        let error = await error { try await boxOffice.event("123") }
        #expect(error?.code == .noAnswer)
        #expect(error?.message.contains("no answer within") == false, "\(String(describing: error))")
    }

    @Test("tries of all kinds count together")
    func mixed() async throws {
        try await ScriptedServer.run(
            .drop, .error(503, "SERVICE_UNAVAILABLE"), .error(429, "RATE_LIMIT_EXCEEDED", ["Retry-After": "9"]),
            .error(500, "INTERNAL_ERROR")
        ) { server in
            let naps = Naps()
            let boxOffice = try BoxOffice.at(server, naps)
            #expect(await error { try await boxOffice.placeOrder(Sample.checkout) }?.code == .internalError)
            #expect(naps.taken == [.seconds(1), .seconds(2), .seconds(9)])
        }
    }

    @Test("a cart's tries share a key, and two carts do not")
    func cartKeys() async throws {
        let cart = Act.json(Sample.cart(), status: 201)
        try await ScriptedServer.run(.error(503, "SERVICE_UNAVAILABLE"), cart, cart, cart) { server in
            let boxOffice = try BoxOffice.at(server)
            _ = try await boxOffice.openCart([Sample.wish])
            _ = try await boxOffice.openCart([Sample.wish])
            _ = try await boxOffice.openCart([Sample.wish], idempotencyKey: "mine")
            let keys = server.requests.map(\.idempotencyKey)
            #expect(keys[0] != nil && keys[0] == keys[1])
            #expect(keys[2] != nil && keys[2] != keys[1])
            #expect(keys[3] == "mine")
        }
    }
}
