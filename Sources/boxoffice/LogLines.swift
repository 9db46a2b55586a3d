import BoxOfficeDomain
import Logging

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Writes a line an event to standard error: the moment in UTC, the level, the message, and its metadata by name.
///
/// Each line is one write, so that those of several threads never mix and none waits in a buffer when the process dies.
struct LogLines: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = "\(Self.timestamp) \(event.level) \(event.message)"
        let metadata = metadata.merging(event.metadata ?? [:]) { $1 }
        for (name, value) in metadata.sorted(by: { $0.key < $1.key }) { line += " \(name)=\(value)" }
        if let error = event.error { line += " error=\(String(reflecting: error))" }
        Self.write(line.replacingNewlines + "\n")
    }

    /// `2026-12-15T19:30:00.125Z`
    private static var timestamp: String {
        let now = Assembly.systemClock()
        let milliseconds = String(now.microseconds / 1000 % 1000)
        let zeros = String(repeating: "0", count: 3 - milliseconds.count)
        return "\(now.description.dropLast()).\(zeros)\(milliseconds)Z"
    }

    private static func write(_ line: String) {
        #if canImport(Glibc)
            let write = Glibc.write
        #else
            let write = Darwin.write
        #endif
        var rest = Array(line.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                // Nobody reads the log any more; what is sold does not depend on it.
                return
            }
            rest = rest.dropFirst(written)
        }
    }
}

extension String {
    /// On one line, whatever was logged.
    fileprivate var replacingNewlines: String {
        utf8.contains(UInt8(ascii: "\n")) ? split(separator: "\n").joined(separator: " | ") : self
    }
}
