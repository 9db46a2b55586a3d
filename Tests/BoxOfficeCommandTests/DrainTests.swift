import BoxOfficeWire
import Foundation
import Testing

extension Commands {
    @Suite("A server that is to stop says so first", .timeLimit(.minutes(2)))
    struct Drain {
        @Test("on SIGTERM /ready is 503 while everything else is answered, and then it ends with 0")
        func announced() async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse()
                let server = try await here.serve("--drain", "2")
                let partner = server.partner(key)
                #expect(try await partner.get("/ready").status == 200)
                server.process.signal(SIGTERM)
                try await eventually("it is not ready") { try await partner.get("/ready").status == 503 }
                #expect(try await partner.get("/health").status == 200)
                _ = try await partner.order(["pit": 1])
                #expect(try await server.process.finished().status == 0)
            }
        }

        @Test(
            "a second SIGTERM does not wait for the first, nor does SIGINT", arguments: [[SIGTERM, SIGTERM], [SIGINT]])
        func impatient(signals: [Int32]) async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse()
                let server = try await here.serve("--drain", "600")
                let partner = server.partner(key)
                server.process.signal(signals[0])
                if signals.count > 1 {
                    // Two signals at once are one.
                    try await eventually("it is not ready") { try await partner.get("/ready").status == 503 }
                    server.process.signal(signals[1])
                }
                #expect(try await server.process.finished().status == 0)
            }
        }

        @Test("two servers on one database are replaced one after the other, and no call fails")
        func rollingUpgrade() async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse()
                let balancer = Balancer()
                for _ in 1...2 { balancer.add(try await here.serve("--drain", "1"), key) }
                let sale = Task {
                    var sold = 0
                    while !Task.isCancelled, sold < 15 {
                        let cart: CartBody = try await balancer.send { try await $0.hold(["pit": 1]) }.data()
                        let order = try await balancer.send { try await $0.buy(cart) }
                        try #require(order.status == 201)
                        sold += 1
                        try await Task.sleep(for: .milliseconds(200))
                    }
                    return sold
                }
                for server in balancer.servers {
                    let next = try await here.serve("--drain", "1")
                    server.process.signal(SIGTERM)
                    balancer.add(next, key)
                    #expect(try await server.process.finished().status == 0)
                }
                #expect(try await sale.value == 15)
                #expect(try await here.run("audit").status == 0)
            }
        }
    }
}

/// Sends each call to the next server that says that it is ready, as a load balancer does that asks just before.
private final class Balancer: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [(server: Server, partner: Partner)] = []
    private var next = 0

    var servers: [Server] { lock.withLock { all.map(\.server) } }

    func add(_ server: Server, _ key: String) {
        // A connection for each call: what is open when a server stops is the balancer's affair.
        lock.withLock { all.append((server, server.partner(key))) }
    }

    func send(_ call: (Partner) async throws -> Reply) async throws -> Reply {
        for _ in 1...100 {
            let partner = lock.withLock {
                next += 1
                return all[next % all.count].partner
            }
            guard (try? await partner.get("/ready").status) == 200 else { continue }
            return try await call(partner)
        }
        throw NeverHappened(description: "no server was ready")
    }
}
