package import BoxOfficeStore

/// What an audit found.
package struct AuditReport: Sendable {
    package let orders: Int
    package let tickets: Int
    /// A line a breach; empty when every promise holds.
    package let breaches: [String]
}

extension Desk {
    /// Of one promise; more would not help who reads them.
    private static let breachesMax = 100

    /// Recomputes every promise of the store from its rows. Each is checked on one consistent state, beside sales.
    ///
    /// - Parameter progress: told of each promise, and how often it is broken.
    package func audit(progress: (AuditCheck, _ breaches: Int) -> Void) async throws -> AuditReport {
        var breaches: [String] = []
        for check in AuditCheck.all {
            let found = try await store.read { try $0.breaches(of: check, limit: Self.breachesMax) }
            breaches += found
            progress(check, found.count)
        }
        let (orders, tickets) = try await store.read { try $0.auditedCounts() }
        return AuditReport(orders: orders, tickets: tickets, breaches: breaches)
    }
}
