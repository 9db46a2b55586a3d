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
    private let plainHeaders: HTTPFields
    private let packedHeaders: HTTPFields
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
        // The same bytes have the same on every server and after every start.
        let name = (fingerprint ?? SHA256.hash(data: bytes.readableBytesView)).prefix(Self.fingerprintBytes).hexadecimal
        plainHeaders = [
            .contentType: mediaType, .cacheControl: cacheControl, .vary: "Accept-Encoding", .eTag: "\"\(name)\"",
        ]
        packedHeaders = plainHeaders.with(.eTag, "\"\(name)-gzip\"").with(.contentEncoding, "gzip")
    }

    /// In memory, about: what is packed has less than an eighth of the plain bytes.
    var byteCount: Int { plain.readableBytes / 8 * 9 + Self.overhead }

    private static let overhead = 1000
    /// What is larger changes with every sale, and is packed again each time: then a quarter of the time counts for more
    /// than a third of the bytes.
    private static let smallBytesMax = 64 << 10

    convenience init(_ body: some Encodable) throws {
        self.init(try Answer.encode(body))
    }

    /// The bytes, or 304 to a client that has them already (RFC 9110, section 13.1.2).
    func response(to request: Request) -> Response {
        let isPacked = request.headers[.acceptEncoding].map(Self.takesGzip) ?? false
        var headers = isPacked ? packedHeaders : plainHeaders
        if let known = request.headers[.ifNoneMatch], Self.isKnown(headers[.eTag] ?? "", to: known) {
            headers[.contentType] = nil
            headers[.contentEncoding] = nil
            return Response(status: .notModified, headers: headers)
        }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: isPacked ? gzip : plain))
    }

    private var gzip: ByteBuffer {
        packed.withLock { packed in
            let bytes = packed ?? plain.gzipped(level: plain.readableBytes > Self.smallBytesMax ? 1 : 6)
            packed = bytes
            return bytes
        }
    }

    /// Whether gzip is at least as welcome as plain bytes.
    private static func takesGzip(_ acceptEncoding: String) -> Bool {
        let list = QualityList(acceptEncoding)
        guard let gzip = list.quality(of: "gzip") ?? list.quality(of: "x-gzip"), gzip > 0 else { return false }
        let plain = list.entries.first { $0.value == "identity" }?.quality ?? 0
        return gzip >= plain
    }

    /// Compared weakly, as section 13.1.2 asks: a proxy may have marked the tag as weak.
    private static func isKnown(_ tag: String, to ifNoneMatch: String) -> Bool {
        ifNoneMatch.split(separator: ",").contains { entry in
            let known = entry.filter { $0 != " " && $0 != "\t" }
            return known == "*" || known == tag || known == "W/\(tag)"
        }
    }
}

extension Sequence<UInt8> {
    fileprivate var hexadecimal: String {
        let digits = Array("0123456789abcdef")
        return String(flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
