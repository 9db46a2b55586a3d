import BoxOfficeWire
import CZlib
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// A partner's program: sends its key with every call.
struct Caller: Sendable {
    let client: any TestClientProtocol
    let key: String?

    func send(
        _ method: HTTPRequest.Method, _ path: String, body: String? = nil, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        try await send(method, path, bytes: body.map { ByteBuffer(string: $0) }, headers)
    }

    func send(
        _ method: HTTPRequest.Method, _ path: String, bytes: ByteBuffer?, _ headers: [String: String] = [:]
    ) async throws -> Reply {
        var fields = HTTPFields()
        var sent = headers
        if let key { sent["X-TT-API-Key"] = headers["X-TT-API-Key"] ?? key }
        if bytes != nil { sent["Content-Type"] = headers["Content-Type"] ?? "application/json" }
        for (name, value) in sent { fields[try #require(HTTPField.Name(name))] = value }
        let response = try await client.execute(
            uri: path, method: method, headers: fields, body: bytes)
        let reply = Reply(status: Int(response.status.code), headers: response.headers, bytes: response.body)
        try ExchangeRecorder.shared?.record(method, path, fields, bytes, reply)
        return reply
    }

    func get(_ path: String, _ headers: [String: String] = [:]) async throws -> Reply {
        try await send(.get, path, headers)
    }

    func post(_ path: String, _ body: String, _ headers: [String: String] = [:]) async throws -> Reply {
        try await send(.post, path, body: body, headers)
    }

    func delete(_ path: String) async throws -> Reply {
        try await send(.delete, path)
    }
}

/// What came back.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPFields
    let bytes: ByteBuffer

    var text: String { String(buffer: bytes) }

    /// The text of a body in gzip.
    func unpacked() throws -> String {
        var stream = z_stream()
        // 16 on top of the largest window: gzip and nothing else.
        try #require(
            inflateInit2_(&stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK)
        defer { inflateEnd(&stream) }
        var packed = Array(bytes.readableBytesView)
        var text = [UInt8](repeating: 0, count: 1 << 20)
        let status = packed.withUnsafeMutableBufferPointer { packed in
            text.withUnsafeMutableBufferPointer { text in
                stream.next_in = packed.baseAddress
                stream.avail_in = uInt(packed.count)
                stream.next_out = text.baseAddress
                stream.avail_out = uInt(text.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        try #require(status == Z_STREAM_END)
        return String(decoding: text.prefix(Int(stream.total_out)), as: UTF8.self)
    }

    /// What is inside of `{"data": ...}`.
    func data<Body: Codable & Sendable>(_ type: Body.Type = Body.self) throws -> Body {
        try decoded(DataEnvelope<Body>.self).data
    }

    func list<Body: Codable & Sendable>(of type: Body.Type = Body.self) throws -> ListEnvelope<Body> {
        try decoded(ListEnvelope<Body>.self)
    }

    func error() throws -> ErrorBody {
        try decoded(ErrorEnvelope.self).error
    }

    /// As it is on the wire, where null and left out are two things.
    func json() throws -> JSON {
        try decoded(JSON.self)
    }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    private func decoded<Body: Decodable>(_ type: Body.Type) throws -> Body {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            Issue.record("\(status) \(text) is no \(type)")
            throw error
        }
    }
}

/// Any JSON.
enum JSON: Decodable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let bool = try? container.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSON].self))
        }
    }

    /// Nil where it is left out.
    subscript(_ name: String) -> JSON? {
        if case .object(let fields) = self { fields[name] } else { nil }
    }

    subscript(_ index: Int) -> JSON? {
        if case .list(let elements) = self, elements.indices.contains(index) { elements[index] } else { nil }
    }

    /// The names of an object's fields, sorted.
    var names: [String] {
        if case .object(let fields) = self { fields.keys.sorted() } else { [] }
    }

    var elements: [JSON] {
        if case .list(let elements) = self { elements } else { [] }
    }

    var string: String? {
        if case .text(let text) = self { text } else { nil }
    }
}

