import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import HTTPTypes
import Hummingbird

/// Contract, section 5. Scope: sell.
///
/// | method | path |
/// | --- | --- |
/// | POST | /api/v3/orders |
/// | GET | /api/v3/orders |
/// | GET | /api/v3/orders/{orderId} |
struct OrderRoutes {
    let desk: Desk

    var routes: [Route<SellContext>] {
        [
            Route(.post, "/api/v3/orders", place),
            Route(.get, "/api/v3/orders", list),
            Route(.get, "/api/v3/orders/{orderId}", show),
        ]
    }

    @Sendable private func place(_ request: Request, _ context: SellContext) async throws -> Response {
        let body = try await request.json(OrderCreateBody.self)
        try BodyText.check([
            (body.cartId, "cartId"), (body.expectedTotal.currency, "expectedTotal.currency"),
            (body.contact.name, "contact.name"), (body.contact.email, "contact.email"),
            (body.contact.phone, "contact.phone"), (body.payment?.method, "payment.method"),
            (body.payment?.reference, "payment.reference"),
        ])
        let payment = try body.payment.flatMap { try Payment($0) }
        let checkout = Checkout(
            cart: .init(body.cartId),
            expectedTotal: ExpectedTotal(amount: body.expectedTotal.amount, currency: body.expectedTotal.currency),
            contact: try Contact(body.contact), payment: payment,
            idempotencyKey: try request.idempotencyKey())
        switch try await desk.placeOrder(checkout, for: context.retailer) {
        case .placed(let order): return answer(order, status: .created)
        case .placedBefore(let order): return answer(order, status: .ok)
        }
    }

    @Sendable private func show(_ request: Request, _ context: SellContext) async throws -> Response {
        let order = try await desk.order(.init(context.segment("orderId")), for: context.retailer)
        return Answer.order(OrderBody(order))
    }

    @Sendable private func list(_ request: Request, _ context: SellContext) async throws -> Response {
        let query = Query(request)
        let dates = try query.dates(from: "createdFrom", to: "createdTo")
        let page = try query.page() ?? .byDefault
        let found = try await desk.orders(
            OrderQuery(
                retailer: context.retailer.id, email: try query.text("email"),
                confirmationNumber: try query.text("confirmationNumber"),
                occurrence: try query.text("occurrenceId").map { .init($0) }, createdFrom: dates.from,
                createdTo: dates.to, limit: page.limit, offset: page.offset))
        return try Answer.json(
            ListEnvelope(
                data: found.orders.map(OrderBody.init),
                pagination: PaginationBody(limit: page.limit, offset: page.offset, total: found.total)))
    }

    private func answer(_ order: Order, status: HTTPResponse.Status) -> Response {
        Answer.order(OrderBody(order), status: status, headers: [.location: "/api/v3/orders/\(order.id)"])
    }
}
