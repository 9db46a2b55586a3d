import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeTestSupport
import Foundation
import Testing

@testable import BoxOfficeStore

@Suite("Servers whose clocks differ")
struct ClockTests {
    private let database: TemporaryDatabase
    private let slow = Clock()
    /// Ten seconds ahead.
    private let fast = Clock(Clock().now.adding(seconds: 10))
    private let slowDesk: Desk
    private let fastDesk: Desk

    init() async throws {
        database = try await TemporaryDatabase()
        slowDesk = try await database.openDesk(slow)
        fastDesk = try await database.desk(fast)
        try await fastDesk.shelf.refresh()
    }

    @Test("a seat that both want at once is one's, by whichever clock")
    func rush() async throws {
        let carts = await withTaskGroup(of: Cart?.self) { group in
            for index in 1...20 {
                let desk = index.isMultiple(of: 2) ? slowDesk : fastDesk
                group.addTask { try? await desk.open(Corner.wish(World.seat(1)), Corner.wish(World.floorID)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(carts.compactMap(\.self).count == 1)
        #expect(try await slowDesk.audit { _, _ in }.breaches == [])
    }

    @Test("a hold that has ended for one and not yet for the other goes to the one who takes it, and is not sold twice")
    func takeover() async throws {
        let first = try await slowDesk.open(Corner.wish(World.seat(1)), Corner.wish(World.floorID, quantity: 5))
        for clock in [slow, fast] { clock.advance(seconds: World.holdSeconds - 5) }
        #expect(try await slowDesk.cart(first.id, for: Corner.acme).id == first.id)
        let second = try await fastDesk.open(Corner.wish(World.seat(1)), Corner.wish(World.floorID, quantity: 5))
        await #expect(throws: CheckoutRefusal.self) { try await slowDesk.buy(first) }
        try await fastDesk.buy(second)
        #expect(try database.count("SELECT COUNT(*) FROM orders") == 1)
        #expect(try database.count("SELECT sold FROM stock WHERE variant_id = 'floor'") == 5)
        #expect(try await slowDesk.audit { _, _ in }.breaches == [])
    }

    @Test("each goes by the database's clock, so that they agree", .enabled(if: Engine.isPostgreSQL))
    func corrected() async throws {
        var desks: [Desk] = []
        for lead: Int64 in [0, 10, -10] {
            let clock: @Sendable () -> Moment = {
                Moment(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)).adding(seconds: lead)
            }
            let driver = PostgreSQLDriver(
                try PostgreSQLAddress(database.server.address), pool: .init(writers: 1, readers: 1),
                patience: .serving, clock: clock)
            let store = try await Store(driver)
            try await store.compareClocks()
            desks.append(Desk(store: store, now: clock))
        }
        let moments = desks.map { $0.now().microseconds }
        // Far more than it takes to ask, far less than what they differ by.
        let (first, last) = (try #require(moments.min()), try #require(moments.max()))
        #expect(last - first < 3 * Moment.microsecondsPerSecond)
    }
}
