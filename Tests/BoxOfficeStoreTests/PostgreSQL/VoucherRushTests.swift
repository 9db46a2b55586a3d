import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeTestSupport
import Testing

@testable import BoxOfficeStore

@Suite("Vouchers that are used for many dates at once", .enabled(if: !Engine.isSQLite))
struct VoucherRushTests {
    private static let occurrences = (1...16).map { Occurrence.ID("\($0)") }
    private static let codes = ["CARD", "FAN"]

    private static func wish(_ occurrence: Occurrence.ID) -> Wish {
        let item = Wish.ItemName(occurrence: occurrence, variant: World.floorID)
        return Wish(
            occurrence: occurrence, item: item, option: .init(item: item, option: PriceOptionName(ticketType: "ADULT")),
            quantity: 1)
    }

    /// One that has two vouchers, good for every date.
    private static func catalogue(_ clock: Clock) -> String {
        var world = World(
            performances: occurrences.map {
                World.Performance(id: $0, startsAt: clock.now.adding(seconds: 30 * 24 * 3600))
            })
        world.floor = 100
        let vouchers = codes.map { "{code: \($0), name: \($0), amountOff: 100, maxUses: 10000}" }
        return world.yaml.replacing(
            "    orderFees:", with: "    vouchers: [\(vouchers.joined(separator: ", "))]\n    orderFees:")
    }

    @Test("nobody waits in a circle for a use of them, whoever comes with which")
    func noCircle() async throws {
        let clock = Clock()
        let database = try await TemporaryDatabase()
        let store = try await Store(try database.driver(pool: .init(writers: 4, readers: 4)))
        let desk = Desk(store: store) { clock.now }
        try await desk.importCatalogue(Self.catalogue(clock))
        let deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
        let before = try database.server.run(deadlocks)
        try await withThrowingTaskGroup { group in
            for index in 0..<400 {
                group.addTask {
                    let request = CartRequest(
                        [Self.wish(Self.occurrences[index % 16])], voucherCode: Self.codes[(index / 5) % 2])
                    let cart = try await desk.openCart(request, for: Corner.acme).cart
                    if index % 3 == 0 {
                        try await desk.releaseCart(cart.id, for: Corner.acme)
                    } else {
                        try await desk.buy(cart)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await desk.audit { _, _ in }.breaches == [])
        // A connection tells what it met when it ends, at the latest.
        try await store.close()
        let others = """
            SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
                AND backend_type = 'client backend'
            """
        for _ in 0..<1000 where try !database.server.run(others).isEmpty {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try database.server.run(deadlocks) == before)
    }
}
