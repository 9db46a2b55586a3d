import HTTPTypes
import Hummingbird
import Logging

/// The outermost layer: names the request in its answer, and writes its one log line.
///
/// The line never holds a key, a contact or a barcode: only the route's template stands for the path.
struct NamingMiddleware: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var context = context
        context.requestID = RequestName(request.headers[.requestID]).text
        var response = try await next(request, context)
        // The router strips the body where it made HEAD of GET; an error's is stripped here.
        if request.method == .head { response = response.createHeadResponse() }
        // What has no body has no length either (RFC 9110, section 8.6).
        if response.status == .noContent || response.status == .notModified { response.headers[.contentLength] = nil }
        response.headers[.requestID] = context.requestID
        context.notes.allowance?.add(to: &response.headers)
        logger.info(
            "request",
            metadata: [
                "method": "\(request.method)",
                "route": "\(context.endpointPath ?? "unknown")",
                "status": "\(response.status.code)",
                "microseconds": "\(Int((ContinuousClock.now - start) / .microseconds(1)))",
                "request.id": "\(context.requestID)",
                "key.id": "\(context.notes.keyID ?? "none")",
            ])
        return response
    }
}

/// What a request is called in its answer and in the log: the client's own name when it is a good one.
struct RequestName {
    let text: String

    init(_ sent: String?) {
        if let sent, Self.isGood(sent) {
            text = sent
        } else {
            text = Self.prefix + Self.ownName()
        }
    }

    private static let prefix = "req_"
    private static let sentLengthMax = 64

    /// 128 random bits: nobody need guess it, but two requests must not share it.
    private static func ownName() -> String {
        [UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max)].map { half in
            let digits = String(half, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// `req_` and 1 to 64 letters or digits (contract, section 1).
    private static func isGood(_ text: String) -> Bool {
        let name = text.dropFirst(prefix.count)
        return text.hasPrefix(prefix) && (1...sentLengthMax).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            }
    }
}
