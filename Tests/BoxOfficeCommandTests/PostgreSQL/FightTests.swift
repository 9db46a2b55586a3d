import BoxOfficeTestSupport
import BoxOfficeWire
import Foundation
import Synchronization
import Testing

extension Commands {
    @Suite("Many servers on one PostgreSQL", .enabled(if: Engine.isPostgreSQL), .timeLimit(.minutes(3)))
    struct Fight {
        @Test(
            "killed and started at random, fighting for the same seats, they lose nothing and sell nothing twice",
            arguments: [2, 4])
        func fight(count: Int) async throws {
            let seed = UInt64.random(in: 0...9999)
            print("moments of seed \(seed)")
            var moments = SeededGenerator(seed: seed)
            try await Workplace.open { here in
                let key = try await here.openHouse(Crowd.catalogue)
                let crowd = Crowd(try await here.offers(key))
                var servers: [Server] = []
                for _ in 1...count { servers.append(try await here.serve()) }
                let partners = Mutex(servers.map { $0.partner(key) })
                try await crowd.buy(buyers: 2 * count, at: { partners.withLock { $0.randomElement() ?? $0[0] } }) {
                    for _ in 1...8 {
                        try await Task.sleep(for: .milliseconds(Int.random(in: 50...500, using: &moments)))
                        let index = Int.random(in: 0..<count, using: &moments)
                        servers[index].process.signal(Bool.random(using: &moments) ? SIGKILL : SIGTERM)
                        servers[index] = try await here.serve()
                        let partner = servers[index].partner(key)
                        partners.withLock { $0[index] = partner }
                    }
                }
                #expect(!crowd.answered.isEmpty)
                let audit = try await here.run("audit")
                #expect(audit.status == 0, "seed \(seed): \(audit.output)")
                for server in servers { try await crowd.expectKept(by: server.partner(key), "seed \(seed)") }
                try await crowd.expectNothingStuck(servers[0].partner(key))
            }
        }

        @Test("two that start at once on an empty database both sell, from the same tables")
        func start() async throws {
            let database = try await PostgreSQLDatabase(isNew: true)
            try await Workplace.open(on: database.address) { here in
                let ports = [try LoopbackSocket.freePort(), try LoopbackSocket.freePort()]
                let servers = try ports.map { port in
                    Server(process: try here.start(["serve", "--port", "\(port)", "--rate-limit", "off"]), port: port)
                }
                for server in servers {
                    try await eventually("it answers") {
                        try #require(server.process.isRunning, "\(server.process.errors)")
                        return try await server.partner(nil).answers("/health")
                    }
                }
                let key = try await here.openHouse()
                for (server, seat) in zip(servers, ["Stalls-A-1", "Stalls-A-2"]) {
                    let partner = server.partner(key)
                    try await eventually("it sells what was imported") {
                        try await partner.get("/api/v3/events/\(House.event)").status == 200
                    }
                    _ = try await partner.order([seat: 1])
                }
                #expect(try await here.run("audit").status == 0)
                #expect(try database.run("SELECT version FROM schema_version").count == 1)
            }
        }

        @Test("one that nobody asks anything asks the database fewer than 20 statements a second")
        func idle() async throws {
            let database = try await PostgreSQLDatabase()
            let relay = try Relay(to: database.server.port)
            let address = "postgres://\(PostgreSQLServer.user)@127.0.0.1:\(relay.port)/\(database.name)"
            try await Workplace.open(on: address) { here in
                _ = try await here.openHouse()
                _ = try await here.serve()
                let before = relay.statements
                let start = ContinuousClock.now
                try await Task.sleep(for: .seconds(3))
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                let each = Double(relay.statements - before) / seconds
                #expect(each < 20)
                // It follows what others write: else nothing was counted.
                #expect(each > 1)
            }
        }
    }
}
