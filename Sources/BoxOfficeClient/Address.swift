#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a server is.
struct Address: Sendable {
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
}
