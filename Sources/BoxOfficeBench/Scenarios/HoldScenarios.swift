extension Scenario {
    static let holdSeat = Scenario(
        name: "hold-seat", about: "hold one seat, each call another, in a stadium of 50,000"
    ) { bench in
        let server = try await bench.house()
        let (bare, sample) = try await bareCarts(bench, server)
        var syncs: [Double] = []
        let runs = try await bench.alternate("hold one seat", [server, bare]) { _ in
            syncs.append(try bench.syncsPerSecond())
            let holds = try House.stadium.holds(
                0..<House.stadium.seatCount, occurrence: try bench.nextStadium(), server.requests)
            return [
                bench.settings.load(server, script: Scripts.each(holds)),
                bench.settings.load(bare, script: Scripts.around(sample)),
            ]
        }
        try await bench.audit(server)
        let row = Row("hold one seat, \(bench.settings.connections) connections", runs[0])
        let rates = runs[0].map { $0.perSecond() }
        return [
            row.compared(runs[0], with: runs[1], "bare decode and encode", atLeast: 0.5),
            Row("  durable writes", perSecond: rates.median).compared(rates, with: syncs, "fdatasync", atLeast: 1.5),
        ]
    }

    static let holdArea = Scenario(
        name: "hold-area", about: "hold one place of an area of a million, all from the same counter"
    ) { bench in
        let server = try await bench.house()
        let (bare, sample) = try await bareCarts(bench, server)
        let runs = try await bench.alternate("hold one place of an area", [server, bare]) { number in
            let hold = try server.requests.hold(House.field.wish(House.areaID, occurrence: number))
            return [
                bench.settings.load(server, script: Scripts.again(hold)),
                bench.settings.load(bare, script: Scripts.around(sample)),
            ]
        }
        try await bench.audit(server)
        return [
            Row("hold from one area, \(bench.settings.connections) connections", runs[0])
                .compared(runs[0], with: runs[1], "bare decode and encode")
        ]
    }

    static let holdChurn = Scenario(
        name: "hold-churn", about: "holds of a second that lapse and are taken again, over and over"
    ) { bench in
        let server = try await bench.house()
        let seats = try House.waitingRoom.holds(
            0..<House.waitingRoom.seatCount, occurrence: 0, server.requests, refusal: 409)
        let runs = try await bench.alternate("hold churn", [server]) { _ in
            var load = bench.settings.load(server, script: Scripts.around(seats))
            // Nothing lapses before.
            load.warmUpSeconds = 2
            return [load]
        }
        try await bench.audit(server)
        let refusals = runs[0].reduce(0) { $0 + $1.result.calls[0].refusals }
        return [Row("hold churn, holds of 1 s, 10,000 seats (\(refusals) too early)", runs[0])]
    }

    static let houseSize = Scenario(
        name: "house-size", about: "a hold's cost in a house of 50,000 seats against one of 500"
    ) { bench in
        let server = try await bench.house()
        let runs = try await bench.alternate("size of the house", [server, server]) { _ in
            let stadium = try House.stadium.holds(
                0..<House.stadium.seatCount, occurrence: try bench.nextStadium(), server.requests)
            let clubs = try bench.nextClubs(House.stadium.seatCount / House.club.seatCount).flatMap {
                try House.club.holds(0..<House.club.seatCount, occurrence: $0, server.requests)
            }
            return [stadium, clubs].map { bench.settings.load(server, script: Scripts.each($0)) }
        }
        try await bench.audit(server)
        return [
            Row("hold one seat in a house of 500", runs[1]),
            Row("hold one seat in a house of 50,000", runs[0]).costing(runs[0], against: runs[1], "a house of 500"),
        ]
    }

    /// A bare server that opens a cart like ours, and requests for it.
    static func bareCarts(_ bench: Bench, _ server: Server) async throws -> (Server, [LoadRequest]) {
        let seats = 0..<House.club.seatCount
        let holds = try House.club.holds(seats, occurrence: try bench.nextClubs(1).lowerBound, server.requests)
        let cart = try await Load.fetch(holds[0], port: server.port)
        guard cart.status == 201 else { throw BenchFailure("A hold is \(cart.status).") }
        return (try await bench.bareServer(cart: cart), holds)
    }
}

extension Row {
    /// With what one call costs against what it costs elsewhere: the inverse of their rates.
    func costing(_ runs: [Run], against others: [Run], _ name: String) -> Row {
        var row = self
        let ratio = zip(runs, others).map { $1.perSecond() / $0.perSecond() }.median
        row.ceiling = "the time of a hold in \(name)"
        row.ratio = ratio
        row.target = .ratio(ratio, atMost: 1.2)
        return row
    }
}

extension Bench {
    func syncsPerSecond() throws -> Double {
        try DiskSync.perSecond(in: folder, seconds: min(settings.seconds, 1))
    }
}
