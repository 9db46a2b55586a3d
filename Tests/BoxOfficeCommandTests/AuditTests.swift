import Foundation
import Testing

extension Commands {
    @Suite("An audit finds what should not be", .timeLimit(.minutes(1)))
    struct Audit {
        @Test(
            "a broken promise is named, and the exit status is 1",
            arguments: [
                ("UPDATE stock SET sold = sold + 1 WHERE variant_id = 'pit'", "counts 3 sold of 20"),
                ("UPDATE claim SET expires_at = 1 WHERE variant_id = 'Stalls-A-1'", "seat Stalls-A-1 is not claimed"),
                ("DELETE FROM claim WHERE variant_id = 'Stalls-A-2'", "seat Stalls-A-2 is not claimed"),
                ("UPDATE cart SET total = total - 1", "its total is 22999, its receipt sums to 23000"),
                ("DELETE FROM ticket WHERE position = 0", "item 0 is 1 of Stalls-A-1 with 0 tickets"),
                (
                    "UPDATE cart_item SET sell_price = sell_price + 1 WHERE variant_id = 'pit'",
                    "its subtotal is 23000, its items sum to 23002"
                ),
            ])
        func broken(damage: String, breach: String) async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                _ = try await partner.order(["Stalls-A-1": 1, "Stalls-A-2": 1, "pit": 2])
                let sound = try await here.run("audit")
                #expect(sound.status == 0)
                #expect(!sound.errors.contains("BROKEN"))
                _ = try await server.stop()

                try here.damage(damage)

                let broken = try await here.run("audit")
                #expect(broken.status == 1)
                #expect(broken.errors.contains("BROKEN"))
                #expect(broken.output.contains(breach), "\(broken.output)")
                #expect(!broken.output.contains("is sound"))
            }
        }

        @Test("it may be asked in the midst of sales, and finds nothing wrong")
        func besideSales() async throws {
            try await Workplace.open { here in
                let partner = try await here.sell().partner
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 1...2 {
                        group.addTask { for _ in 1...5 { _ = try await partner.order(["pit": 1]) } }
                    }
                    for _ in 1...3 { #expect(try await here.run("audit").status == 0) }
                    try await group.waitForAll()
                }
                let audit = try await here.run("audit")
                #expect(
                    audit.output == "\(here.databaseName) is sound: 10 orders with 10 tickets, every promise kept.\n")
            }
        }
    }
}
