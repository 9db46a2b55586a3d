import NIOCore

extension Scenario {
    static let hello = Scenario(
        name: "hello", about: "a bare route that answers 13 bytes: what the load costs itself, to check with wrk"
    ) { bench in
        _ = try await bench.house()
        let path = "/hello"
        let answer = Answer(status: 200, location: nil, bodyBytes: 13, body: .init(string: "{\"data\": \"hi\"}"))
        let bare = try await bench.bareServer(answering: [path: answer])
        let runs = try await bench.alternate("hello", [bare]) { _ in
            [bench.settings.load(bare, script: Scripts.again(bare.requests.get(path)))]
        }
        return [Row("bare route, 13 bytes, \(bench.settings.connections) connections", runs[0])]
    }

    static let browseOccurrences = Scenario(
        name: "browse-occurrences", about: "the dates of an event, nothing being sold"
    ) { bench in
        try await browse(
            bench, "browse occurrences (\(House.theatre.occurrences))", House.theatre.occurrencesPath, atLeast: 0.9)
    }

    static let browseInventory = Scenario(
        name: "browse-inventory", about: "the seats of a house of 1,200, nothing being sold"
    ) { bench in
        try await browse(bench, "browse inventory, 1,200 seats", House.theatre.inventoryPath(0), atLeast: 0.9)
    }

    static let browseLargeInventory = Scenario(
        name: "browse-large-inventory", about: "the seats of a house of 20,000, nothing being sold"
    ) { bench in
        try await browse(
            bench, "browse inventory, 20,000 seats", House.arena.inventoryPath(0),
            connections: min(bench.settings.connections, largeAnswerReaders))
    }

    /// An answer has megabytes: more at once would only measure the memory's speed.
    static let largeAnswerReaders = 4

    /// The same GET again and again, beside a bare route that answers the same bytes.
    private static func browse(
        _ bench: Bench, _ what: String, _ path: String, connections: Int? = nil, atLeast least: Double? = nil
    ) async throws -> [Row] {
        let server = try await bench.house()
        let request = server.requests.get(path)
        let answer = try await Load.fetch(request, port: server.port)
        guard answer.status == 200 else { throw BenchFailure("GET \(path) is \(answer.status)") }
        let bare = try await bench.bareServer(answering: [path: answer])
        let runs = try await bench.alternate(what, [server, bare]) { _ in
            [server, bare].map { bench.settings.load($0, connections: connections, script: Scripts.again(request)) }
        }
        let text = "\(what), \(answer.bodyBytes / 1000) KB, \(connections ?? bench.settings.connections) connections"
        return [Row(text, runs[0]).compared(runs[0], with: runs[1], "bare route", atLeast: least)]
    }
}
