import Logging
import Synchronization

/// Keeps every line that is logged, at any level.
final class RecordedLog: LogHandler {
    private let kept = Mutex<[String]>([])

    var lines: [String] {
        kept.withLock { $0 }
    }

    func log(event: LogEvent) {
        let line = "\(event.message) \(event.metadata ?? [:]) \(event.error.map { "\($0)" } ?? "")"
        kept.withLock { $0.append(line) }
    }

    /// A reference has one of each, and the tests set none.
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    var logLevel: Logger.Level {
        get { .trace }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }
}
