import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeTestSupport
import Testing

@testable import BoxOfficeStore

@Suite("What gets lost on the way to PostgreSQL, nobody notices who buys", .enabled(if: Engine.isPostgreSQL))
struct LostConnectionTests {
    /// A desk with a relay between it and its database.
    private struct Scene {
        let database: TemporaryDatabase
        let relay: Relay
        let clock = Clock()
        let desk: Desk

        /// - Parameter seconds: after which a connection that is silent is given up.
        init(patience seconds: Double = 20) async throws {
            database = try await TemporaryDatabase()
            relay = try Relay(to: database.server.server.port)
            let address = try PostgreSQLAddress(
                "postgres://\(PostgreSQLServer.user)@127.0.0.1:\(relay.port)/\(database.server.name)?connect_timeout=\(seconds < 1 ? 2 : 20)"
            )
            let driver = PostgreSQLDriver(
                address, pool: .init(writers: 2, readers: 2),
                patience: PostgreSQLPatience(statementSecondsMax: seconds, outcomeSecondsMax: 10), clock: nil)
            let clock = clock
            desk = Desk(store: try await Store(driver)) { clock.now }
            try await desk.importCatalogue(Deed.yaml(clock) { $0.floor = 30 })
        }

        /// Every row that a table has, in numbers.
        func counts() throws -> [Substring: Int] {
            Dictionary(grouping: try database.everything(), by: { $0.prefix { $0 != " " } }).mapValues(\.count)
        }

        func expectNoBreach() async throws {
            #expect(try await desk.audit { _, _ in }.breaches == [])
        }
    }

    @Test(
        "a commit whose answer is lost, and one that is lost itself, are answered as if they had not been",
        arguments: Deed.all, [Relay.Fault.loseCommitAnswer, .loseCommit])
    func commit(deed: Deed, fault: Relay.Fault) async throws {
        /// - Returns: what is there when the deed is done.
        func carryOut(_ fault: Relay.Fault?) async throws -> [Substring: Int] {
            let scene = try await Scene()
            let cart = try await deed.prepare(scene.desk, scene.clock)
            scene.relay.plan(fault)
            try await deed.carryOut(scene.desk, scene.clock, cart)
            #expect(scene.relay.losses == (fault == nil ? 0 : 1))
            try await scene.expectNoBreach()
            return try scene.counts()
        }
        #expect(try await carryOut(fault) == carryOut(nil))
    }

    @Test("the first answer is the one that is given: a cart that was opened now, an order that was placed now")
    func firstAnswer() async throws {
        let scene = try await Scene()
        let request = CartRequest([Corner.wish(World.seat(1)), Corner.wish(World.floorID)], idempotencyKey: "cart")
        scene.relay.plan(.loseCommitAnswer)
        guard case .opened(let cart) = try await scene.desk.openCart(request, for: Corner.acme) else {
            Issue.record("the cart was found rather than opened")
            return
        }
        scene.relay.plan(.loseCommitAnswer)
        let checkout = Corner.checkout(cart, key: "order")
        guard case .placed(let order) = try await scene.desk.placeOrder(checkout, for: Corner.acme) else {
            Issue.record("the order was found rather than placed")
            return
        }
        #expect(scene.relay.losses == 2)
        // With the barcodes that were kept, not those of the run that found them.
        #expect(try await scene.desk.order(order.id, for: Corner.acme) == order)
        #expect(try scene.database.count("SELECT COUNT(*) FROM orders") == 1)
        try await scene.expectNoBreach()
    }

    @Test("a connection that ends while nobody uses it is made anew, for readers and for writers")
    func idle() async throws {
        let scene = try await Scene()
        let cart = try await scene.desk.open(Corner.wish(World.seat(1)))
        scene.relay.cut()
        #expect(try await scene.desk.cart(cart.id, for: Corner.acme).id == cart.id)
        scene.relay.cut()
        try await scene.desk.buy(cart)
        try await scene.expectNoBreach()
    }

    @Test("what takes its time on the way is done all the same")
    func slow() async throws {
        let scene = try await Scene()
        scene.relay.plan(.delay(milliseconds: 20))
        try await scene.desk.buy(try await scene.desk.open(Corner.wish(World.seat(1))))
        scene.relay.plan(nil)
        try await scene.expectNoBreach()
    }

