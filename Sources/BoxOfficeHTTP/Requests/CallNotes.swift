import Synchronization

/// What the inner layers tell the outer ones of a call, whether it succeeds or fails.
final class CallNotes: Sendable {
    private struct Notes {
        var keyID: String?
        var allowance: Allowance?
    }

    private let notes = Mutex(Notes())

    /// Whose key it was, for the log line.
    var keyID: String? {
        get { notes.withLock { $0.keyID } }
        set { notes.withLock { $0.keyID = newValue } }
    }

    /// What the key may still ask for, for the answer's headers; nil where nothing limits it.
    var allowance: Allowance? {
        get { notes.withLock { $0.allowance } }
        set { notes.withLock { $0.allowance = newValue } }
    }
}
