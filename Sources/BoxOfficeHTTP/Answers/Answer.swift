import BoxOfficeWire
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers in the API's envelopes.
enum Answer {
    static func cart(
        _ body: CartBody, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        json(ByteBuffer(bytes: JSONText(data: body.write).bytes), status: status, headers: headers)
    }

    static func order(
        _ body: OrderBody, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        json(ByteBuffer(bytes: JSONText(data: body.write).bytes), status: status, headers: headers)
    }

    static func json(
        _ body: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        json(try encode(body), status: status, headers: headers)
    }

    /// Kept by nobody: what may be is a ``BrowseAnswer``.
    private static func json(_ bytes: ByteBuffer, status: HTTPResponse.Status, headers: HTTPFields) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        headers[.cacheControl] = "no-store"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }

    static func encode(_ body: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        // Sorted, so that the same answer is the same bytes.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return ByteBuffer(bytes: try encoder.encode(body))
    }
}

extension ListEnvelope {
    /// All of a list, or with `pagination` the page of it that was asked for.
    init<Element>(_ elements: [Element], page: Page?, body: (Element) -> Body) {
        let shown = page.map { Array(elements.dropFirst($0.offset).prefix($0.limit)) } ?? elements
        let pagination = page.map { PaginationBody(limit: $0.limit, offset: $0.offset, total: elements.count) }
        self.init(data: shown.map(body), pagination: pagination)
    }
}
