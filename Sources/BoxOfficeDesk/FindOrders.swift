package import BoxOfficeDomain
import BoxOfficeStore

extension Desk {
    /// A retailer's order.
    package func order(_ id: Order.ID, for retailer: Retailer) async throws -> Order {
        guard let order = try await store.read({ try $0.order(id, of: retailer.id) }) else {
            throw NotFound.order(id.text)
        }
        return order
    }

    /// A page of a retailer's orders, oldest first, and how many match in all.
    package func orders(_ query: OrderQuery) async throws -> (orders: [Order], total: Int) {
        try await store.read { try $0.orders(query) }
    }
}
