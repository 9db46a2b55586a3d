import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeTestSupport
import Foundation
import GRDB
import Testing

@testable import BoxOfficeStore

/// Of a file: PostgreSQL is asked for room by whoever runs it, and says what it lacks as it says everything else.
@Suite("A database that finds no room says so, and goes on when there is some", .enabled(if: Engine.isSQLite))
struct RoomTests {
    private let clock = Clock()

    /// Sells the floor place by place until it cannot.
    private func sellUntilRefused(_ desk: Desk) async throws -> (orders: [Order], failure: StoreFailure) {
        var orders: [Order] = []
        while true {
            do {
                orders.append(try await desk.buy(try await desk.open(Corner.wish(World.floorID))))
            } catch let failure as StoreFailure {
                return (orders, failure)
            }
        }
    }

    /// Refused by the engine: what was sold is there, what was not is not there at all, and reads go on.
    private func expectSound(_ desk: Desk, _ orders: [Order], _ failure: StoreFailure) async throws {
        #expect(failure.code == .unavailable)
        for order in orders { #expect(try await desk.order(order.id, for: Corner.acme) == order) }
        let report = try await desk.audit { _, _ in }
        #expect(report.breaches == [])
        #expect(report.orders == orders.count)
    }

    private func openDesk(_ store: Store) async throws -> Desk {
        let clock = clock
        let desk = Desk(store: store) { clock.now }
        try await desk.importCatalogue(Deed.yaml(clock) { $0.floor = 100_000 })
        return desk
    }

    @Test("a file that may not grow: 503 until it may, without a new start")
    func pages() async throws {
        let database = try await TemporaryDatabase()
        let store = try await database.store()
        let desk = try await openDesk(store)
        // A limit of SQLite's own: the page that would pass it fails as if the disk were full.
        try await store.write { _ = try $0.run("PRAGMA max_page_count = 1") }
        let (orders, failure) = try await sellUntilRefused(desk)
        #expect(failure.cause.contains("full"))
        try await expectSound(desk, orders, failure)
        try await store.write { _ = try $0.run("PRAGMA max_page_count = 1000000") }
        let cart = try await desk.open(Corner.wish(World.floorID))
        try await desk.buy(cart)
        #expect(try await desk.audit { _, _ in }.breaches == [])
    }

    @Test("a disk that is full: 503 until there is room, without a new start", .enabled(if: SmallDisk.canBeMade))
    func disk() async throws {
        let disk = try SmallDisk(megabytes: 8)
        let store = try await Store(SQLiteDriver(path: disk.path + "/boxoffice.sqlite"))
        let desk = try await openDesk(store)
        let filler = disk.path + "/filler"
        try disk.fill(filler, leaving: 64 * 1024)
        let (orders, failure) = try await sellUntilRefused(desk)
        try await expectSound(desk, orders, failure)
        try FileManager.default.removeItem(atPath: filler)
        try await desk.buy(try await desk.open(Corner.wish(World.floorID)))
        #expect(try await desk.audit { _, _ in }.breaches == [])
        try await store.close()
    }

    @Test("a disk that may not be written: said so, and the file is left as it is", .enabled(if: SmallDisk.canBeMade))
    func readOnly() async throws {
        let disk = try SmallDisk(megabytes: 8)
        let path = disk.path + "/boxoffice.sqlite"
        let desk = try await openDesk(try await Store(SQLiteDriver(path: path)))
        let order = try await desk.buy(try await desk.open(Corner.wish(World.floorID)))
        try await desk.store.close()
        try disk.allowWriting(false)
        let failure = await #expect(throws: StoreFailure.self) { try await Store(SQLiteDriver(path: path)) }
        #expect(failure?.code == .unavailable)
        try disk.allowWriting(true)
        let again = try await openDesk(try await Store(SQLiteDriver(path: path)))
        #expect(try await again.order(order.id, for: Corner.acme) == order)
        try await again.store.close()
    }
}

/// A file system of its own that is soon full. Only the superuser may make one.
private final class SmallDisk {
    let path: String

    /// Tried once, since being the superuser is not always enough.
    static let canBeMade: Bool = (try? SmallDisk(megabytes: 1)) != nil

    init(megabytes: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "boxoffice-disk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        path = folder.path
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
            try FileManager.default.removeItem(at: folder)
            throw CocoaError(.fileWriteNoPermission)
        }
    }

    deinit {
        // What cannot be taken away is in the system's folder for such things.
        umount2(path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Takes all room but that many bytes.
    func fill(_ file: String, leaving left: Int) throws {
        let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? Int
        try Data(count: max(0, try #require(free) - left)).write(to: URL(filePath: file))
    }

    func allowWriting(_ isAllowed: Bool) throws {
        let flags = UInt(MS_REMOUNT) | (isAllowed ? 0 : UInt(MS_RDONLY))
        try #require(mount("tmpfs", path, "tmpfs", flags, nil) == 0)
    }
}
