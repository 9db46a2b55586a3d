#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a server is.
struct Address: Sendable, CustomStringConvertible {
    /// `http` or `https`.
    let scheme: String
    /// Host, and port where one was named.
    let authority: String
    /// What stands before `/api`, without a slash at its end: empty, but behind a gateway.
    let prefix: String

    /// Nil where that is no address that calls can be put behind.
    init?(_ text: String) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = parts.encodedHost, !host.isEmpty,
            parts.user == nil, parts.query == nil, parts.fragment == nil
        else { return nil }
        self.scheme = scheme
        authority = parts.port.map { "\(host):\($0)" } ?? host
        prefix = String(parts.percentEncodedPath.reversed().drop { $0 == "/" }.reversed())
    }

    /// As it may be given again.
    var description: String { "\(scheme)://\(authority)\(prefix)" }

    /// A text that is perhaps no address, to be shown: what stands before its last `@` may be a password.
    static func withoutUser(_ text: String) -> String {
        guard let end = text.lastIndex(of: "@") else { return text }
        let scheme = text.firstRange(of: "://").map { text[..<$0.upperBound] } ?? ""
        return "\(scheme)...\(text[end...])"
    }
}
