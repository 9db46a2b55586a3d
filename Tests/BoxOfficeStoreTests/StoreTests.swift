import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import BoxOfficeTestSupport
import Foundation
import Testing

@Suite("The one door to the database")
struct StoreTests {
    private let database: TemporaryDatabase
    private let clock = Clock()

    init() async throws {
        database = try await TemporaryDatabase()
    }

    private struct Change: Error {}

    private func claim(_ seat: Int, in transaction: Transaction, for cart: Cart.ID = "cart") throws -> Bool {
        try transaction.claim(
            [World.seat(seat)], of: Corner.occurrence, for: cart, until: clock.now.adding(seconds: 100), at: clock.now)
    }

    @Test("a closure that throws changes nothing, and the next one finds the door open")
    func throwing() async throws {
        let store = try await database.store()
        let claim = claim
        await #expect(throws: Change.self) {
            try await store.write { transaction in
                #expect(try claim(1, transaction, "cart"))
                #expect(try transaction.setCapacity(5, of: World.floorID, of: Corner.occurrence))
                throw Change()
            }
        }
        let now = clock.now
        let taken = try await store.read { try $0.taken(of: Corner.occurrence, at: now) }
        #expect(taken == Taken())
        #expect(try await store.write { try claim(1, $0, "other") })
    }

    @Test("a refused cart changes nothing, whatever of it was free")
    func refusedCart() async throws {
        let desk = try await database.openDesk(clock)
        _ = try await desk.open(Corner.wish(World.seat(8)))
        await #expect(throws: CartRefusal.self) {
            try await desk.open(
                Corner.wish(World.floorID, quantity: 2), Corner.wish(World.seat(1)), Corner.wish(World.seat(8)))
        }
        #expect(try database.count("SELECT COUNT(*) FROM claim") == 1)
        #expect(try database.count("SELECT SUM(held) FROM stock") == 0)
        #expect(try database.count("SELECT COUNT(*) FROM cart") == 1)
    }

    @Test("a reader sees one consistent state, whatever is written meanwhile")
    func snapshot() async throws {
        let store = try await database.store()
        let other = try await database.store()
        let (claim, now) = (claim, clock.now)
        #expect(try await store.write { try claim(1, $0, "cart") })
        let (isReading, hasWritten) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let seen = store.read { transaction in
            let before = try transaction.taken(of: Corner.occurrence, at: now)
            isReading.signal()
            hasWritten.wait()
            return (before, try transaction.taken(of: Corner.occurrence, at: now))
        }
        // On a thread of its own: the reader must be in its closure before the writer begins.
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                isReading.wait()
                continuation.resume()
            }
        }
        #expect(try await other.write { try claim(2, $0, "cart") })
        #expect(try await store.write { try claim(3, $0, "cart") })
        hasWritten.signal()
        let (before, after) = try await seen
        #expect(before.seats == [World.seat(1)])
        #expect(after.seats == [World.seat(1)])
        let latest = try await store.read { try $0.taken(of: Corner.occurrence, at: now) }
        #expect(latest.seats == [World.seat(1), World.seat(2), World.seat(3)])
    }

    @Test("a reader cannot write")
    func readOnly() async throws {
        let store = try await database.store()
        let claim = claim
        await #expect(throws: StoreFailure.self) { try await store.read { try claim(1, $0, "cart") } }
    }

    @Test("what was answered is there when the database is opened again")
    func reopened() async throws {
        let desk = try await database.openDesk(clock)
        let cart = try await desk.open(Corner.wish(World.seat(1)), Corner.wish(World.programmeID, quantity: 2))
        let order = try await desk.buy(cart)
        let again = try await database.desk(clock)
        try await again.shelf.refresh()
        #expect(again.catalogue.version == 1)
        #expect(try await again.order(order.id, for: Corner.acme) == order)
        #expect(order.tickets.map(\.count) == [1, 2])
    }

    @Test("a cancelled caller's sale is made or not made, never half")
    func cancelled() async throws {
        let desk = try await database.openDesk(clock)
        for seat in 1...8 {
            let sale = Task { try await desk.open(Corner.wish(World.seat(seat)), Corner.wish(World.programmeID)) }
            sale.cancel()
            _ = await sale.result
        }
        #expect(try await desk.audit { _, _ in }.breaches == [])
    }

    @Test("opening a database twice migrates it once")
    func migrateTwice() async throws {
        let database = try await TemporaryDatabase(isNew: true)
        #expect(try database.tables().isEmpty)
        _ = try await database.store()
        let tables = try database.tables()
        _ = try await database.store()
        #expect(try database.count("SELECT COUNT(*) FROM schema_version") == 1)
        #expect(!tables.isEmpty)
        #expect(try database.tables() == tables)
    }

    @Test("many that open a new database at once migrate it once")
    func migrateAtOnce() async throws {
        let database = try await TemporaryDatabase(isNew: true)
        try await withThrowingTaskGroup { group in
            for _ in 0..<6 { group.addTask { _ = try await database.store() } }
            try await group.waitForAll()
        }
        #expect(try database.count("SELECT COUNT(*) FROM schema_version") == 1)
    }

    @Test("a database of a newer program is refused, and left as it is")
    func newerSchema() async throws {
        let database = try await TemporaryDatabase(isNew: true)
        _ = try await database.store()
        try database.damage("INSERT INTO schema_version (version) VALUES (999)")
        let failure = await #expect(throws: StoreFailure.self) { try await database.store() }
        #expect(failure?.code == .newerSchema)
        #expect(try database.count("SELECT MAX(version) FROM schema_version") == 999)
    }

    @Test("what is no database is refused, and left as it is", .enabled(if: Engine.isSQLite))
    func noDatabase() async throws {
        let text = Data(String(repeating: "not a database\n", count: 100).utf8)
        try text.write(to: URL(filePath: database.path))
        await #expect(throws: StoreFailure.self) { try await database.store() }
        #expect(try Data(contentsOf: URL(filePath: database.path)) == text)
    }

    @Test("a file that cannot be made is said to be unavailable", .enabled(if: Engine.isSQLite))
    func noDirectory() async throws {
        let path = try database.path + "/none/x.sqlite"
        let failure = #expect(throws: StoreFailure.self) { try SQLiteDriver(path: path) }
        #expect(failure?.code == .unavailable)
    }

    @Test("only its owner can read the file and what stands beside it", .enabled(if: Engine.isSQLite))
    func mode() async throws {
        let desk = try await database.openDesk(clock)
        _ = try await desk.open(Corner.wish(World.seat(1)))
        for suffix in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: database.path + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
        }
    }

    @Test("two spellings that look alike are two seats in the database too")
    func bytes() async throws {
        let store = try await database.store()
        let (now, end) = (clock.now, clock.now.adding(seconds: 100))
        let spellings: [InventoryVariant.ID] = ["Caf\u{E9}-A-1", "Cafe\u{301}-A-1"]
        for spelling in spellings {
            #expect(
                try await store.write {
                    try $0.claim([spelling], of: Corner.occurrence, for: "cart", until: end, at: now)
                })
        }
        let taken = try await store.read { try $0.taken(of: Corner.occurrence, at: now) }
        #expect(taken.seats == Set(spellings))
    }

    @Test("text sorts by its bytes, whatever the database's own order is")
    func order() async throws {
        let store = try await database.store()
        let (now, end) = (clock.now, clock.now.adding(seconds: 100))
        _ = try await store.write {
            try $0.claim(["b", "\u{E9}", "Z", "a"], of: Corner.occurrence, for: "cart", until: end, at: now)
        }
        // Where words are sorted as in a dictionary, capitals and accents stand among the others.
        #expect(try database.count("SELECT COUNT(*) FROM claim WHERE variant_id < 'a'") == 1)
        #expect(try database.count("SELECT COUNT(*) FROM claim WHERE variant_id > 'z'") == 1)
    }
}