/// The contract's table of errors (section 7), written out once more.
let errorTable: [String: (status: Int, type: String)] = {
    let invalid = "INVALID_REQUEST_ERROR"
    let badRequests = [
        "MALFORMED_BODY", "INVALID_PARAMETER", "MISSING_PARAMETER", "INVALID_QUANTITY", "INVALID_INVENTORY_ITEM",
        "INVALID_PRICE_OPTION", "INVALID_VOUCHER", "DUPLICATE_ITEM", "OCCURRENCE_MISMATCH", "TICKET_LIMIT_EXCEEDED",
    ]
    let conflicts = [
        "INVENTORY_EXHAUSTED", "TOTAL_PRICE_MISMATCH", "OCCURRENCE_NOT_ON_SALE", "CART_ALREADY_ORDERED",
        "IDEMPOTENCY_KEY_REUSED",
    ]
    var table: [String: (status: Int, type: String)] = [
        "METHOD_NOT_ALLOWED": (405, invalid), "PAYLOAD_TOO_LARGE": (413, invalid),
        "UNSUPPORTED_MEDIA_TYPE": (415, invalid), "INVALID_API_KEY": (401, "AUTHENTICATION_ERROR"),
        "INSUFFICIENT_PERMISSIONS": (403, "PERMISSION_ERROR"), "RESOURCE_NOT_FOUND": (404, "NOT_FOUND_ERROR"),
        "RATE_LIMIT_EXCEEDED": (429, "RATE_LIMIT_ERROR"),
        "CART_EXPIRED": (410, "RESOURCE_GONE_ERROR"), "INTERNAL_ERROR": (500, "API_ERROR"),
        "SERVICE_UNAVAILABLE": (503, "API_ERROR"),
    ]
    for code in badRequests { table[code] = (400, invalid) }
    for code in conflicts { table[code] = (409, "CONFLICT_ERROR") }
    return table
}()

/// Expects an error in its envelope, with the status and the type that go with the code.
///
/// - Parameter param: nil is no param at all.
@discardableResult
func expect(
    _ reply: Reply, refuses code: String, _ param: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
) throws -> ErrorDetailsBody? {
    let row = try #require(errorTable[code], sourceLocation: sourceLocation)
    try #require(reply.status >= 400, "\(reply.status) \(reply.text)", sourceLocation: sourceLocation)
    let error = try reply.error()
    #expect(error.code == code, "\(reply.text)", sourceLocation: sourceLocation)
    #expect(reply.status == row.status, sourceLocation: sourceLocation)
    #expect(error.type == row.type, sourceLocation: sourceLocation)
    #expect(error.param == param, sourceLocation: sourceLocation)
    #expect(!error.message.isEmpty, sourceLocation: sourceLocation)
    let json = try reply.json()
    #expect(json.names == ["error"], sourceLocation: sourceLocation)
    let names =
        ["type", "code", "message"] + (param == nil ? [] : ["param"]) + (error.details == nil ? [] : ["details"])
    #expect(json["error"]?.names == names.sorted(), sourceLocation: sourceLocation)
    #expect(reply.header("Content-Type")?.hasPrefix("application/json") == true, sourceLocation: sourceLocation)
    #expect(reply.header("X-Request-ID")?.hasPrefix("req_") == true, sourceLocation: sourceLocation)
    return error.details
}

/// Expects a 404 that names what was not found.
func expect(
    _ reply: Reply, lacks type: String, _ id: String, _ param: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let details = try expect(reply, refuses: "RESOURCE_NOT_FOUND", param, sourceLocation: sourceLocation)
    #expect(details?.resourceType == type, sourceLocation: sourceLocation)
    #expect(details?.resourceId == id, sourceLocation: sourceLocation)
}
