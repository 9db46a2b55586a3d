// All of Foundation: only its older JSON reader says where a text stops being JSON.
import Foundation

/// Finds where a body stops being JSON, once it is known that it does.
enum MalformedJSON {
    static func problem(in bytes: [UInt8]) -> Problem {
        let offset = min(offsetOfFault(in: bytes), bytes.count)
        let lines = bytes[..<offset].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let place = "line \(lines.count), column \((lines.last?.count ?? 0) + 1)"
        let what = offset == bytes.count ? "it ends too early, at \(place)." : "it cannot be read from \(place) on."
        return Problem(code: .malformedBody, message: "The body is not JSON: \(what)")
    }

    /// The reader names the place in its description only; a text that ends too early, it names none of.
    private static func offsetOfFault(in bytes: [UInt8]) -> Int {
        do {
            _ = try JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            return bytes.count
        } catch {
            let text = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            let number = text.split(whereSeparator: { !$0.isNumber }).last
            return number.flatMap { Int($0) } ?? bytes.count
        }
    }
}
