import BoxOfficeClient
import Foundation
import Testing

/// How long the soak takes: `BOXOFFICE_SOAK_SECONDS`, which `make soak` sets to five minutes.
private let soakSeconds = ProcessInfo.processInfo.environment["BOXOFFICE_SOAK_SECONDS"].flatMap { Int($0) } ?? 20

extension Commands {
    @Suite("A long run of holding, letting go and buying", .timeLimit(.minutes(soakSeconds / 60 + 3)))
    struct Soak {
        private static let programs = 8
        private static let samples = 6
        /// What memory may grow after the first third, beyond what the database does: SQLite keeps the pages that it
        /// wrote, 64 MiB at the most. Without a leak it was 1 MB in 47,000 requests; with 300 bytes that each left
        /// behind, it was 9 MB in 20,000.
        private static let growthMaxMegabytes = 6.0
        private static let growthMaxBytesPerRequest = 64.0

        @Test("every answer agrees with what was answered before, and memory does not grow")
        func churn() async throws {
            let seed = UInt64.random(in: 0...9999)
            print("soak of \(soakSeconds) s, seed \(seed)")
            try await Workplace.open { here in
                let key = try await here.openHouse(SoakHouse.catalogue)
                let server = try await here.serve("--rate-limit", "off")
                let shared = SoakShared()
                do {
                    try await run(server, in: here, key, shared, seed)
                    try await expectAllBack(server.partner(key), shared)
                    try await expectOrders(server.partner(key), shared)
                } catch {
                    Issue.record("seed \(seed): \(error)")
                }
                #expect(try await server.stop().status == 0)
                let audit = try await here.run("audit")
                #expect(audit.status == 0, "seed \(seed): \(audit.output)")
                expectEverythingHappened(shared)
            }
        }

        /// All programs at once, and the server's memory meanwhile.
        private func run(
            _ server: Server, in here: Workplace, _ key: String, _ shared: SoakShared, _ seed: UInt64
        ) async throws {
            let offers = try await offers(server.partner(key))
            let end = ContinuousClock.now + .seconds(soakSeconds)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...Self.programs {
                    let partner = server.partner(key)
                    group.addTask {
                        var program = SoakProgram(
                            number: number, partner: partner, shared: shared, offers: offers, seed: seed)
                        while ContinuousClock.now < end { try await program.round() }
                    }
                }
                group.addTask { try await watchMemory(of: server, in: here, shared) }
                // The first that fails ends all of it.
                for try await _ in group {}
            }
        }

        private func offers(_ partner: Partner) async throws -> [SoakModel.Thing: InventoryItemBody] {
            var offers: [SoakModel.Thing: InventoryItemBody] = [:]
            for occurrence in SoakHouse.occurrences {
                for item in try await partner.inventory(of: occurrence) {
                    offers[SoakHouse.thing(item.inventoryVariant.id, of: occurrence)] = item
                }
            }
            return offers
        }

        /// Compares the end with the first third, in which caches and pools fill up.
        private func watchMemory(of server: Server, in here: Workplace, _ shared: SoakShared) async throws {
            var samples: [(requests: Int, resident: Double, database: Double)] = []
            for _ in 1...Self.samples {
                try await Task.sleep(for: .seconds(soakSeconds) / Self.samples)
                let (resident, database) = (try server.residentMegabytes, try here.megabytes("boxoffice.sqlite"))
                let requests = shared.locked { $0.requests }
                samples.append((requests, resident, database))
                print(
                    "after \(requests) requests: \(resident.formatted()) MB in memory,",
                    "\(database.formatted()) MB in the database")
            }
            let (warm, last) = (samples[Self.samples / 3 - 1], samples[Self.samples - 1])
            let grown = last.resident - warm.resident
            let database = last.database - warm.database
            let left = Self.growthMaxBytesPerRequest * Double(last.requests - warm.requests) / 1024 / 1024
            #expect(grown < database + Self.growthMaxMegabytes + left, "\(samples)")
        }

        /// Once every hold has ended, all that is not sold is free.
        private func expectAllBack(_ partner: Partner, _ shared: SoakShared) async throws {
            let sold = shared.locked { $0.model.sold }
            for occurrence in SoakHouse.occurrences {
                let expected = SoakHouse.capacities.filter { $0.key.hasPrefix("\(occurrence)/") }
                    .map { ($0.key, $0.value - sold[$0.key, default: 0]) }
                try await eventually("what is not sold is free again", within: .seconds(10)) {
                    try await SoakHouse.left(partner.inventory(of: occurrence), of: occurrence)
                        == Dictionary(uniqueKeysWithValues: expected)
                }
            }
        }

        /// Every order that was answered is there, and no other.
        private func expectOrders(_ partner: Partner, _ shared: SoakShared) async throws {
            let orders = try await partner.boxOffice.orders().inPages(of: 1000).all()
            #expect(shared.locked { $0.orders } == Dictionary(uniqueKeysWithValues: orders.map { ($0.id, $0) }))
        }

        private func expectEverythingHappened(_ shared: SoakShared) {
            let tally = shared.locked { $0.tally }
            print(tally.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "\n"))
            for event in [
                "browsed", "held", "holds repeated", "holds refused", "vouchers refused", "released",
                "holds left to lapse", "bought", "purchases repeated", "purchases too late", "orders read",
            ] {
                #expect(tally[event, default: 0] > 0, "nothing of it happened: \(event)")
            }
        }
    }
}
