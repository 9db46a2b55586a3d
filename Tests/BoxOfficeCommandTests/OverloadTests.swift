import BoxOfficeTestSupport
import BoxOfficeWire
import Foundation
import GRDB
import Testing

extension Commands {
    /// Of a file: its one writer can be held up from outside.
    @Suite(
        "More buyers at once than the database has room for", .enabled(if: Engine.isSQLite), .timeLimit(.minutes(3)))
    struct Overload {
        /// More than the 512 that may wait for the writer and the 64 that it serves; fewer than the files that a process
        /// may have open where nobody said anything.
        private static let buyers = 800
        private static let refusedMin = buyers - 512 - 64
        private static let lineIsFull = "too many wait for the database"
        /// In a debug build; the waiting themselves take less.
        private static let growthMaxMegabytes = 24.0

        @Test("some wait, the others are told when to come again, looking goes on, and then all is as before")
        func crowd() async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse(House.catalogue.replacing("capacity: 20,", with: "capacity: 9000,"))
                let server = try await here.serve("--rate-limit", "off")
                let partner = server.partner(key)
                let crowd = server.partner(key, connections: Self.buyers)
                let pit = try #require(
                    try await partner.inventory(of: House.occurrence).first { $0.inventoryVariant.id == "pit" })
                let wish = CartCreateBody(items: [
                    .init(
                        occurrenceId: House.occurrence, inventoryItemId: pit.id,
                        priceOptionId: try #require(pit.priceOptions.first).id, quantity: 1)
                ])
                var configuration = Configuration()
                configuration.allowsUnsafeTransactions = true
                let database = try DatabaseQueue(
                    path: here.folder.appending(path: "boxoffice.sqlite").path, configuration: configuration)
                var (held, memory) = (0, [Double]())
                for round in 1...3 {
                    held += try await rush(crowd, wish, looking: partner, while: database)
                    memory.append(try server.residentMegabytes)
                    // A database that is busy for long refuses too: what is meant here is who found no room in the line.
                    try await eventually("the log says that the line was full") {
                        server.process.errors.split(separator: "\n").count { $0.contains(Self.lineIsFull) } >= round
                    }
                    // Nobody comes again to find it as busy as before.
                    #expect(try await partner.post("/api/v3/carts", wish).status == 201)
                    held += 1
                }
                // The first crowd's connections are kept, so the others cost what is not given back.
                #expect(memory[2] - memory[0] < Self.growthMaxMegabytes, "\(memory)")
                let left = try await partner.inventory(of: House.occurrence).first { $0.inventoryVariant.id == "pit" }
                #expect(left?.quantityAvailable == 9000 - held)
                #expect(try await server.stop().status == 0)
                #expect(try await here.run("audit").status == 0)
            }
        }

        /// All of them at once, while another process keeps the database for itself.
        ///
        /// - Returns: how many have a cart.
        private func rush(
            _ crowd: Partner, _ wish: CartCreateBody, looking: Partner, while database: DatabaseQueue
        ) async throws -> Int {
            try await database.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
            var replies: [Reply] = []
            try await withThrowingTaskGroup(of: Reply.self) { group in
                for _ in 0..<Self.buyers { group.addTask { try await crowd.post("/api/v3/carts", wish) } }
                while replies.count < Self.refusedMin, let reply = try await group.next() { replies.append(reply) }
                #expect(replies.allSatisfy { $0.status == 503 })
                #expect(try await looking.inventory(of: House.occurrence).count > 1)
                try await database.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
                for try await reply in group { replies.append(reply) }
            }
            for reply in replies where reply.status != 201 {
                #expect(reply.status == 503)
                #expect(reply.code == "SERVICE_UNAVAILABLE")
                #expect(reply.retryAfter == "1")
            }
            return replies.count { $0.status == 201 }
        }
    }
}
