import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// An answer about what is on sale: bytes that any number of requests may be sent, plain or packed, each with the
/// `ETag` that is its own (contract, section 2, "Caching"). The documents under `Reference/` are answered so as well.
final class BrowseAnswer: Sendable {
    private let plain: ByteBuffer
    private let mediaType: String
    private let cacheControl: String
    /// In hexadecimal: the same bytes have the same on every server and after every start.
    private let fingerprint: String
    /// Made when the first client asks for it.
    private let packed = Mutex<ByteBuffer?>(nil)

    /// 128 bits of SHA-256.
    private static let fingerprintBytes = 16

    /// - Parameter fingerprint: other bytes have another; by default it is made from them.
    init(
        _ bytes: ByteBuffer, fingerprint: SHA256Digest? = nil, mediaType: String = "application/json",
        cacheControl: String = "private, no-cache"
    ) {
        plain = bytes
        self.mediaType = mediaType
        self.cacheControl = cacheControl
        self.fingerprint =
            (fingerprint ?? SHA256.hash(data: bytes.readableBytesView))
            .prefix(Self.fingerprintBytes).hexadecimal
    }

    /// In memory, about: what is packed has less than a quarter of the plain bytes.
    var byteCount: Int { plain.readableBytes / 4 * 5 + Self.overhead }

    private static let overhead = 500

    convenience init(_ body: some Encodable) throws {
        self.init(try Answer.encode(body))
    }

    /// The bytes, or 304 to a client that has them already (RFC 9110, section 13.1.2).
    func response(to request: Request) -> Response {
        let isPacked = Self.takesGzip(request.headers[values: .acceptEncoding])
        let tag = isPacked ? "\"\(fingerprint)-gzip\"" : "\"\(fingerprint)\""
        var headers: HTTPFields = [
            .cacheControl: cacheControl, .vary: "Accept-Encoding", .eTag: tag,
        ]
        if Self.isKnown(tag, to: request.headers[values: .ifNoneMatch]) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentType] = mediaType
        if isPacked { headers[.contentEncoding] = "gzip" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: isPacked ? gzip : plain))
    }

    private var gzip: ByteBuffer {
        packed.withLock { packed in
            let bytes = packed ?? plain.gzipped()
            packed = bytes
            return bytes
        }
    }

    /// Whether gzip is at least as welcome as plain bytes.
    private static func takesGzip(_ headers: [String]) -> Bool {
        guard !headers.isEmpty else { return false }
        let list = QualityList(headers.joined(separator: ","))
        guard let gzip = list.quality(of: "gzip") ?? list.quality(of: "x-gzip"), gzip > 0 else { return false }
        let plain = list.entries.first { $0.value == "identity" }?.quality ?? 0
        return gzip >= plain
    }

    /// Compared weakly, as section 13.1.2 asks: a proxy may have marked the tag as weak.
    private static func isKnown(_ tag: String, to headers: [String]) -> Bool {
        headers.contains { header in
            header.split(separator: ",").contains { entry in
                let known = entry.filter { $0 != " " && $0 != "\t" }
                return known == "*" || known == tag || known == "W/\(tag)"
            }
        }
    }
}

extension Sequence<UInt8> {
    fileprivate var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
