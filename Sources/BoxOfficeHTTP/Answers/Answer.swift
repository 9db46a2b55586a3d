import BoxOfficeWire
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers in the API's envelopes.
enum Answer {
    /// `{"data": ...}`
    static func data(
        _ body: some Codable & Sendable, status: HTTPResponse.Status = .ok, headers: HTTPFields
    ) throws -> Response {
        try json(DataEnvelope(data: body), status: status, headers: headers)
    }

    /// `{"data": [...]}`, with `pagination` where a page was asked for.
    static func list<Element, Body: Codable & Sendable>(
        _ elements: [Element], page: Page?, headers: HTTPFields, body: (Element) -> Body
    ) throws -> Response {
        let shown = page.map { Array(elements.dropFirst($0.offset).prefix($0.limit)) } ?? elements
        let pagination = page.map { PaginationBody(limit: $0.limit, offset: $0.offset, total: elements.count) }
        return try json(ListEnvelope(data: shown.map(body), pagination: pagination), headers: headers)
    }

    static func json(
        _ body: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields
    ) throws -> Response {
        let encoder = JSONEncoder()
        // Sorted, so that the same answer is the same bytes.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return json(bytes: ByteBuffer(bytes: try encoder.encode(body)), status: status, headers: headers)
    }

    static func json(bytes: ByteBuffer, status: HTTPResponse.Status = .ok, headers: HTTPFields) -> Response {
        var headers = headers
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }
}
