import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import BoxOfficeTestSupport
import Testing

@Suite("Many buy at once while the database fails now and then")
struct FaultyRushTests {
    /// What fails is a matter of chance, the same for the same seed; who is hit depends on who came first.
    private static func fault(_ number: Int, seed: UInt64) -> Fault? {
        var random = SeededGenerator(seed: seed &+ UInt64(number))
        let statement = Int.random(in: 1...12, using: &random)
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return .statement(statement)
        case 1: return .fatalStatement(statement)
        case 2: return .commit
        case 3: return .answer
        case 4: return .doubt
        default: return nil
        }
    }

    @Test("everyone has one order or a refusal, nobody's neighbour is hurt, and nothing is half done", arguments: 1...6)
    func rush(seed: UInt64) async throws {
        let database = try await TemporaryDatabase()
        let driver = FaultyDriver(try database.driver())
        let clock = Clock()
        let desk = Desk(store: try await Store(driver)) { clock.now }
        try await desk.importCatalogue(Deed.yaml(clock) { $0.floor = 30 })
        driver.plan { Self.fault($0, seed: seed) }
        // 25 buyers of two places each, of which there are 30; each insists under keys of its own.
        let orders = try await withThrowingTaskGroup(of: Order?.self) { group in
            for buyer in 1...25 {
                group.addTask {
                    do {
                        let request = CartRequest(
                            [Corner.wish(World.floorID, quantity: 2)], idempotencyKey: "cart \(buyer)")
                        let cart = try await insist { try await desk.openCart(request, for: Corner.acme).cart }
                        return try await insist { try await desk.buy(cart, key: "order \(buyer)") }
                    } catch is CartRefusal {
                        return nil
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let sold = orders.compactMap(\.self)
        #expect(driver.faults > 0)
        #expect(sold.count == 15)
        #expect(Set(sold.map(\.id)).count == 15)
        for order in sold { #expect(try await desk.order(order.id, for: Corner.acme) == order) }
        #expect(try database.count("SELECT COUNT(*) FROM orders") == 15)
        #expect(try database.count("SELECT sold FROM stock WHERE variant_id = 'floor'") == 30)
        #expect(try await desk.audit { _, _ in }.breaches == [])
    }
}
