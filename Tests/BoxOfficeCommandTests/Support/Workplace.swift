import BoxOfficeTestSupport
import Foundation
import GRDB
import Synchronization
import Testing

/// A folder in which commands are run, as a seller would: what they leave there goes when the test does, and so does
/// every process that still runs, whether the test passed or not.
final class Workplace: Sendable {
    let folder: URL
    /// What commands find when nobody names another; nil is a file in the folder.
    let server: PostgreSQLDatabase?
    private let address: String?
    private let running = Mutex<[Running]>([])

    private init(_ server: PostgreSQLDatabase?, _ address: String?) throws {
        self.server = server
        self.address = address ?? server?.address
        folder = FileManager.default.temporaryDirectory.appending(path: "boxoffice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// - Parameter address: of the database on which commands work here when they are not told; nil is one of its own.
    static func open(on address: String? = nil, _ body: (Workplace) async throws -> Void) async throws {
        let server = address == nil && Engine.isPostgreSQL ? try await PostgreSQLDatabase() : nil
        let workplace = try Workplace(server, address)
        defer { workplace.close() }
        try await body(workplace)
    }

    private func close() {
        for process in running.withLock({ $0 }) { process.signal(SIGKILL) }
        // What cannot be removed is in the system's folder for such things.
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts the built program. The environment is the tests' own, without what would be a setting.
    ///
    /// - Parameter terminal: where it asks and reports; nil is that nobody is there.
    func start(
        _ arguments: [String], environment: [String: String] = [:], at terminal: PseudoTerminal? = nil
    ) throws -> Running {
        try start(Program.path, arguments, environment: environment, at: terminal)
    }

    func start(
        _ executable: String, _ arguments: [String], environment: [String: String] = [:],
        at terminal: PseudoTerminal? = nil
    ) throws -> Running {
        let number = running.withLock { $0.count }
        let database = address.map { ["BOXOFFICE_DATABASE": $0] } ?? [:]
        let process = try Running(
            executable, arguments, in: folder, environment: database.merging(environment) { $1 },
            output: folder.appending(path: ".output-\(number)"), errors: folder.appending(path: ".errors-\(number)"),
            at: terminal)
        running.withLock { $0.append(process) }
        return process
    }

    /// Runs a command to its end.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> Finished {
        try await start(arguments, environment: environment).finished()
    }

    /// What commands call the database.
    var databaseName: String { server?.address ?? "boxoffice.sqlite" }

    /// Corrupts the rows.
    func damage(_ statement: String) throws {
        if let server {
            try server.run(statement)
        } else {
            let database = try DatabaseQueue(path: folder.appending(path: "boxoffice.sqlite").path)
            try database.writeWithoutTransaction { try $0.execute(sql: statement) }
            try database.close()
        }
    }

    /// Everything that is kept in the database, as bytes.
    func everythingKept() throws -> Data {
        if let server { return Data(try server.everything().utf8) }
        return try files.filter { $0.hasPrefix("boxoffice.sqlite") }.reduce(into: Data()) { $0 += try contents($1) }
    }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    func contents(_ name: String) throws -> Data {
        try Data(contentsOf: folder.appending(path: name))
    }

    func megabytes(_ name: String) throws -> Double {
        let size = try folder.appending(path: name).resourceValues(forKeys: [.fileSizeKey]).fileSize
        return Double(size ?? 0) / 1024 / 1024
    }

    /// Everything that a command left here, by name.
    var files: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }.sorted()
        }
    }
}

/// What was built beside this test bundle.
enum Program {
    /// The program under test.
    static let path = path(of: "boxoffice")

    static func path(of executable: String) -> String {
        let bundles = Bundle.allBundles.filter { $0.bundlePath.hasSuffix(".xctest") }
        let folder = bundles.first?.bundleURL.deletingLastPathComponent() ?? Bundle.main.bundleURL
        return folder.appending(path: executable).path
    }
}

/// What a command said, and how it ended.
struct Finished {
    let output: String
    let errors: String
    let status: Int32
}

/// A process whose output goes to files, where it can be read while it runs.
final class Running: Sendable {
    private let process: Process
    private let outputFile: URL
    private let errorsFile: URL

    fileprivate init(
        _ executable: String, _ arguments: [String], in folder: URL, environment: [String: String], output: URL,
        errors: URL, at terminal: PseudoTerminal?
    ) throws {
        outputFile = output
        errorsFile = errors
        process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment
            .filter { !$0.key.hasPrefix("BOXOFFICE_") }
            .merging(environment) { $1 }
        process.standardInput = terminal?.programsSide ?? FileHandle.nullDevice
        process.standardOutput = try Self.open(output)
        let errors = try Self.open(errors)
        process.standardError = terminal?.programsSide ?? errors
        try process.run()
    }

    private static func open(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    var output: String { Self.text(outputFile) }
    var errors: String { Self.text(errorsFile) }
    var isRunning: Bool { process.isRunning }
    var id: Int32 { process.processIdentifier }

    private static func text(_ file: URL) -> String {
        // A file that is not there has nothing in it.
        String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    }

    /// Only to this process, by its id, and only while it is this one's.
    func signal(_ number: Int32) {
        if process.isRunning { kill(process.processIdentifier, number) }
    }

    func finished() async throws -> Finished {
        try await eventually("the process ends") { !process.isRunning }
        return Finished(output: output, errors: errors, status: process.terminationStatus)
    }
}

/// What should have happened did not.
struct NeverHappened: Error, CustomStringConvertible {
    let description: String
}

/// Waits until something is so.
///
/// - Parameter deadline: the issue's own where it names one; otherwise far more than enough.
func eventually(
    _ what: String, within deadline: Duration = .seconds(20), _ isSo: () async throws -> Bool
) async throws {
    let start = ContinuousClock.now
    repeat {
        if try await isSo() { return }
        try await Task.sleep(for: .milliseconds(10))
    } while ContinuousClock.now - start < deadline
    throw NeverHappened(description: "\(what): not within \(deadline)")
}
