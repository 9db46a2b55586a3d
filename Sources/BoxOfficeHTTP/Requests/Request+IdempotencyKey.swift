import HTTPTypes
import Hummingbird

extension Request {
    private static let idempotencyKeyLengthMax = 255

    /// The caller's own name for the effect; nil when it sent none. Visible ASCII (contract, section 1).
    func idempotencyKey() throws -> String? {
        guard let text = headers[.idempotencyKey] else { return nil }
        let isVisible = text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard (1...Self.idempotencyKeyLengthMax).contains(text.utf8.count), isVisible else {
            throw Problem.invalid(
                HTTPField.Name.idempotencyKey.rawName, .idempotencyKeyForm,
                ["max": "\(Self.idempotencyKeyLengthMax)"])
        }
        return text
    }
}
