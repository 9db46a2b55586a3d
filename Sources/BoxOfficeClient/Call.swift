import HTTPTypes

/// One request of the API.
struct Call: Sendable {
    var method: HTTPRequest.Method = .get
    /// Behind `/api`.
    var path: [String]
    /// Those without a value are left out.
    var query: [(name: String, value: String?)] = []
    var body: [UInt8] = []
    var idempotencyKey: String?
    /// Whether it is sent again where there was no answer to it: only what is known to have no second effect.
    var isSentAgainWithoutAnswer = false

    func request(to boxOffice: BoxOffice) -> HTTPRequest {
        var target = boxOffice.address.prefix + "/api" + path.map { "/" + $0.percentEncoded }.joined()
        let pairs = query.compactMap { name, value in value.map { "\(name)=\($0.percentEncoded)" } }
        if !pairs.isEmpty { target += "?" + pairs.joined(separator: "&") }
        var fields: HTTPFields = [.accept: "application/json", .userAgent: "BoxOfficeClient", .key: boxOffice.key]
        if !body.isEmpty { fields[.contentType] = "application/json" }
        fields[.idempotencyKey] = idempotencyKey
        fields[.acceptLanguage] = boxOffice.language
        fields[.simulate] = boxOffice.simulation
        return HTTPRequest(
            method: method, scheme: boxOffice.address.scheme, authority: boxOffice.address.authority, path: target,
            headerFields: fields)
    }
}

extension HTTPField.Name {
    fileprivate static let key = Self.literal("X-TT-API-Key")
    fileprivate static let idempotencyKey = Self.literal("Idempotency-Key")
    fileprivate static let simulate = Self.literal("X-Simulate")
    static let requestID = Self.literal("X-Request-ID")

    private static func literal(_ name: String) -> Self {
        guard let name = Self(name) else { preconditionFailure("\(name) is a header's name") }
        return name
    }
}

extension String {
    /// As one segment of a path, or one value of a query: all but RFC 3986's unreserved characters.
    fileprivate var percentEncoded: String {
        var encoded = ""
        for byte in utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                encoded += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
