import BoxOfficeTestSupport
import BoxOfficeWire
import Foundation
import Testing

extension Commands {
    @Suite("A server that is killed at any moment loses nothing", .timeLimit(.minutes(3)))
    struct Kill {
        private static let kills = 20

        @Test("twenty times under load: what was answered is there, no seat is sold twice, nothing is stuck")
        func killed() async throws {
            let seed = UInt64.random(in: 0...9999)
            print("moments of seed \(seed)")
            // The same moments for the same seed; where they fall in the server's work is chance.
            var moments = SeededGenerator(seed: seed)
            try await Workplace.open { here in
                let key = try await here.openHouse(Crowd.catalogue)
                let crowd = Crowd(try await here.offers(key))
                for kill in 1...Self.kills {
                    let server = try await here.serve()
                    let partner = server.partner(key)
                    try await crowd.expectKept(by: partner, "after kill \(kill - 1), seed \(seed)")
                    let patience = Duration.milliseconds(Int.random(in: 20...600, using: &moments))
                    try await crowd.buy(at: { partner }) {
                        try await Task.sleep(for: patience)
                        server.process.signal(SIGKILL)
                    }
                    #expect(try await server.process.finished().status == SIGKILL)
                    let audit = try await here.run("audit")
                    #expect(audit.status == 0, "after kill \(kill), seed \(seed): \(audit.output)")
                }
                #expect(!crowd.answered.isEmpty)
                let partner = try await here.serve().partner(key)
                try await crowd.expectKept(by: partner, "in the end, seed \(seed)")
                try await crowd.expectNothingStuck(partner)
            }
        }
    }
}

extension Workplace {
    /// What a server sells, before anybody bought.
    func offers(_ key: String) async throws -> [InventoryItemBody] {
        let server = try await serve()
        let offers = try await server.partner(key).inventory(of: House.occurrence)
        _ = try await server.stop()
        return offers
    }
}
