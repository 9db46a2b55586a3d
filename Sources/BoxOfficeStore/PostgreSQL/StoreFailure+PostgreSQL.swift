import CPostgres

extension StoreFailure {
    /// What a statement came to.
    ///
    /// - Parameters:
    ///   - fate: where the error itself does not say.
    ///   - endFate: where the server ends the connection with it.
    init(_ result: OpaquePointer, fate: Fate, whenEnded endFate: Fate) {
        let severity = PQresultErrorField(result, diagnosticSeverity).map { String(cString: $0) }
        let state = PQresultErrorField(result, diagnosticState).map { String(cString: $0) } ?? "no state"
        // Detail and context would name values, which may be a customer's.
        let message = PQresultErrorField(result, diagnosticMessage).map { String(cString: $0) } ?? "no message"
        self.init(
            code: passing.contains { state.hasPrefix($0) } ? .unavailable : .damaged,
            cause: "PostgreSQL error \(state): \(message)",
            fate: severity != "ERROR" ? endFate : colliding.contains(state) ? .collided : fate)
    }

    /// The connection is no more.
    static func lost(_ cause: String, fate: Fate) -> StoreFailure {
        StoreFailure(code: .unavailable, cause: "The connection to PostgreSQL is lost: \(cause)", fate: fate)
    }
}

/// What may pass by itself, or when somebody makes room (PostgreSQL, appendix A).
private let passing = [
    "08",  // connection exceptions
    "25006",  // this server only reads: another is writable by now
    "28", "3D", "42501",  // not let in
    "40001", "40P01",  // lost against others
    "53",  // out of room, memory or connections
    "55P03", "57",  // waited too long; the server stops or starts
    "58",  // the system's own errors
]

/// What is gone when each closure runs again by itself.
private let colliding: Set = ["40001", "40P01"]

/// `PG_DIAG_SEVERITY_NONLOCALIZED`, `PG_DIAG_SQLSTATE` and `PG_DIAG_MESSAGE_PRIMARY`, which are characters in C.
private let diagnosticSeverity = Int32(UInt8(ascii: "V"))
private let diagnosticState = Int32(UInt8(ascii: "C"))
private let diagnosticMessage = Int32(UInt8(ascii: "M"))
