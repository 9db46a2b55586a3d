import BoxOfficeClient
import Foundation
import Testing

extension Commands {
    @Suite("A server stops cleanly, and loses nothing when it cannot", .timeLimit(.minutes(1)))
    struct Stop {
        @Test("what was asked before SIGTERM is answered, and then it ends with 0")
        func requestInFlight() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let cart: CartBody = try await partner.hold(["Stalls-A-1": 1]).data()
                let body = try String(
                    decoding: JSONEncoder().encode(
                        OrderCreateBody(cartId: cart.id, expectedTotal: cart.total, contact: House.buyer)),
                    as: UTF8.self)
                let half = body.index(body.startIndex, offsetBy: body.count / 2)

                let connection = try LoopbackSocket.connected(to: server.port)
                try connection.send(
                    """
                    POST /api/v3/orders HTTP/1.1\r
                    Host: localhost\r
                    Content-Type: application/json\r
                    Content-Length: \(body.utf8.count)\r
                    X-TT-API-Key: \(try #require(partner.key))\r
                    \r
                    \(body[..<half])
                    """)
                // A request on a later connection that is answered proves that this one's head was read by then.
                #expect(try await server.partner(nil).get("/health").status == 200)
                server.process.signal(SIGTERM)
                try await eventually("it takes no new connections") { try await !partner.answers("/health") }
                #expect(server.process.isRunning)

                try connection.send(String(body[half...]))
                let answer = try await connection.receiveAll()
                #expect(answer.hasPrefix("HTTP/1.1 201 "))
                let finished = try await server.process.finished()
                #expect(finished.status == 0)
                #expect(server.requestLines.last?.contains("route=/api/v3/orders") == true)

                let restarted = try await here.serve().partner(partner.key)
                let orders = try await restarted.boxOffice.orders().all()
                #expect(orders.count == 1)
            }
        }

        @Test("a connection that asks for nothing does not keep it from stopping", arguments: [SIGTERM, SIGINT])
        func idle(signal: Int32) async throws {
            try await Workplace.open { here in
                let server = try await here.sell().server
                let connection = try LoopbackSocket.connected(to: server.port)
                try connection.send("GET /health HTTP/1.1\r\nHost: localhost\r\nX-Request-ID: req_last\r\n\r\n")
                try await eventually("it is being answered") { server.requestLines.last?.contains("req_last") == true }
                server.process.signal(signal)
                #expect(try await server.process.finished().status == 0)
                #expect(try await connection.receiveAll().hasPrefix("HTTP/1.1 200 "))
                // The one file is all there is to copy.
                #expect(try !here.files.contains { $0.hasSuffix("-wal") || $0.hasSuffix("-shm") })
            }
        }

        @Test("an order that was answered survives the end of the process, and so do the holds")
        func killed() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let held: CartBody = try await partner.hold(["pit": 2]).data()
                let order = try await partner.order(["Stalls-A-1": 1, "pit": 3])
                server.process.signal(SIGKILL)
                #expect(try await server.process.finished().status == SIGKILL)

                let restarted = try await here.serve().partner(partner.key)
                #expect(try await restarted.boxOffice.order(order.id) == order)
                #expect(try await restarted.boxOffice.cart(held.id).body == held)
                let left = try await restarted.inventory(of: House.occurrence)
                #expect(left.first { $0.inventoryVariant.id == "pit" }?.quantityAvailable == 15)
                #expect(!left.contains { $0.inventoryVariant.id == "Stalls-A-1" })
                #expect(try await here.run("audit").status == 0)
            }
        }

        @Test("orders that were answered survive an end in the middle of many sales")
        func killedAmongSales() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                // Sold one by one, until the process is gone.
                let answered = try await withThrowingTaskGroup(of: [OrderBody].self) { group in
                    for _ in 1...3 {
                        group.addTask {
                            var answered: [OrderBody] = []
                            do {
                                while answered.count < 6 { answered.append(try await partner.order(["pit": 1])) }
                            } catch {
                                // What was not answered may or may not have been sold.
                            }
                            return answered
                        }
                    }
                    try await eventually("some are sold") {
                        server.requestLines.filter { $0.contains("route=/api/v3/orders") }.count >= 4
                    }
                    server.process.signal(SIGKILL)
                    return try await group.reduce(into: []) { $0 += $1 }
                }
                let restarted = try await here.serve().partner(partner.key)
                let kept = try await restarted.boxOffice.orders().all()
                #expect(Set(kept.map(\.id)).isSuperset(of: answered.map(\.id)))
                let audit = try await here.run("audit")
                #expect(audit.status == 0, "\(audit.output)")
            }
        }
    }
}
