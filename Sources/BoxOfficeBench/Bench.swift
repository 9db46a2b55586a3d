import Foundation
import NIOCore

/// What all scenarios work with: the settings, a folder on the disk that is measured, and the servers that run.
final class Bench {
    let settings: BenchSettings
    let folder: Folder
    let databases: Databases
    private var servers: [String: Server] = [:]
    private var bareServers: [Server] = []
    /// What is drawn when all is done: curves of latency over load, and sales in each second.
    var pictures: [Picture] = []
    var salesOverTime: [(name: String, perSecond: [Int])] = []
    private var stadiumsUsed = 0
    private var clubsUsed = 0

    init(_ settings: BenchSettings) throws {
        self.settings = settings
        self.folder = try Folder(in: settings.folder)
        self.databases = try Databases(address: settings.database, folder: folder)
    }

    /// Our server on a database of its own, which holds these houses and nothing else when it is first asked for.
    ///
    /// - Parameter prepare: what else the database gets before the server starts.
    func server(
        _ name: String, _ houses: [House], prepare: (String) async throws -> Void = { _ in }
    ) async throws -> Server {
        if let server = servers[name] { return server }
        let database = try await databases.make(name)
        let catalogue = folder.file("\(name).yaml")
        try CatalogueText.text(of: houses).write(toFile: catalogue, atomically: false, encoding: .utf8)
        progress("\(name): importing \(houses.reduce(0) { $0 + $1.occurrences }) occurrences")
        try await command(["catalogue", "import", catalogue, "--database", database])
        try await prepare(database)
        let key = try await command([
            "keys", "create", "--retailer", CatalogueText.retailerID, "--database", database,
        ])
        let server = try await start(on: database, key: key, houses[0])
        servers[name] = server
        return server
    }

    /// Starts our server, and waits until it answers a browse of this house.
    func start(on database: String, key: String, _ house: House) async throws -> Server {
        let port = try await Server.freePort()
        let process = try ChildProcess(
            settings.server,
            ["serve", "--database", database, "--port", "\(port)", "--rate-limit", "off"],
            errors: settings.log)
        let requests = Requests(key: key)
        let answer = try await Server.awaitAnswer(
            requests.get(house.occurrencesPath), port: port, process: process)
        guard answer.status == 200 else { throw BenchFailure("A browse of a fresh server is \(answer.status).") }
        return Server(process: process, port: port, requests: requests, database: database)
    }

    /// A bare server that answers each path with those bytes, and opens that cart.
    func bareServer(answering answers: [String: Answer] = [:], cart: Answer? = nil) async throws -> Server {
        let port = try await Server.freePort()
        var arguments = ["bare", "--port", "\(port)"]
        for (index, (path, answer)) in answers.sorted(by: { $0.key < $1.key }).enumerated() {
            arguments.append("\(path)=\(try keep(answer, in: "answer-\(port)-\(index)"))")
        }
        if let cart { arguments += ["--cart", try keep(cart, in: "cart-\(port)")] }
        let process = try ChildProcess(settings.program, arguments)
        let requests = Requests(key: servers.values.first?.requests.key ?? "none")
        _ = try await Server.awaitAnswer(requests.get("/"), port: port, process: process)
        let server = Server(process: process, port: port, requests: requests, database: "")
        bareServers.append(server)
        return server
    }

    /// Lets the database prove that nothing was sold twice or lost. Answers how long it took, in seconds.
    ///
    /// - Throws: ``BenchFailure`` when something was.
    @discardableResult
    func audit(_ server: Server) async throws -> Double {
        let start = ContinuousClock.now
        do {
            try await command(["audit", "--database", server.database])
        } catch {
            throw BenchFailure("THE AUDIT OF \(server.database) FAILED: \(error)")
        }
        return (ContinuousClock.now - start) / .seconds(1)
    }

    /// A stadium's occurrence of which nothing was held before, in any database.
    func nextStadium() throws -> Int {
        stadiumsUsed += 1
        guard stadiumsUsed <= House.stadium.occurrences else { throw Self.tooManyRuns }
        return stadiumsUsed - 1
    }

    func nextClubs(_ count: Int) throws -> Range<Int> {
        clubsUsed += count
        guard clubsUsed <= House.club.occurrences else { throw Self.tooManyRuns }
        return clubsUsed - count..<clubsUsed
    }

    private static let tooManyRuns = BenchFailure("No seats are left for so many --runs.")

    func stopBareServers() async {
        for server in bareServers { await server.process.stop() }
        bareServers = []
    }

    func progress(_ text: String) {
        FileHandle.standardError.write(Data("bench: \(text)\n".utf8))
    }

    /// Runs one of our commands to its end, and answers what it printed.
    @discardableResult
    private func command(_ arguments: [String]) async throws -> String {
        let (output, errors) = (folder.file("output"), folder.file("errors"))
        let process = try ChildProcess(settings.server, arguments, output: output, errors: errors)
        let status = await process.exitStatus()
        let printed = try String(contentsOfFile: output, encoding: .utf8)
        guard status == 0 else {
            let said = try String(contentsOfFile: errors, encoding: .utf8)
            let command = arguments.joined(separator: " ")
            throw BenchFailure("'boxoffice \(command)' exits with \(status): \(said)\(printed)")
        }
        return printed.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func keep(_ answer: Answer, in name: String) throws -> String {
        let path = folder.file(name)
        try Data(answer.body.readableBytesView).write(to: URL(filePath: path))
        return path
    }
}

/// How the bench is to be done.
struct BenchSettings: Sendable {
    var connections = 64
    /// That each run is counted.
    var seconds = 3.0
    var runs = 3
    /// Fewer seats and orders where that is what takes time.
    var isQuick = false
    /// The path of `boxoffice`, and of this program.
    var server: String
    var program: String
    /// Of a PostgreSQL, on which our servers get databases of their own; nil: files in the folder.
    var database: String?
    var folder: String
    /// Where our servers' log lines go; nil: nowhere.
    var log: String?

    func load(
        _ server: Server, connections: Int? = nil, calls: Int = 1, keepsBodies: Bool = false,
        script: @escaping @Sendable () -> LoadScript
    ) -> Load {
        Load(
            port: server.port, connections: connections ?? self.connections, calls: calls, seconds: seconds,
            keepsBodies: keepsBodies, script: script)
    }
}
