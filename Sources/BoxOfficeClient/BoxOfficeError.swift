/// Why a call did not do what it was asked: an error that the server answered, or no answer that can be read.
public struct BoxOfficeError: Error, Sendable, CustomStringConvertible {
    /// What a program decides by.
    public var code: Code
    /// What was wrong with which value and what would be right, for a person; of a server in the language that was
    /// asked for.
    public var message: String
    /// The kind of error, as `CONFLICT_ERROR`; nil where no server answered one.
    public var type: String?
    /// The field, query or header at fault: `items[0].quantity`.
    public var param: String?
    /// What a program needs to recover. Which fields are there depends on the code.
    public var details: ErrorDetailsBody?
    /// The status of HTTP; nil where there was no answer.
    public var status: Int?
    /// By which name the server's log knows the call; worth keeping for whoever looks into it.
    public var requestID: String?
    /// How long the server wants not to be asked again.
    public var retryAfter: Duration?
    /// What the transport threw, where there was no answer.
    public var cause: (any Error)?

    init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    /// Whether what was asked for may have been done all the same: there was no answer, none that can be read, or one
    /// that tells of the last try alone, as 429 and 5xx do.
    ///
    /// Of a checkout it means that the cart may have been bought: place it again, with the same cart and total, until
    /// this is false; it becomes one order.
    public var mayHaveBeenDone: Bool {
        code == .noAnswer || code == .unreadableAnswer || status == 429 || (status ?? 0) >= 500
    }

    /// The message, with the code before it and where to look behind it.
    public var description: String {
        let place = param.map { " (\($0))" } ?? ""
        let name = requestID.map { " [\($0)]" } ?? ""
        return "\(code.rawValue)\(place): \(message)\(name)"
    }

    /// Which error it is. There may be more one day: a code that has no name here is kept as it came.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// As it travels.
        public var rawValue: String

        /// Any code, known or not.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }
    }
}
