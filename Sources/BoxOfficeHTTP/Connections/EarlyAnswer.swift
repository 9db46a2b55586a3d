import HTTPTypes
import NIOCore

/// An error that a connection answers by itself, before there is a request for the ``FrontDoor``.
struct EarlyAnswer {
    let head: HTTPResponse
    let body: ByteBuffer

    init(_ problem: Problem, in language: Language, named name: String) {
        guard let bytes = try? Answer.encode(problem.body(in: language)) else {
            preconditionFailure("an error has no JSON")
        }
        body = bytes
        var headers = problem.headers
        headers[.contentType] = "application/json"
        headers[.contentLength] = "\(bytes.readableBytes)"
        headers[.contentLanguage] = language.rawValue
        headers[.cacheControl] = "no-store"
        headers[.requestID] = name
        head = HTTPResponse(status: problem.code.status, headerFields: headers)
    }
}
