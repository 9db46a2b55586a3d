import BoxOfficeDomain
import Dispatch
import Logging
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes a line an event to standard error: the moment in UTC, the level, the message, and its metadata by name.
struct LogLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = "\(Self.timestamp) \(event.level) \(event.message)"
        let metadata = metadata.isEmpty ? event.metadata ?? [:] : metadata.merging(event.metadata ?? [:]) { $1 }
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) {
            line += " "
            line += name
            line += "="
            line += value.description
        }
        if let error = event.error { line += " error=\(String(reflecting: error))" }
        // On one line, whatever was logged.
        if line.utf8.contains(UInt8(ascii: "\n")) { line = line.split(separator: "\n").joined(separator: " | ") }
        line += "\n"
        LogPaper.shared.print(line)
    }

    /// `2026-12-15T19:30:00.125Z`
    private static var timestamp: String {
        let now = Assembly.systemClock()
        let milliseconds = String(now.microseconds / 1000 % 1000)
        let zeros = String(repeating: "0", count: 3 - milliseconds.count)
        return "\(now.description.dropLast()).\(zeros)\(milliseconds)Z"
    }
}

/// Standard error, written to by one thread: what comes while it writes goes out together.
///
/// So a busy server does not wait for its log. A line is on its way at once; what a `kill -9` takes along is what came
/// in the last moment.
final class LogPaper: Sendable {
    static let shared = LogPaper()

    private let waiting = Mutex<[UInt8]>([])
    private let queue = DispatchQueue(label: "log")

    /// Bytes that wait while whoever reads the log is slow. Further lines are written by those who log them.
    private static let waitingMax = 1 << 20

    func print(_ line: String) {
        let (isFirst, isFull) = waiting.withLock { waiting in
            let wasEmpty = waiting.isEmpty
            waiting.append(contentsOf: line.utf8)
            return (wasEmpty, waiting.count > Self.waitingMax)
        }
        if isFull {
            flush()
        } else if isFirst {
            queue.async { self.write() }
        }
    }

    /// Returns when everything that was logged is written.
    func flush() {
        queue.sync { write() }
    }

    private func write() {
        let bytes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Self.write($0) }
            if written < 0 {
                if errno == EINTR { continue }
                // Nobody reads the log any more; what is sold does not depend on it.
                return
            }
            rest = rest.dropFirst(written)
        }
    }

    private static func write(_ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        #else
            Darwin.write(STDERR_FILENO, bytes.baseAddress, bytes.count)
        #endif
    }
}
