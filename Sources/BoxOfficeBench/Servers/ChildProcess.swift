import Dispatch
import Foundation
import Synchronization

/// A program that the bench started, and that ends with it.
final class ChildProcess: Sendable {
    private let process = Process()

    var id: pid_t { process.processIdentifier }

    /// Those that may still run.
    private static let running = Mutex<[pid_t: ChildProcess]>([:])

    /// Starts a program. What it prints goes to files; where none is named, nowhere.
    init(_ program: String, _ arguments: [String], output: String? = nil, errors: String? = nil) throws {
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.file(output)
        process.standardError = try Self.file(errors)
        try process.run()
        Self.running.withLock { $0[id] = self }
    }

    /// Waits for its end, and answers its exit status.
    func exitStatus() async -> Int32 {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { [self] in
                process.waitUntilExit()
                Self.running.withLock { _ = $0.removeValue(forKey: id) }
                continuation.resume(returning: process.terminationStatus)
            }
        }
    }

    /// Asks it to stop, and waits until it has; one that does not obey is killed.
    func stop() async {
        let id = id
        process.terminate()
        let deadline = DispatchWorkItem { kill(id, SIGKILL) }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.obeysWithinSecondsMax, execute: deadline)
        _ = await exitStatus()
        deadline.cancel()
    }

    private static let obeysWithinSecondsMax = 20.0

    /// Stops everything that still runs.
    static func stopAll() async {
        for child in running.withLock({ Array($0.values) }) { await child.stop() }
    }

    /// Stops everything that still runs when the bench is interrupted. The sources must be kept.
    static func stopAllWhenInterrupted() -> [any DispatchSourceSignal] {
        [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                for child in running.withLock({ $0.keys }) { kill(child, SIGKILL) }
                Folder.removeAll()
                Foundation.exit(128 + number)
            }
            source.resume()
            return source
        }
    }

    private static func file(_ path: String?) throws -> FileHandle {
        guard let path else { return FileHandle.nullDevice }
        // Opened, not made anew: it may be a device.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchFailure("\(path) cannot be written") }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}

/// What a process used so far.
struct ProcessUsage {
    /// Of both kinds: its own and the system's for it.
    let cpuSeconds: Double
    /// Megabytes (10^6 bytes) in memory now, and at the most.
    let residentMegabytes: Double
    let residentMegabytesMax: Double

    init(of id: pid_t) throws {
        // `pid (name) state ...`: the name may have spaces, so fields count from its end.
        let stat = try String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw BenchFailure("/proc/\(id)/stat is not as expected")
        }
        cpuSeconds = (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
        let status = try String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
        func megabytes(_ name: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return (line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first).flatMap { Double($0) }
                .map { $0 * 1024 / 1e6 } ?? 0
        }
        residentMegabytes = megabytes("VmRSS")
        residentMegabytesMax = megabytes("VmHWM")
    }
}

/// The bench cannot go on; the text says why.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
