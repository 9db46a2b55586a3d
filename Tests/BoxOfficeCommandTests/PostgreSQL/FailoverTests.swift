import BoxOfficeTestSupport
import Foundation
import Synchronization
import Testing

extension Commands {
    @Suite("A PostgreSQL that dies", .enabled(if: Engine.isPostgreSQL), .timeLimit(.minutes(3)))
    struct Failover {
        @Test("its replica takes over in the middle of a sale: 503 until then, and no order that was answered is lost")
        func failover() async throws {
            // A commit is answered when the replica has it too.
            let primary = try PostgreSQLServer(settings: ["synchronous_standby_names": "*"])
            let replica = try PostgreSQLServer(standbyOf: primary)
            try primary.session().run("CREATE DATABASE sale")
            let address =
                "postgres://\(PostgreSQLServer.user)@127.0.0.1:\(primary.port),127.0.0.1:\(replica.port)/sale"
                + "?target_session_attrs=read-write"
            try await sell(at: address) {
                try primary.kill()
                try await Task.sleep(for: .seconds(1))
                try replica.promote()
            }
            try replica.kill()
        }

        @Test("it comes back by itself: 503 until then, and no order that was answered is lost")
        func restart() async throws {
            let server = try PostgreSQLServer()
            try server.session().run("CREATE DATABASE sale")
            try await sell(at: server.address(of: "sale")) {
                try server.kill()
                try await Task.sleep(for: .milliseconds(300))
                try server.start()
            }
            try server.kill()
        }

        /// Two servers sell while something happens to their database, and sell on.
        private func sell(at address: String, while event: () async throws -> Void) async throws {
            try await Workplace.open(on: address) { here in
                let key = try await here.openHouse(Crowd.catalogue)
                let crowd = Crowd(try await here.offers(key))
                let partners = [try await here.serve().partner(key), try await here.serve().partner(key)]
                try await crowd.buy(at: { partners.randomElement() ?? partners[0] }, maybeUnavailable: true) {
                    try await eventually("they sell") { crowd.answered.count > 5 }
                    try await event()
                    for partner in partners {
                        try await eventually("both can sell again") { try await partner.get("/health").status == 200 }
                    }
                    let sold = crowd.answered.count
                    try await eventually("they sell on") { crowd.answered.count > sold + 5 }
                }
                #expect(crowd.timesUnavailable > 0)
                let audit = try await here.run("audit")
                #expect(audit.status == 0, "\(audit.output)")
                for partner in partners { try await crowd.expectKept(by: partner, "after it") }
                try await crowd.expectNothingStuck(partners[0])
            }
        }
    }
}
