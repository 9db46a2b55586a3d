extension Scenario {
    static let thousandDates = Scenario(
        name: "thousand-dates",
        about: "1,000 occurrences of 1,200 seats on sale: start, and memory after a browse of each"
    ) { bench in
        let houses = House.thousandDates
        let first = try await bench.server("dates", houses)
        let key = first.requests.key
        await first.process.stop()
        var starts: [Double] = []
        var resident: [Double] = []
        var server = first
        var runs: [Run] = []
        for number in 0..<bench.settings.runs {
            let begin = ContinuousClock.now
            server = try await bench.start(on: first.database, key: key, houses[0])
            starts.append((ContinuousClock.now - begin) / .milliseconds(1))
            bench.progress("1,000 occurrences, browse of each, run \(number + 1)")
            let paths = houses.flatMap { house in
                [house.occurrencesPath] + (0..<house.occurrences).map(house.inventoryPath)
            }
            var load = bench.settings.load(
                server, connections: 8, script: Scripts.each(paths.map(server.requests.get)))
            (load.seconds, load.warmUpSeconds) = (nil, 0)
            runs.append(try await server.measure(load))
            resident.append(try ProcessUsage(of: server.process.id).residentMegabytes)
            await server.process.stop()
        }
        var start = Row("1,000 occurrences of 1,200 seats: start to first answer")
        start.max = starts.median
        start.target = .init(text: "< 2000 ms", isMet: starts.median < 2000)
        var browse = Row("  first browse of each, 8 connections", runs)
        browse.resident = resident.median
        browse.target = .init(text: "RSS < 150 MB", isMet: resident.median < 150)
        return [start, browse]
    }
}
