import BoxOfficeWire
import Foundation
import Testing

extension Commands {
    @Suite("The log says what was asked, and never who", .timeLimit(.minutes(1)))
    struct Log {
        @Test("a line a request: method, route template, status, microseconds, request id, key id")
        func lines() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let keyID = try await here.keyID()
                let id = House.occurrence
                let asked: [(method: String, path: String, route: String, status: Int)] = [
                    ("GET", "/health", "/health", 200),
                    ("GET", "/api/v3/events?limit=1", "/api/v3/events", 200),
                    ("GET", "/api/v3/events/123", "/api/v3/events/{eventId}", 200),
                    ("GET", "/api/v3/events/999", "/api/v3/events/{eventId}", 404),
                    (
                        "GET", "/api/v3/events/123/occurrences/\(id)/inventory-items",
                        "/api/v3/events/{eventId}/occurrences/{occurrenceId}/inventory-items", 200
                    ),
                    ("DELETE", "/api/v3/carts/none", "/api/v3/carts/{cartId}", 204),
                ]
                for (number, call) in asked.enumerated() {
                    let reply = try await partner.call(call.method, call.path, requestID: "req_\(number)")
                    #expect(reply.status == call.status)
                    let line = try #require(try await server.requestLine("req_\(number)"))
                    let fields = Fields(line)
                    #expect(fields["method"] == call.method)
                    #expect(fields["route"] == call.route)
                    #expect(fields["status"] == "\(call.status)")
                    #expect(fields["microseconds"].flatMap { Int($0) } != nil)
                    #expect(fields["key.id"] == (call.path == "/health" ? "none" : keyID))
                }
            }
        }

        @Test("a request that is refused, or that nothing answers, has its line too")
        func refused() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let stranger = server.partner("sk_test_" + String(repeating: "x", count: 40))
                #expect(try await stranger.call("GET", "/api/v3/events", requestID: "req_stranger").status == 401)
                #expect(try await partner.call("GET", "/nowhere/at/all", requestID: "req_nowhere").status == 404)
                #expect(try await partner.call("PUT", "/api/v3/carts", requestID: "req_put").status == 405)
                for (id, status) in [("req_stranger", "401"), ("req_nowhere", "404"), ("req_put", "405")] {
                    let line = try #require(try await server.requestLine(id))
                    let fields = Fields(line)
                    #expect(fields["status"] == status)
                    #expect(["method", "route", "microseconds", "key.id"].allSatisfy { fields[$0] != nil })
                    #expect(!line.contains("nowhere/at"))
                }
            }
        }

        @Test("no line holds a key, a contact, a payment or a barcode, whatever is asked and however it is refused")
        func secrets() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let stranger = server.partner("sk_test_" + String(repeating: "x", count: 40))
                let cart: CartBody = try await partner.hold(["Stalls-A-1": 1, "pit": 2]).data()
                let checkout = OrderCreateBody(
                    cartId: cart.id, expectedTotal: cart.total, contact: House.buyer,
                    payment: PaymentBody(method: "card", reference: "pay_4242424242"))
                let order: OrderBody = try await partner.post("/api/v3/orders", checkout).data()

                #expect(try await partner.post("/api/v3/orders", checkout).status == 409)
                #expect(try await stranger.post("/api/v3/orders", checkout).status == 401)
                var wrong = checkout
                wrong.contact.email += " and another"
                #expect(try await partner.post("/api/v3/orders", wrong).status == 400)
                let email = House.buyer.email
                #expect(try await partner.get("/api/v3/orders?email=\(email)").status == 200)
                #expect(try await partner.get("/api/v3/orders?email=\(email)&limit=0").status == 400)
                #expect(try await partner.get("/api/v3/nothing/\(email)").status == 404)
                #expect(try await server.partner(nil).get("/\(email)?key=\(partner.key ?? "")").status == 404)

                let log = try await server.stop().errors
                #expect(log.split(separator: "\n").filter { $0.contains("route=/api/v3/orders") }.count == 6)
                let barcodes = order.items.compactMap(\.tickets).flatMap { $0 }.map(\.barcode.value)
                #expect(barcodes.count == 3)
                let contact = ["Ophelia", "Quince", "ophelia.quince", "+447700900123", "447700900123"]
                let secret = try #require(partner.key).dropFirst("sk_test_".count)
                for hidden in barcodes + contact + ["pay_4242424242", "xxxxxxxxxx", String(secret)] {
                    #expect(!log.contains(hidden))
                }
                #expect(!log.contains("sk_test_"))
            }
        }

        @Test("each line is there as soon as its request was answered, also through a pipe")
        func atOnce() async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse()
                let port = try LoopbackSocket.freePort()
                // Whatever `cat` got is in its file at once: it does not gather lines.
                let pipeline = try here.start(
                    "/bin/bash",
                    ["-c", "exec \"$0\" serve --port \(port) 2> >(exec cat >log)", Program.path])
                let partner = Partner(address: "http://127.0.0.1:\(port)", key: key)
                try await eventually("the server answers") { try await partner.answers("/health") }
                #expect(try await partner.call("GET", "/api/v3/events", requestID: "req_piped").status == 200)
                try await eventually("the line came through", within: .seconds(1)) {
                    try String(decoding: here.contents("log"), as: UTF8.self).contains("request.id=req_piped")
                }
                pipeline.signal(SIGTERM)
                #expect(try await pipeline.finished().status == 0)
            }
        }
    }
}

/// `name=value` of a log line.
private struct Fields {
    private let values: [String: String]

    init(_ line: String) {
        let pairs = line.split(separator: " ").compactMap { word -> (String, String)? in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
        }
        values = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    subscript(name: String) -> String? { values[name] }
}

extension Server {
    /// The one line of a request. A line is written when the answer is ready, perhaps just after it was sent.
    fileprivate func requestLine(_ id: String) async throws -> String? {
        try await eventually("\(id) is logged") { !lines(of: id).isEmpty }
        #expect(lines(of: id).count == 1)
        return lines(of: id).first
    }

    private func lines(of id: String) -> [String] {
        requestLines.filter { $0.split(separator: " ").contains("request.id=\(id)") }
    }
}

extension Workplace {
    /// Of the one key that was made here.
    fileprivate func keyID() async throws -> String {
        let listed = try await run("keys", "list").output.split(separator: "\n")
        return String(try #require(listed.last?.split(separator: " ").first))
    }
}
