import HTTPTypes
import Hummingbird
import NIOCore

/// What the server says of itself: to programs, and to the people who write them.
///
/// | method | path | key |
/// | --- | --- | --- |
/// | GET | /openapi.yaml | none |
/// | GET | /docs | none |
struct ReferenceRoutes {
    var routes: [Route<APIContext>] {
        [Route(.get, "/openapi.yaml", openAPI), Route(.get, "/docs", docs)]
    }

    /// RFC 9512 names the type.
    private static let document = BrowseAnswer(
        ByteBuffer(string: EmbeddedText.openAPI), mediaType: "application/yaml", cacheControl: "no-cache")

    /// Made when the first person asks for it.
    private static let page = BrowseAnswer(
        ByteBuffer(string: DocsPage.html(of: OpenAPIDocument(EmbeddedText.openAPI), templates: EmbeddedText.templates)),
        mediaType: "text/html; charset=utf-8", cacheControl: "no-cache")

    /// Nothing may come from elsewhere, and nothing runs; styles stand in the page.
    private static let contentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    @Sendable private func openAPI(_ request: Request, _ context: APIContext) -> Response {
        Self.document.response(to: request)
    }

    @Sendable private func docs(_ request: Request, _ context: APIContext) -> Response {
        var response = Self.page.response(to: request)
        response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
        return response
    }
}
