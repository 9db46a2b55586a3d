// All of Foundation: its older JSON reader is strict where the decoder is lenient, and says where it stopped.
import Foundation

/// What is not JSON (RFC 8259), with the place from where on.
enum MalformedJSON {
    static func check(_ bytes: [UInt8]) throws {
        do {
            _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        } catch {
            let text = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            // A number that is too large is JSON all the same; whoever needs it will say so.
            if text.contains("not representable") { return }
            throw problem(text, in: bytes)
        }
        // The one thing that it lets pass.
        if let offset = trailingComma(in: bytes) { throw problem(at: offset, in: bytes) }
    }

    /// The reader names the place in its description alone.
    private static func problem(_ text: String, in bytes: [UInt8]) -> Problem {
        if let number = text.components(separatedBy: "around character ").last.flatMap({ Int($0.filter(\.isNumber)) }),
            number < bytes.count
        {
            return problem(at: number, in: bytes)
        }
        return Problem(.malformedBody, text.contains("string parse") ? .bodyTextUnreadable : .bodyEndsEarly)
    }

    private static func problem(at offset: Int, in bytes: [UInt8]) -> Problem {
        let lines = bytes[..<offset].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return Problem(
            .malformedBody, .bodyUnreadable,
            ["line": "\(lines.count)", "column": "\((lines.last?.count ?? 0) + 1)"])
    }

    /// Where a comma stands before a closing bracket, outside of texts.
    private static func trailingComma(in bytes: [UInt8]) -> Int? {
        var comma: Int?
        var isInText = false
        var isEscaped = false
        for (offset, byte) in bytes.enumerated() {
            if isInText {
                isInText = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                continue
            }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): continue
            case UInt8(ascii: "]"), UInt8(ascii: "}"): if let comma { return comma }
            case UInt8(ascii: "\""): isInText = true
            default: break
            }
            comma = byte == UInt8(ascii: ",") ? offset : nil
        }
        return nil
    }
}
