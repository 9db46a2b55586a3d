import Foundation

extension Scenario {
    static let holdAndBuy = Scenario(
        name: "hold-and-buy", about: "hold one seat, then buy it: whole sales"
    ) { bench in
        let server = try await bench.house()
        var syncs: [Double] = []
        let runs = try await bench.alternate("hold and buy", [server]) { _ in
            syncs.append(try bench.syncsPerSecond())
            let holds = try House.stadium.holds(
                0..<House.stadium.seatCount, occurrence: try bench.nextStadium(), server.requests)
            return [bench.settings.load(server, calls: 2, script: Scripts.sales(holds, server.requests))]
        }[0]
        try await bench.audit(server)
        var (hold, order) = (Row("  of them holds", runs), Row("  of them orders", runs, call: 1))
        hold.target = .p99(hold.p99, below: 50)
        order.target = .p99(order.p99, below: 50)
        let sales = runs.map { $0.perSecond(1) }
        let writes = runs.map { $0.perSecond(0) + $0.perSecond(1) }
        let whole = Row("hold and buy, \(bench.settings.connections) connections", perSecond: sales.median)
        let durable = Row("  durable writes", perSecond: writes.median)
        return [
            whole.compared(sales, with: syncs, "fdatasync", atLeast: 0.7),
            hold, order,
            durable.compared(writes, with: syncs, "fdatasync", atLeast: 1.5),
        ]
    }

    static let sameSeats = Scenario(
        name: "same-100-seats", about: "everyone wants the same 100 seats: 100 are sold, nobody else waits long"
    ) { bench in
        let server = try await bench.house()
        let (wanted, rounds) = (100, bench.settings.isQuick ? 20 : 100)
        let runs = try await bench.alternate("the same 100 seats", [server]) { _ in
            let holds = try House.club.holds(
                0..<wanted, occurrence: try bench.nextClubs(1).lowerBound, server.requests, refusal: 409)
            let attempts = (0..<rounds).flatMap { _ in holds }
            var load = bench.settings.load(server, calls: 2, script: Scripts.sales(attempts, server.requests))
            (load.seconds, load.warmUpSeconds) = (nil, 0)
            return [load]
        }[0]
        try await bench.audit(server)
        var row = Row("the same 100 seats, \(bench.settings.connections) connections", runs)
        // Each seat is sold, and once.
        for run in runs {
            row.errors += abs(run.result.calls[0].expected - wanted) + abs(run.result.calls[1].expected - wanted)
        }
        return [row, Row("  of them orders", runs, call: 1)]
    }

    static let sellOut = Scenario(
        name: "sell-out", about: "a stadium of 50,000 from the first seat to the last, one a sale; then the audit"
    ) { bench in
        let server = try await bench.server("stadium", House.stadiumAlone)
        return try await sellOut(bench, server, "no order before")
    }

    static let millionOrders = Scenario(
        name: "million-orders", about: "the same with 1,000,000 orders in the database, and what a hold costs then"
    ) { bench in
        let empty = try await bench.server("stadium", House.stadiumAlone)
        let orders = bench.settings.isQuick ? 100_000 : 1_000_000
        let full = try await bench.server("million", House.stadiumAlone) { database in
            bench.progress("million: writing \(orders) orders")
            try await SoldOrders.write(orders, to: database)
        }
        let runs = try await bench.alternate("a hold beside \(orders) orders", [full, empty]) { _ in
            let stadium = try bench.nextStadium()
            return try [full, empty].map {
                bench.settings.load(
                    $0,
                    script: Scripts.each(
                        try House.stadium.holds(0..<House.stadium.seatCount, occurrence: stadium, $0.requests)))
            }
        }
        let hold = Row("hold one seat beside \(orders) orders", runs[0])
            .costing(runs[0], against: runs[1], "an empty database")
        return try await sellOut(bench, full, "\(orders) orders before")
            + [Row("hold one seat beside no order", runs[1]), hold]
    }

    private static func sellOut(_ bench: Bench, _ server: Server, _ circumstance: String) async throws -> [Row] {
        let seats = bench.settings.isQuick ? 5_000 : House.stadium.seatCount
        bench.progress("selling \(seats) seats, \(circumstance)")
        var load = bench.settings.load(
            server, calls: 2,
            script: Scripts.sales(
                try House.stadium.holds(0..<seats, occurrence: try bench.nextStadium(), server.requests),
                server.requests))
        (load.seconds, load.warmUpSeconds) = (nil, 0)
        let run = try await server.measure(load)
        bench.progress("auditing, \(circumstance)")
        let auditSeconds = try await bench.audit(server)
        bench.salesOverTime.append((circumstance, run.result.calls[1].expectedBySecond))
        var row = Row("sell out \(seats) seats, \(circumstance): sales", [run], call: 1)
        row.errors = run.result.errors + abs(run.result.calls[1].expected - seats)
        var audit = Row("  the audit after it")
        audit.max = auditSeconds * 1000
        return [row, Row("  of them holds", [run]), audit]
    }
}
