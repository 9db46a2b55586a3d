extension Scenario {
    static let thousandDates = Scenario(
        name: "thousand-dates",
        about: "1,000 occurrences of 1,200 seats on sale: start, and memory after a browse of each"
    ) { bench in
        let houses = House.thousandDates
        var server = try await bench.server("dates", houses)
        var starts: [Double] = []
        for _ in 0..<bench.settings.runs {
            await server.process.stop()
            let begin = ContinuousClock.now
            server = try await bench.start(on: server.database, key: server.requests.key, houses[0])
            starts.append((ContinuousClock.now - begin) / .milliseconds(1))
        }
        bench.progress("1,000 occurrences, a browse of each")
        let paths = houses.flatMap { house in
            [house.occurrencesPath] + (0..<house.occurrences).map(house.inventoryPath)
        }
        var load = bench.settings.load(
            server, connections: 8, script: Scripts.each(paths.map(server.requests.get)))
        (load.seconds, load.warmUpSeconds) = (nil, 0)
        var browse = Row("  first browse of each, 8 connections", [try await server.measure(load)])
        let resident = browse.resident ?? 0
        browse.target = .init(text: "RSS < 150 MB", isMet: resident < 150)
        var start = Row("1,000 occurrences of 1,200 seats: start to first answer")
        start.max = starts.median
        start.target = .init(text: "< 2000 ms", isMet: starts.median < 2000)
        await server.process.stop()
        return [start, browse]
    }
}
