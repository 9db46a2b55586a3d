import ArgumentParser
import Foundation

@main
struct Main: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "BoxOfficeBench",
        abstract: "Measure the box office, and what could be had on this machine, in one run.",
        discussion: "'BoxOfficeBench help measure' names every scenario and option.",
        subcommands: [Measure.self, BareServer.self],
        defaultSubcommand: Measure.self)
}

struct Measure: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure",
        abstract: "Drive servers on fresh databases over loopback and print one table.",
        discussion: """
            Every figure is a median of several runs. Where there is a ceiling, it is taken between those runs on the \
            same machine: a bare Hummingbird route that answers the same bytes, or decodes and encodes the same JSON \
            and does nothing; or the disk's own fdatasyncs a second. Read the ratios: what is per second differs \
            between machines, and between a machine's moods. The load shares the cores with the server.

            Scenarios, all unless some are named, but the curve only with --pictures and pgbench only with --database:
            \(Scenario.all.map { "  \($0.name): \($0.about)" }.joined(separator: "\n"))
            """)

    @Argument(help: ArgumentHelp("What to measure.", valueName: "SCENARIO"))
    var scenarios: [String] = []

    @Flag(help: "Shorter runs, a stadium's first 5,000 seats, 100,000 orders: to see that all works.")
    var quick = false

    @Option(help: "Connections of a closed loop.")
    var connections = 64

    @Option(help: "Seconds that each run is counted (default: 3, quick 1).")
    var seconds: Double?

    @Option(help: "Runs of each load.")
    var runs = 3

    @Option(
        help: ArgumentHelp(
            "A PostgreSQL on which the servers get databases of their own, made and dropped beside the one that is "
                + "named: postgres://USER@HOST:PORT/NAME (default: files in --folder).", valueName: "URL"))
    var database: String?

    @Option(help: "A folder on the disk to measure. What is written there is removed.")
    var folder = ".build/bench"

    @Option(help: "The boxoffice to measure (default: the one beside this program).")
    var server: String?

    @Option(help: "A file for the servers' log lines (default: nowhere, but they are written).")
    var log = "/dev/null"

    @Flag(help: "Print the table as Markdown.")
    var markdown = false

    @Option(
        help: ArgumentHelp(
            "Write pictures into this folder, and the table into its README.md; measures load-curve too.",
            valueName: "FOLDER"))
    var pictures: String?

    func run() async throws {
        let chosen = try chosenScenarios()
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        let server = server ?? program.deletingLastPathComponent().appending(path: "boxoffice").path
        guard FileManager.default.isExecutableFile(atPath: server) else {
            throw ValidationError("There is no \(server). Build it for release, or name it with --server.")
        }
        guard connections > 0, runs > 0, seconds ?? 1 > 0 else {
            throw ValidationError("--connections, --runs and --seconds are at least 1.")
        }
        let circumstances = try circumstances()
        let interruptions = ChildProcess.stopAllWhenInterrupted()
        let bench = try Bench(
            BenchSettings(
                connections: connections, seconds: seconds ?? defaultSeconds, runs: runs, isQuick: quick,
                server: server, program: program.path, database: database, folder: folder, log: log))
        let outcome: Result<Table, any Error>
        do {
            outcome = .success(try await measure(chosen, bench))
        } catch {
            outcome = .failure(error)
        }
        await ChildProcess.stopAll()
        try await bench.databases.removeAll()
        Folder.removeAll()
        interruptions.forEach { $0.cancel() }
        let table = try outcome.get()
        print("\(circumstances)\n\n\(markdown ? table.markdown : table.plain)")
        if let pictures { try Page(folder: pictures).write(table, bench, circumstances) }
        if table.rows.contains(where: { $0.errors > 0 }) {
            throw BenchFailure("There were errors: see the column.")
        }
    }

    /// What the figures depend on.
    private func circumstances() throws -> String {
        let load = try String(contentsOfFile: "/proc/loadavg", encoding: .utf8).split(separator: " ").first ?? "?"
        let day = Date.now.formatted(.iso8601.year().month().day())
        let cores = ProcessInfo.processInfo.activeProcessorCount
        return "\(day), \(cores) cores, load average before it \(load), \(quick ? "quick, " : "")\(runs) runs of "
            + "\(seconds ?? defaultSeconds) s"
    }

    private var defaultSeconds: Double { quick ? 1 : 3 }

    private func measure(_ scenarios: [Scenario], _ bench: Bench) async throws -> Table {
        var rows: [Row] = []
        for scenario in scenarios {
            rows += try await scenario.run(bench)
            await bench.stopBareServers()
        }
        return Table(rows: rows)
    }

    private func chosenScenarios() throws -> [Scenario] {
        guard !scenarios.isEmpty else {
            return Scenario.all.filter { scenario in
                switch scenario.name {
                case Scenario.loadCurve.name: pictures != nil
                case Scenario.postgreSQL.name: database != nil
                default: true
                }
            }
        }
        return try scenarios.map { name in
            guard let scenario = Scenario.all.first(where: { $0.name == name }) else {
                throw ValidationError("There is no scenario '\(name)'; 'help measure' lists them.")
            }
            return scenario
        }
    }
}
