import HTTPTypes
import Hummingbird

/// A row of the API's table of contents: which calls of which path are answered by what.
///
/// The context says what the route demands: a ``BrowseContext`` or a ``SellContext`` is the proof of a key's scope.
struct Route<Context: RequestContext>: Sendable {
    let method: HTTPRequest.Method
    /// As the router reads it: `/api/v3/carts/{cartId}`.
    let template: String
    let handler: @Sendable (Request, Context) async throws -> Response

    init(
        _ method: HTTPRequest.Method, _ template: String,
        _ handler: @escaping @Sendable (Request, Context) async throws -> Response
    ) {
        self.method = method
        self.template = template
        self.handler = handler
    }
}

extension RouterMethods {
    func add(_ routes: [Route<Context>]) {
        for route in routes {
            on(RouterPath(route.template), method: route.method, use: route.handler)
        }
    }
}

extension RequestContext {
    /// A part of the path, by the name that the route's template gives it.
    func segment(_ name: String) -> String {
        (parameters.get(name) ?? "").percentDecoded
    }
}
