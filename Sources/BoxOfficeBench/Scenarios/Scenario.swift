/// Something that happens at a box office, measured.
struct Scenario: Sendable {
    let name: String
    let about: String
    let run: @Sendable (Bench) async throws -> [Row]

    static let all: [Scenario] = [
        hello, browseOccurrences, browseInventory, browseLargeInventory, browseWhileTaken, browseLargeWhileTaken,
        holdSeat, holdArea, holdAndBuy, sameSeats, holdChurn, houseSize, sellOut, millionOrders, thousandDates,
        loadCurve, postgreSQL,
    ]
}

extension Bench {
    /// The server on which most of it happens.
    func house() async throws -> Server {
        try await server("house", House.all)
    }

    /// The same load on both, one after the other, so that a mood of the machine hits both: A B A B.
    ///
    /// - Parameter loads: for each run the load of each server, in the servers' order.
    /// - Returns: for each server its runs.
    func alternate(
        _ name: String, _ servers: [Server], loads: (Int) throws -> [Load]
    ) async throws -> [[Run]] {
        var runs = servers.map { _ in [Run]() }
        for number in 0..<settings.runs {
            progress("\(name), run \(number + 1) of \(settings.runs)")
            for (index, load) in try loads(number).enumerated() {
                runs[index].append(try await servers[index].measure(load))
            }
        }
        return runs
    }
}
