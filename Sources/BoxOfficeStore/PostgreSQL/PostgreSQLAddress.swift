import CPostgres

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where a PostgreSQL database is: an address as libpq reads it, which may name several hosts, of which the writable one
/// is meant. What it does not say comes from libpq's environment variables and its password file.
package struct PostgreSQLAddress: Sendable {
    private let text: String
    /// Without the password: what may be logged.
    package let description: String

    /// Whether a text means a PostgreSQL database at all.
    package static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// - Throws: ``StoreFailure`` when libpq cannot read it. The text is not in it, for it may hold a password.
    package init(_ text: String) throws {
        var complaint: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(text, &complaint) else {
            defer { PQfreemem(complaint) }
            let reason = complaint.map { String(cString: $0) } ?? "out of memory"
            throw Self.refusal("libpq says: \(reason.prefix { $0 != "\"" && $0 != "\n" })")
        }
        defer { PQconninfoFree(options) }
        self.text = text
        var values: [String: String] = [:]
        for option in Self.list(options) { values[option.keyword] = option.value }
        // Where a password has a character that means something else in an address, a part of it is taken for these.
        let places = [values["host"], values["dbname"], values["port"]].map { $0 ?? "" }
        guard !places.contains(where: { $0.contains("@") }), places[2].allSatisfy({ $0.isNumber || $0 == "," }) else {
            throw Self.refusal("it has an @, a / or a : too many")
        }
        let user = values["user"].map { "\($0)@" } ?? ""
        let port = values["port"].map { ":\($0)" } ?? ""
        self.description = "postgres://\(user)\(values["host"] ?? "")\(port)/\(values["dbname"] ?? "")"
    }

    private static func refusal(_ reason: String) -> StoreFailure {
        StoreFailure(
            code: .unavailable,
            cause: "An address of PostgreSQL is postgres://USER:PASSWORD@HOST:PORT/NAME?OPTION=VALUE, with %XX for "
                + "what would be misread; of yours, \(reason)")
    }

    /// What libpq is told where neither the address nor its environment says otherwise.
    private static let defaults = [
        ("target_session_attrs", "read-write"),
        // Seconds for each host.
        ("connect_timeout", "5"),
        // A host that went away without a word is noticed after some ten seconds.
        ("keepalives_idle", "4"), ("keepalives_interval", "2"), ("keepalives_count", "3"),
        ("tcp_user_timeout", "10000"),
        ("fallback_application_name", "boxoffice"),
    ]

    /// Connects, and waits for it. What comes back may be in any state.
    func connect() -> OpaquePointer? {
        var settings = Self.defaults.filter { Self.isUnsaid($0.0) }
        // Later ones win, and the address may say all of the above.
        settings += [("dbname", text), ("client_encoding", "UTF8")]
        var keywords = settings.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values = settings.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer {
            for string in keywords + values { free(UnsafeMutablePointer(mutating: string)) }
        }
        let expandsName: Int32 = 1
        return PQconnectdbParams(&keywords, &values, expandsName)
    }

    private static func isUnsaid(_ keyword: String) -> Bool {
        guard let options = PQconndefaults() else { return true }
        defer { PQconninfoFree(options) }
        let variable = list(options).first { $0.keyword == keyword }?.variable
        return variable.flatMap { getenv($0) } == nil
    }

    private static func list(
        _ options: UnsafeMutablePointer<PQconninfoOption>
    ) -> [(keyword: String, variable: String?, value: String?)] {
        var list: [(String, String?, String?)] = []
        var option = options
        while let keyword = option.pointee.keyword {
            list.append(
                (
                    String(cString: keyword), option.pointee.envvar.map { String(cString: $0) },
                    option.pointee.val.map { String(cString: $0) }
                ))
            option += 1
        }
        return list
    }
}
