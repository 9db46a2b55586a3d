import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import Testing

@Suite("Many want the same at once")
struct ContentionTests {
    private let database: TemporaryDatabase
    private let clock = Clock()
    /// As two processes on one file: each has a store and connections of its own.
    private let desks: [Desk]

    init() async throws {
        let database = try await TemporaryDatabase()
        let first = try await database.openDesk(clock)
        let second = try await database.desk(clock)
        try await second.shelf.refresh()
        self.database = database
        self.desks = [first, second]
    }

    /// What everyone got who asked at once, half of them at each desk.
    private func rush<Answer: Sendable>(
        _ count: Int, _ ask: @escaping @Sendable (Desk, Int) async throws -> Answer
    ) async -> [Result<Answer, any Error>] {
        await withTaskGroup(of: Result<Answer, any Error>.self) { group in
            for index in 0..<count {
                group.addTask { [desks] in
                    do {
                        return .success(try await ask(desks[index % 2], index))
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func won<Answer>(_ answers: [Result<Answer, any Error>]) -> [Answer] {
        answers.compactMap { try? $0.get() }
    }

    private func refusals<Answer>(_ answers: [Result<Answer, any Error>]) -> [any Error] {
        answers.compactMap { answer in
            if case .failure(let error) = answer { error } else { nil }
        }
    }

    private func expectNoBreach() async throws {
        let report = try await desks[0].audit { _, _ in }
        #expect(report.breaches == [])
    }

    @Test("one seat, forty buyers at two desks: exactly one has it, and the others are told why not")
    func oneSeat() async throws {
        let answers = await rush(40) { desk, _ in try await desk.open(Corner.wish(World.seat(1))) }
        #expect(won(answers).count == 1)
        let short = CartRefusal.exhausted(
            in: Corner.occurrence, [Shortage(index: 0, variant: World.seat(1), available: 0, requested: 1)])
        #expect(refusals(answers).count == 39)
        #expect(refusals(answers).allSatisfy { $0 as? CartRefusal == short })
        #expect(try database.count("SELECT COUNT(*) FROM claim") == 1)
        #expect(try database.count("SELECT COUNT(*) FROM cart") == 1)
        try await expectNoBreach()
    }

    @Test("a seat whose hold has ended goes to exactly one of those who wait for it")
    func takeover() async throws {
        let first = try await desks[0].open(Corner.wish(World.seat(1)))
        clock.advance(seconds: World.holdSeconds)
        let answers = await rush(20) { desk, _ in try await desk.open(Corner.wish(World.seat(1))) }
        #expect(won(answers).count == 1)
        await #expect(throws: CheckoutRefusal.cartExpired(at: first.expiresAt)) { try await desks[0].buy(first) }
        try await expectNoBreach()
    }

    @Test("an area of five places is never sold six times, however its buyers overlap")
    func area() async throws {
        let answers = await rush(30) { desk, index in
            try await desk.open(Corner.wish(World.floorID, quantity: 1 + index % 2))
        }
        let held = won(answers).reduce(0) { $0 + $1.items[0].quantity }
        #expect((4...5).contains(held))
        // The guarded update says no, kindly; the constraint behind it is never met.
        #expect(refusals(answers).allSatisfy { $0 is CartRefusal })
        #expect(try database.count("SELECT held FROM stock WHERE variant_id = 'floor'") == held)
        try await expectNoBreach()
    }

    @Test("overlapping carts in any order of their lines never stand in each other's way, nor hold half")
    func overlapping() async throws {
        let answers = await rush(40) { desk, index in
            let wishes = [World.seat(1), World.seat(2), World.seat(3), World.floorID].map { Corner.wish($0) }
            let request = CartRequest(index % 3 == 0 ? wishes : wishes.reversed())
            return try await desk.openCart(request, for: Corner.acme).cart
        }
        #expect(won(answers).count == 1)
        #expect(refusals(answers).allSatisfy { $0 is CartRefusal })
        #expect(try database.count("SELECT COUNT(*) FROM claim") == 3)
        #expect(try database.count("SELECT held FROM stock WHERE variant_id = 'floor'") == 1)
        try await expectNoBreach()
    }

    @Test("one cart, twenty checkouts at two desks: one order, and the others are told its id")
    func oneOrder() async throws {
        let cart = try await desks[0].open(Corner.wish(World.seat(1)), Corner.wish(World.floorID, quantity: 2))
        let answers = await rush(20) { desk, _ in try await desk.buy(cart) }
        let order = try #require(won(answers).first)
        #expect(won(answers).count == 1)
        #expect(refusals(answers).allSatisfy { $0 as? CheckoutRefusal == .alreadyOrdered(order.id) })
        #expect(try database.count("SELECT COUNT(*) FROM orders") == 1)
        #expect(try database.count("SELECT COUNT(*) FROM ticket") == 3)
        try await expectNoBreach()
    }

    @Test("one idempotency key, twenty calls at two desks: one order, and everyone gets it")
    func oneKey() async throws {
        let cart = try await desks[0].open(Corner.wish(World.seat(1)))
        let answers = await rush(20) { desk, _ in try await desk.buy(cart, key: "k") }
        #expect(won(answers).count == 20)
        #expect(Set(won(answers)).count == 1)
        #expect(try database.count("SELECT COUNT(*) FROM orders") == 1)
    }

    @Test("one idempotency key for two carts: one of them is bought, the other's calls are refused")
    func oneKeyTwoCarts() async throws {
        let carts = [
            try await desks[0].open(Corner.wish(World.seat(1))), try await desks[0].open(Corner.wish(World.seat(2))),
        ]
        let answers = await rush(20) { desk, index in try await desk.buy(carts[index % 4 / 2], key: "k") }
        #expect(won(answers).count == 10)
        #expect(Set(won(answers)).count == 1)
        #expect(refusals(answers).allSatisfy { $0 as? CheckoutRefusal == .idempotencyKeyReused })
    }

    @Test("a cart that is bought and released at once is one of the two, whole")
    func buyAndRelease() async throws {
        for seat in 1...8 {
            let cart = try await desks[0].open(Corner.wish(World.seat(seat)), Corner.wish(World.programmeID))
            let answers = await rush(2) { desk, index in
                if index == 0 {
                    try await desk.releaseCart(cart.id, for: Corner.acme)
                } else {
                    try await desk.buy(cart)
                }
            }
            let isSold = refusals(answers).isEmpty
            if !isSold {
                #expect(refusals(answers).first as? CheckoutRefusal == .cartUnknown(cart.id))
            }
            #expect(
                try database.count("SELECT COUNT(*) FROM claim WHERE variant_id = 'S-R-\(seat)'") == (isSold ? 1 : 0))
            try await expectNoBreach()
            if isSold { break }
        }
    }

    @Test("sales and imports at once: what is bought is never taken back, and no capacity is passed")
    func imports() async throws {
        let clock = clock
        let answers = await rush(40) { desk, index in
            if index % 8 == 7 {
                var world = Corner.world(clock)
                world.floor = 2 + index % 3
                world.adult = Int64(1000 + index)
                do { try await desk.importCatalogue(world.yaml) } catch is ImportRefusal {}
            } else {
                let cart = try await desk.open(Corner.wish(World.floorID), Corner.wish(World.seat(1 + index % 8)))
                do { try await desk.buy(cart) } catch CheckoutRefusal.totalMismatch {}
            }
        }
        #expect(refusals(answers).allSatisfy { $0 is CartRefusal })
        #expect(try database.count("SELECT SUM(held + sold - capacity) FROM stock WHERE variant_id = 'floor'") <= 0)
        try await expectNoBreach()
    }
}
