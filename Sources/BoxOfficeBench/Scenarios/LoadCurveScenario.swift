extension Scenario {
    static let loadCurve = Scenario(
        name: "load-curve", about: "latency over load, in an open loop, for the pictures"
    ) { bench in
        let server = try await bench.house()
        let inventory = server.requests.get(House.theatre.inventoryPath(0))
        return try await curve(bench, server, "browse-inventory", "An inventory of 1,200 seats") {
            Scripts.again(inventory)
        }
            + curve(bench, server, "hold-seat", "Holding one seat") {
                Scripts.each(
                    try House.stadium.holds(
                        0..<House.stadium.seatCount, occurrence: try bench.nextStadium(), server.requests))
            }
    }

    private static let shares = [0.1, 0.25, 0.4, 0.55, 0.7, 0.8, 0.9, 1.0, 1.1, 1.25]

    /// Finds what the server can do in a closed loop, then offers it shares of that, whether it keeps up or not.
    private static func curve(
        _ bench: Bench, _ server: Server, _ name: String, _ title: String,
        script: () throws -> @Sendable () -> LoadScript
    ) async throws -> [Row] {
        let capacity = try await server.measure(bench.settings.load(server, script: script())).perSecond()
        var rows: [Row] = []
        var (middles, tails) = ([(x: Double, y: Double)](), [(x: Double, y: Double)]())
        for share in shares {
            let rate = (capacity * share).rounded()
            bench.progress("\(name) at \(Int(rate)) a second")
            var load = bench.settings.load(server, connections: connectionsMax, script: try script())
            load.requestsPerSecond = rate
            let run = try await server.measure(load)
            rows.append(Row("\(name), open loop at \(Int(share * 100)) % of \(Int(capacity))/s", [run]))
            middles.append((rate, run.milliseconds(0.5)))
            tails.append((rate, run.milliseconds(0.99)))
        }
        bench.pictures.append(
            Picture(
                name: "latency-\(name)", title: "\(title): latency over load", across: "requests a second",
                up: "milliseconds", lines: [.init(name: "p50", points: middles), .init(name: "p99", points: tails)],
                isLogarithmic: true))
        return rows
    }

    /// Requests under way at once in an open loop; what is due beyond that waits, and its wait is counted.
    private static let connectionsMax = 128
}
