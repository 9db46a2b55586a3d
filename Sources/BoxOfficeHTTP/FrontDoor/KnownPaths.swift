import BoxOfficeWire
import HTTPTypes
import Hummingbird

/// Tells a path that does not exist from one that does under another method.
struct KnownPaths: Sendable {
    private let methods: [[Substring]: [HTTPRequest.Method]]

    /// - Parameter routes: with templates as the router reads them: `/api/v3/carts/{cartId}`.
    init(_ routes: [(method: HTTPRequest.Method, template: String)]) {
        methods = Dictionary(grouping: routes) { $0.template.split(separator: "/") }
            .mapValues { $0.map(\.method) }
    }

    /// What a request is answered that found no route.
    func problem(_ request: Request) -> Problem {
        let path = request.uri.path
        guard let methods = methods(of: path) else { return .notFound(.path, path) }
        return .methodNotAllowed(request.method, allowed: methods)
    }

    /// Sorted; nil when there is no such path.
    func methods(of path: String) -> [String]? {
        let segments = path.split(separator: "/")
        let known = methods.first { template, _ in
            template.count == segments.count
                && zip(template, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        // Where there is GET, there is HEAD.
        return known?.value.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }.sorted()
    }
}
