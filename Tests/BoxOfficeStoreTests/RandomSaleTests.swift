import BoxOfficeDesk
import Foundation
import Testing

/// A few seeds that are always sown, and a new one each time. `BOXOFFICE_SALE_SEEDS=17,4` sows these instead, and
/// `BOXOFFICE_SALE_STEPS` says how long each grows.
enum Sowing {
    static let always: [UInt64] = [1, 2, 3, 4]

    static let seeds: [UInt64] = {
        let written = ProcessInfo.processInfo.environment["BOXOFFICE_SALE_SEEDS"] ?? ""
        let chosen = written.split(separator: ",").compactMap { UInt64($0) }
        return chosen.isEmpty ? always + [UInt64.random(in: 5...999_999)] : chosen
    }()

    static let steps = ProcessInfo.processInfo.environment["BOXOFFICE_SALE_STEPS"].flatMap { Int($0) } ?? 3000
}

@Suite("Whatever happens, in whatever order")
struct RandomSaleTests {
    @Test("buyers, sellers and time by chance: the store answers as a small model does", arguments: Sowing.seeds)
    func sale(seed: UInt64) async throws {
        let database = try await TemporaryDatabase()
        var sale = try await RandomSale(database: database, seed: seed)
        for step in 1...Sowing.steps {
            do {
                try await sale.step()
            } catch {
                Issue.record("BOXOFFICE_SALE_SEEDS=\(seed), step \(step): \(error)")
                return
            }
        }
        print("seed \(seed):", sale.tally.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" })
        try await sale.compareInventory()
        let report = try await sale.desks[0].audit { _, _ in }
        #expect(report.breaches == [])
        #expect(report.orders == sale.model.carts.values.filter { $0.order != nil }.count)
        // What a new seed brings is its own; those that are always sown bring everything.
        guard Sowing.always.contains(seed), Sowing.steps >= 3000 else { return }
        for event in [
            "opened", "exhausted", "refused otherwise", "released", "ordered", "repeated", "imported", "imported again",
            "import refused", "checkout: totalMismatch", "checkout: cartExpired", "checkout: alreadyOrdered",
            "checkout: cartUnknown", "checkout: idempotencyKeyReused", "checkout: occurrenceNotOnSale",
        ] {
            #expect(sale.tally[event, default: 0] > 0, "nothing was \(event)")
        }
    }
}
