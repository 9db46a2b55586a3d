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
        var line: [UInt8] = []
        line.reserveCapacity(Self.usualLength)
        line.append(" ", event.level.rawValue, " ", event.message.description)
        if let more = metadata.isEmpty
            ? event.metadata : metadata.merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
        {
            for (name, value) in more.sorted(by: { $0.key < $1.key }) {
                line.append(" ", name, "=", value.description)
            }
        }
        if let error = event.error { line.append(" error=", String(reflecting: error)) }
        LogPaper.shared.print(line, at: Assembly.systemClock())
    }

    private static let usualLength = 250
}

extension [UInt8] {
    fileprivate mutating func append(_ texts: String...) {
        for text in texts { append(contentsOf: text.utf8) }
    }
}

/// Standard error, written to by one thread: what comes while it waits goes out together.
///
/// So a busy server does not wait for its log, nor wake a thread for each line. What a `kill -9` takes along are the
/// lines of its last moment.
final class LogPaper: Sendable {
    static let shared = LogPaper()

    fileprivate struct Waiting {
        var bytes: [UInt8] = []
        /// The second that was written last, and how it is written: most lines are of the same.
        var second: Int64 = -1
        var secondText = ""
        /// Lines that found no room.
        var lost = 0
    }

    private let waiting = Mutex(Waiting())
    private let queue = DispatchQueue(label: "log")

    private static let newline = UInt8(ascii: "\n")
    /// How long a line waits for others.
    private static let pause = DispatchTimeInterval.milliseconds(20)
    /// Bytes that wait while whoever reads the log is slow. Further lines are lost, and counted: what is sold does not
    /// wait for a log.
    private static let waitingMax = 1 << 20
    /// How long the end of the process waits for a reader that takes nothing.
    private static let farewell = DispatchTimeInterval.seconds(1)

    /// Puts a moment in UTC, `2026-12-15T19:30:00.125Z`, and a line behind it.
    ///
    /// - Parameter line: its end is put behind it; breaks inside of it become blanks, so that it is one line.
    func print(_ line: [UInt8], at now: Moment) {
        let isFirst = waiting.withLock { waiting in
            let isFirst = waiting.bytes.isEmpty
            guard waiting.bytes.count < Self.waitingMax else {
                waiting.lost += 1
                return false
            }
            waiting.stamp(now)
            waiting.bytes +=
                line.contains(Self.newline) ? line.map { $0 == Self.newline ? UInt8(ascii: " ") : $0 } : line
            waiting.bytes.append(Self.newline)
            return isFirst
        }
        if isFirst { queue.asyncAfter(deadline: .now() + Self.pause) { self.write() } }
    }

    /// Returns when everything that was logged is written, or nobody takes it.
    func flush() {
        let isWritten = DispatchSemaphore(value: 0)
        queue.async {
            self.write()
            isWritten.signal()
        }
        _ = isWritten.wait(timeout: .now() + Self.farewell)
    }

    private func write() {
        let bytes = waiting.withLock { waiting in
            defer { (waiting.bytes, waiting.lost) = ([], 0) }
            let loss = waiting.lost > 0 ? "log: \(waiting.lost) lines lost, nobody took them in time\n" : ""
            return waiting.bytes + loss.utf8
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

extension LogPaper.Waiting {
    fileprivate mutating func stamp(_ now: Moment) {
        if now.secondsRoundedDown != second {
            second = now.secondsRoundedDown
            secondText = String(now.description.dropLast())
        }
        let part = Int(now.microseconds / 1000 % 1000)
        bytes.append(contentsOf: secondText.utf8)
        bytes.append(UInt8(ascii: "."))
        for digit in [part / 100, part / 10 % 10, part % 10] { bytes.append(UInt8(ascii: "0") + UInt8(digit)) }
        bytes.append(UInt8(ascii: "Z"))
    }
}
