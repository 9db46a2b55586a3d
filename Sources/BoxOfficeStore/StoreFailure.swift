/// The database did not do what it was asked: nobody's fault who called. What a caller may be told is ``description``;
/// the cause is for the log.
package struct StoreFailure: Error, CustomStringConvertible, CustomDebugStringConvertible {
    package enum Code: Sendable {
        /// It may work in a moment: busy, out of room, not writable, not there.
        case unavailable
        /// What is stored cannot be read.
        case damaged
        /// The database was made by a newer BoxOffice.
        case newerSchema
    }

    /// What became of the transaction in which it went wrong.
    enum Fate: Sendable {
        /// The closure that it happened to is undone, and whatever else the transaction did stands or falls with the
        /// engine.
        case undone
        /// Nothing was kept, through no fault of the closure's: it runs again.
        case runAgain
        /// As before, since it stood in the way of others, who stood in its: each closure runs again by itself.
        case collided
        /// The connection was lost in the middle of the commit: all was kept, or nothing.
        case unknown
    }

    package let code: Code
    package let cause: String
    let fate: Fate

    package init(code: Code, cause: String) {
        self.init(code: code, cause: cause, fate: .undone)
    }

    init(code: Code, cause: String, fate: Fate) {
        self.code = code
        self.cause = cause
        self.fate = fate
    }

    static func damaged(_ cause: String) -> StoreFailure {
        StoreFailure(code: .damaged, cause: cause)
    }

    package var description: String {
        switch code {
        case .unavailable: "The database is not available."
        case .damaged: "The database holds something that this program cannot read."
        case .newerSchema: "The database belongs to a newer version of this program."
        }
    }

    package var debugDescription: String {
        "\(description) \(cause)"
    }
}
