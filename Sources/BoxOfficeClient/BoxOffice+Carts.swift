import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Inventory that is held for a customer until a moment, at a price. Needs the scope `sell`.
extension BoxOffice {
    /// Holds items, all or nothing.
    ///
    /// - Parameters:
    ///   - items: 1 to 50, all of one occurrence, with ids as the inventory gave them.
    ///   - voucherCode: what the customer typed in.
    ///   - protection: whether the customer chose the event's protection.
    ///   - idempotencyKey: with the same key and items, the cart that is held already is answered instead of a second
    ///     one. Without one the call makes one up for its own tries.
    /// - Throws: ``BoxOfficeError/Code/inventoryExhausted`` where something is not free any more, and the codes of
    ///   items that cannot be held.
    public func openCart(
        _ items: [CartCreateBody.Item], voucherCode: String? = nil, protection: Bool? = nil,
        idempotencyKey: String? = nil
    ) async throws -> Cart {
        let body = CartCreateBody(items: items, voucherCode: voucherCode, protection: protection)
        return try await cart(
            Call(
                method: .post, path: ["v3", "carts"], body: json(body),
                idempotencyKey: idempotencyKey ?? UUID().uuidString))
    }

    /// A cart as it is now: with the prices of now, where the seller changed one.
    ///
    /// - Throws: ``BoxOfficeError/Code/resourceNotFound`` for a cart that ran out, was released or was ordered.
    public func cart(_ id: String) async throws -> Cart {
        try await cart(Call(path: ["v3", "carts", id]))
    }

    /// Gives back what a cart holds, at once. Doing it again, or too late, changes nothing, and it never touches an
    /// order.
    public func releaseCart(_ id: String) async throws {
        _ = try await answer(to: Call(method: .delete, path: ["v3", "carts", id]))
    }

    private func cart(_ call: Call) async throws -> Cart {
        let answer = try await answer(to: call)
        let body = try answer.decoded(DataEnvelope<CartBody>.self).data
        guard let expiresAt = Date(timestamp: body.expiresAt) else {
            throw answer.unreadable(because: "'\(body.expiresAt)' is no time at which a cart expires")
        }
        let serverTime = answer.response.headerFields[.date].flatMap(Date.init(httpDate:)) ?? Date()
        return Cart(body, isLeft: .seconds(expiresAt.timeIntervalSince(serverTime)), from: answer.sentAt)
    }

    func json(_ body: some Encodable) throws -> [UInt8] {
        try [UInt8](JSONEncoder().encode(body))
    }
}
