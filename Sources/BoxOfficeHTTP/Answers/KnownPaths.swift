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
        let segments = path.split(separator: "/")
        let allowed = methods.first { template, _ in
            template.count == segments.count
                && zip(template, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        guard let methods = allowed?.value else { return .notFound("path", path) }
        // Where there is GET, there is HEAD.
        let names = methods.flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }.sorted().joined(separator: ", ")
        return Problem(
            code: .methodNotAllowed, message: "\(request.method) is not a method of this path; it has \(names).",
            headers: [.allow: names])
    }
}
