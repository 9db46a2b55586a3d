import ArgumentParser
import BoxOfficeWire
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The ceiling of an answer: a Hummingbird server that does nothing else, configured as ours is.
struct BareServer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bare",
        abstract: "Serve what the bench compares with: routes that know their answers.",
        discussion: """
            A GET of each path answers the bytes of its file. POST /api/v3/carts decodes a cart's request and encodes \
            the cart of --cart, both through Foundation, and does nothing else.
            """,
        shouldDisplay: false)

    @Option(help: "The port on 127.0.0.1.")
    var port: Int

    @Option(help: "A file with the answer to a cart that was opened.")
    var cart: String?

    @Argument(help: ArgumentHelp("What a GET of a path answers.", valueName: "PATH=FILE"))
    var answers: [String] = []

    func run() async throws {
        let router = Router(context: BasicRequestContext.self)
        for answer in answers {
            let parts = answer.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let data = FileManager.default.contents(atPath: parts[1]) else {
                throw ValidationError("'\(answer)' is no PATH=FILE of a file that is there.")
            }
            let bytes = ByteBuffer(bytes: data)
            router.get(RouterPath(parts[0])) { _, _ in Self.response(.ok, bytes, cacheControl: "private, no-cache") }
        }
        if let cart, let data = FileManager.default.contents(atPath: cart) {
            let envelope = try JSONDecoder().decode(DataEnvelope<CartBody>.self, from: data)
            router.post("/api/v3/carts") { request, _ in
                let body = try await request.body.collect(upTo: 64 * 1024)
                _ = try JSONDecoder().decode(CartCreateBody.self, from: Data(body.readableBytesView))
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                var response = Self.response(
                    .created, ByteBuffer(bytes: try encoder.encode(envelope)), cacheControl: "no-store")
                response.headers[.location] = "/api/v3/carts/\(envelope.data.id)"
                return response
            }
        }
        var logger = Logger(label: "bare")
        logger.logLevel = .error
        let application = Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: "boxoffice"), logger: logger)
        try await application.runService()
    }

    /// With the headers that ours has.
    private static func response(_ status: HTTPResponse.Status, _ bytes: ByteBuffer, cacheControl: String) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: cacheControl]
        if let name = HTTPField.Name("X-Request-ID") { headers[name] = "req_0123456789abcdefghijklmn" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: bytes))
    }
}
