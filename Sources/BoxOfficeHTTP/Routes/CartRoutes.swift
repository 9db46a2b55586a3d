import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import HTTPTypes
import Hummingbird

/// Contract, section 4. Scope: sell.
///
/// | method | path |
/// | --- | --- |
/// | POST | /api/v3/carts |
/// | GET | /api/v3/carts/{cartId} |
/// | DELETE | /api/v3/carts/{cartId} |
struct CartRoutes {
    let desk: Desk

    var routes: [Route<SellContext>] {
        [
            Route(.post, "/api/v3/carts", open),
            Route(.get, "/api/v3/carts/{cartId}", show),
            Route(.delete, "/api/v3/carts/{cartId}", release),
        ]
    }

    @Sendable private func open(_ request: Request, _ context: SellContext) async throws -> Response {
        let body = try await request.json(CartCreateBody.self)
        try BodyText.check([(body.voucherCode, "voucherCode")])
        let opened = try await desk.openCart(
            CartRequest(
                wishes(body), voucherCode: body.voucherCode, isProtected: body.protection ?? false,
                idempotencyKey: request.idempotencyKey()), for: context.retailer)
        switch opened {
        case .opened(let cart): return answer(cart, status: .created)
        case .openedBefore(let cart): return answer(cart, status: .ok)
        }
    }

    @Sendable private func show(_ request: Request, _ context: SellContext) async throws -> Response {
        let cart = try await desk.cart(.init(context.segment("cartId")), for: context.retailer)
        return Answer.cart(CartBody(cart))
    }

    @Sendable private func release(_ request: Request, _ context: SellContext) async throws -> Response {
        try await desk.releaseCart(.init(context.segment("cartId")), for: context.retailer)
        return Response(status: .noContent, headers: [.cacheControl: "no-store"])
    }

    private func answer(_ cart: Cart, status: HTTPResponse.Status) -> Response {
        Answer.cart(CartBody(cart), status: status, headers: [.location: "/api/v3/carts/\(cart.id)"])
    }

    /// The first checks of the contract: texts, how many lines, how many of each.
    private func wishes(_ body: CartCreateBody) throws -> [Wish] {
        for (index, item) in body.items.enumerated() {
            try BodyText.check([
                (item.occurrenceId, "items[\(index)].occurrenceId"),
                (item.inventoryItemId, "items[\(index)].inventoryItemId"),
                (item.priceOptionId, "items[\(index)].priceOptionId"),
            ])
        }
        guard (1...Cart.itemsMax).contains(body.items.count) else { throw CartRefusal.itemCount(body.items.count) }
        return try body.items.enumerated().map { index, item in
            guard let quantity = item.quantity.value, (1...Cart.quantityMax).contains(quantity) else {
                throw CartRefusal.quantity(index: index, quantity: item.quantity.value)
            }
            return Wish(item, quantity: quantity)
        }
    }
}
