import Foundation

/// Where our servers keep what they sell: files in a folder, or databases of a PostgreSQL, each empty at first.
struct Databases: Sendable {
    /// Of a database of that PostgreSQL, by whose address others are made beside it; nil: files.
    let address: String?
    let folder: Folder

    /// - Throws: ``BenchFailure`` when the address is none.
    init(address: String?, folder: Folder) throws {
        self.address = address
        self.folder = folder
        guard let address else { return }
        guard address.hasPrefix("postgres"), URLComponents(string: address)?.host != nil else {
            throw BenchFailure("--database is '\(address)'; it must be postgres://USER@HOST:PORT/NAME.")
        }
    }

    /// What a server gets as `--database`.
    func make(_ name: String) async throws -> String {
        guard let address, var components = URLComponents(string: address) else {
            return folder.file("\(name).sqlite")
        }
        let database = Self.prefix + name
        try await command("DROP DATABASE IF EXISTS \(database)")
        try await command("CREATE DATABASE \(database)")
        components.path = "/\(database)"
        return components.string ?? address
    }

    /// Leaves the PostgreSQL as it was. No server may be running.
    func removeAll() async throws {
        guard address != nil else { return }
        for name in try await command("SELECT datname FROM pg_database WHERE datname LIKE '\(Self.prefix)%'") {
            try await command("DROP DATABASE \(name)")
        }
    }

    private static let prefix = "boxoffice_bench_"

    /// Runs SQL that no transaction may hold, and answers its lines.
    @discardableResult
    private func command(_ sql: String) async throws -> [String] {
        try await ChildProcess.output(
            of: "psql", [address ?? "", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", sql], in: folder)
    }
}

/// The same writes as ours by PostgreSQL's own bench: one transaction a hold, sixteen clients.
struct PGBench: Sendable {
    let database: String
    let folder: Folder
    let seconds: Double

    private static let clients = 16

    /// Transactions a second of that script.
    func perSecond(_ name: String, _ script: String) async throws -> Double {
        let path = folder.file("\(name).pgbench")
        // Of each client, so that it takes about as long. Its own clock is a signal that our threads' children block.
        let transactions = Int(seconds * 200)
        try script.write(toFile: path, atomically: false, encoding: .utf8)
        let lines = try await ChildProcess.output(
            of: "pgbench",
            [
                "-n", "-c", "\(Self.clients)", "-j", "1", "-M", "prepared", "-t", "\(transactions)", "-f", path,
                database,
            ], in: folder)
        for line in lines where line.hasPrefix("tps = ") {
            if let rate = Double(line.dropFirst("tps = ".count).prefix { $0 != " " }) { return rate }
        }
        throw BenchFailure("pgbench says no rate: \(lines)")
    }
}

extension ChildProcess {
    /// Runs a program of the system to its end, and answers the lines that it printed.
    static func output(of program: String, _ arguments: [String], in folder: Folder) async throws -> [String] {
        let (output, errors) = (folder.file("\(program).output"), folder.file("\(program).errors"))
        let process = try ChildProcess("/usr/bin/env", [program] + arguments, output: output, errors: errors)
        let status = await process.exitStatus()
        guard status == 0 else {
            let said = try String(contentsOfFile: errors, encoding: .utf8)
            throw BenchFailure("'\(program)' exits with \(status): \(said)")
        }
        return try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