    @Test("a server that falls silent is given up, by writers and by readers, and found when it speaks again")
    func silent() async throws {
        let scene = try await Scene(patience: 0.5)
        scene.relay.plan(.stall)
        async let writing = #expect(throws: StoreFailure.self) { try await scene.desk.open(Corner.wish(World.seat(1))) }
        async let reading = #expect(throws: StoreFailure.self) { try await scene.desk.shelf.refresh(to: 7) }
        #expect(await writing?.code == .unavailable)
        #expect(await reading?.code == .unavailable)
        scene.relay.plan(nil)
        try await scene.desk.buy(try await insist { try await scene.desk.open(Corner.wish(World.seat(1))) })
        try await scene.expectNoBreach()
    }

    @Test("a client that falls silent in the middle of a sale does not keep its occurrence from the others")
    func silentClient() async throws {
        let scene = try await Scene(patience: 0.5)
        let other = try await scene.database.desk(scene.clock)
        try await other.shelf.refresh()
        let (relay, now) = (scene.relay, scene.clock.now)
        let isStalled = AsyncStream<Void>.makeStream()
        async let stalled = #expect(throws: StoreFailure.self) {
            try await scene.desk.store.write(to: Corner.occurrence, at: now) { transaction in
                // Its lock is had by now.
                relay.plan(.stall)
                isStalled.continuation.finish()
                _ = try transaction.taken(of: Corner.occurrence, at: now)
            }
        }
        for await _ in isStalled.stream {}
        try await other.buy(try await other.open(Corner.wish(World.seat(1))))
        #expect(await stalled?.code == .unavailable)
        #expect(try await other.audit { _, _ in }.breaches == [])
    }

    @Test("while another keeps the lock for too long, everyone who waits is told once, and then all is as before")
    func lock() async throws {
        let scene = try await Scene(patience: 0.5)
        let other = try scene.database.server.server.session(scene.database.server.name)
        try other.run("BEGIN; UPDATE occurrence_state SET version = version WHERE occurrence_id = '1'")
        try await withThrowingTaskGroup { group in
            for seat in 1...5 {
                group.addTask {
                    let failure = await #expect(throws: StoreFailure.self) {
                        try await scene.desk.open(Corner.wish(World.seat(seat)))
                    }
                    #expect(failure?.code == .unavailable)
                }
            }
            try await group.waitForAll()
        }
        try other.run("ROLLBACK")
        _ = try await scene.desk.open(Corner.wish(World.seat(1)))
        try await scene.expectNoBreach()
    }

    @Test("a crowd whose connections end all the time: everyone has one order or a refusal, and nothing is half done")
    func crowd() async throws {
        let scene = try await Scene()
        let orders = try await withThrowingTaskGroup(of: Order?.self) { group in
            // 25 buyers of two places each, of which there are 30.
            for buyer in 1...25 {
                group.addTask {
                    do {
                        let request = CartRequest(
                            [Corner.wish(World.floorID, quantity: 2)], idempotencyKey: "cart \(buyer)")
                        let cart = try await insist { try await scene.desk.openCart(request, for: Corner.acme).cart }
                        return try await insist { try await scene.desk.buy(cart, key: "order \(buyer)") }
                    } catch is CartRefusal {
                        return nil
                    }
                }
            }
            group.addTask {
                for round in 1...12 {
                    switch round % 3 {
                    case 0: scene.relay.cut()
                    case 1: scene.relay.plan(.loseCommitAnswer)
                    default: scene.relay.plan(.loseCommit)
                    }
                    try await Task.sleep(for: .milliseconds(15))
                }
                scene.relay.plan(nil)
                return nil
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let sold = orders.compactMap(\.self)
        #expect(scene.relay.losses > 0)
        #expect(sold.count == 15)
        #expect(Set(sold.map(\.id)).count == 15)
        for order in sold { #expect(try await scene.desk.order(order.id, for: Corner.acme) == order) }
        #expect(try scene.database.count("SELECT COUNT(*) FROM orders") == 15)
        try await scene.expectNoBreach()
    }
}

/// Asks again, as a client would that got a 503, until there is an answer.
func insist<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
    while true {
        do {
            return try await ask()
        } catch is StoreFailure {
            await Task.yield()
        }
    }
}
