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

    package let code: Code
    package let cause: String

    package init(code: Code, cause: String) {
        self.code = code
        self.cause = cause
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
