import Foundation
import HTTPTypes
import NIOCore
import Synchronization

/// Writes down every exchange of the tests, one line of JSON each, for a later step to hold against the OpenAPI
/// document. Only where the environment names a file; else it is nil and costs nothing.
final class ExchangeRecorder: Sendable {
    static let shared = ProcessInfo.processInfo.environment["BOXOFFICE_EXCHANGES"].map(ExchangeRecorder.init)

    /// Tests run side by side.
    private let file: Mutex<FileHandle>

    private init(path: String) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        precondition(descriptor >= 0, "BOXOFFICE_EXCHANGES is '\(path)', which cannot be written")
        file = Mutex(FileHandle(fileDescriptor: descriptor, closeOnDealloc: true))
    }

    func record(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: ByteBuffer?, _ reply: Reply
    ) throws {
        let exchange = Exchange(
            method: method.rawValue, path: path, requestHeaders: Self.pairs(headers), requestBody: body.map(Body.init),
            status: reply.status, responseHeaders: Self.pairs(reply.headers), responseBody: Body(reply.bytes))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let line = try encoder.encode(exchange) + Data("\n".utf8)
        try file.withLock { try $0.write(contentsOf: line) }
    }

    /// Of a key only the world that it belongs to.
    private static func pairs(_ headers: HTTPFields) -> [[String]] {
        headers.map { field in
            guard field.name.canonicalName == "x-tt-api-key" else { return [field.name.rawName, field.value] }
            return [field.name.rawName, ["sk_test_", "sk_live_"].first { field.value.hasPrefix($0) } ?? "unknown"]
        }
    }
}

private struct Exchange: Encodable {
    let method: String
    let path: String
    let requestHeaders: [[String]]
    let requestBody: Body?
    let status: Int
    let responseHeaders: [[String]]
    let responseBody: Body
}

/// A body as text, or in base64 where it is none.
private struct Body: Encodable {
    let text: String?
    let base64: String?

    init(_ buffer: ByteBuffer) {
        let bytes = Array(buffer.readableBytesView)
        text = String(validating: bytes, as: UTF8.self)
        base64 = text == nil ? Data(bytes).base64EncodedString() : nil
    }
}
