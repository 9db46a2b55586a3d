import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
    /// Bytes of a body; every body that makes sense here is far smaller.
    static let bodyBytesMax = 64 * 1024

    /// Reads a JSON body, or says where it is wrong (contract, section 1, "Bodies").
    func json<Body: Decodable>(_ type: Body.Type) async throws -> Body {
        try requireJSON()
        let bytes = Array(try await boundedBody().readableBytesView)
        // Foundation would read UTF-16 as well; those have zeros, which no JSON in UTF-8 has.
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw Problem(.malformedBody, .bodyNotUTF8)
        }
        try JSONSyntax.check(bytes)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw Problem(error)
        }
    }

    /// A missing media type is taken for JSON: nothing else is understood.
    private func requireJSON() throws {
        guard let text = headers.value(.contentType), text != "application/json" else { return }
        let media = MediaType(from: text)
        let charset = media?.parameter.flatMap { $0.name == "charset" ? $0.value.lowercased() : nil } ?? "utf-8"
        guard media?.type == .application, media?.subType.lowercased() == "json", charset == "utf-8" else {
            throw Problem(
                .unsupportedMediaType, .mediaType, ["found": text.quoted], param: HTTPField.Name.contentType.rawName)
        }
    }

    private func boundedBody() async throws -> ByteBuffer {
        if let length = headers.value(.contentLength).flatMap({ Int($0) }), length > Self.bodyBytesMax {
            throw Problem.bodyTooLarge
        }
        do {
            return try await body.collect(upTo: Self.bodyBytesMax)
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge
        } catch {
            // It broke off, or its end is no HTTP: not ours, and mostly nobody is there any more to be told.
            throw Problem(.malformedBody, .requestUnreadable)
        }
    }
}

extension Problem {
    static let bodyTooLarge = Problem(.payloadTooLarge, .bodyTooLarge, ["max": "\(Request.bodyBytesMax)"])

    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .missing(Self.path(context.codingPath + [key]))
        case .valueNotFound(_, let context) where !context.codingPath.isEmpty:
            self = .missing(Self.path(context.codingPath))
        case .typeMismatch(let type, let context) where !context.codingPath.isEmpty:
            let param = Self.path(context.codingPath)
            self = .invalid(param, Self.sentence(for: type))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            self = .invalid(Self.path(context.codingPath), .notWholeNumber)
        default:
            self.init(.malformedBody, .bodyNotObject)
        }
    }

    /// `items[0].quantity`
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
            }
        }
    }

    private static func sentence(for type: any Any.Type) -> Sentence {
        switch type {
        case is String.Type: .notString
        case is any BinaryInteger.Type: .notWholeNumber
        case is Bool.Type: .notBoolean
        case is [Any].Type: .notArray
        default: .notObject
        }
    }
}

/// Texts of a body: none holds control characters.
enum BodyText {
    static func check(_ texts: [(value: String?, param: String)]) throws {
        for (value, param) in texts {
            // Unicode's category Cc: the 65 control characters of ASCII and Latin-1, for good.
            let isClean = value?.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
            guard isClean ?? true else { throw Problem.invalid(param, .controlCharacter) }
        }
    }
}
