package import BoxOfficeDomain
package import BoxOfficeStore
import Crypto

/// Which of the two worlds a server and its keys are in: money is only real in one of them.
package enum SellingEnvironment: String, CaseIterable, Sendable {
    case test, live

    fileprivate var keyPrefix: String { "sk_\(rawValue)_" }
}

/// What a key may be used for.
package enum KeyScope: String, CaseIterable, Sendable {
    case browse, sell
}

/// A partner's program that showed a key. One object serves all of its requests.
package final class Partner: Sendable {
    package let keyID: String
    package let retailer: Retailer
    package let scopes: Set<KeyScope>

    init(keyID: String, retailer: Retailer, scopes: Set<KeyScope>) {
        self.keyID = keyID
        self.retailer = retailer
        self.scopes = scopes
    }
}

/// Why no key was made.
package enum KeyRefusal: Error, Equatable {
    /// With those that the catalogue has.
    case retailerUnknown(Retailer.ID, known: [Retailer.ID])
    /// No key that is in force has that id.
    case keyUnknown(String)
}

extension Desk {
    /// Makes a key. What is answered is the key itself: it is stored as a hash only, and cannot be shown again.
    ///
    /// - Throws: ``KeyRefusal``.
    package func createKey(
        for retailer: Retailer.ID, scopes: Set<KeyScope>, in environment: SellingEnvironment
    ) async throws -> String {
        guard catalogue.retailer(retailer) != nil else {
            throw KeyRefusal.retailerUnknown(retailer, known: catalogue.retailers.map(\.id))
        }
        let secret = environment.keyPrefix + RandomNames.alphanumeric(Self.secretLength)
        let key = StoredKey(
            id: "key_" + RandomNames.alphanumeric(Self.keyIDLength), retailer: retailer,
            scopes: KeyScope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: " "),
            environment: environment.rawValue, createdAt: now(), revokedAt: nil)
        try await store.write { try $0.insert(key, secretSHA256: Self.sha256(secret)) }
        return secret
    }

    /// Every key that was ever made, oldest first.
    package func keys() async throws -> [StoredKey] {
        try await store.read { try $0.keys() }
    }

    /// Ends a key. Servers refuse it within a second, this one from its next request on.
    ///
    /// - Throws: ``KeyRefusal``.
    package func revokeKey(_ id: String) async throws {
        let now = now()
        let isRevoked = try await store.write { try $0.revokeKey(id, at: now) }
        keyRing.forgetAll()
        guard isRevoked else { throw KeyRefusal.keyUnknown(id) }
    }

    /// Who shows that key, when it was shown a moment ago: as ``partner(withKey:in:)`` would answer, without waiting.
    package func knownPartner(withKey secret: String, in environment: SellingEnvironment) -> Partner? {
        guard let digest = Self.digest(secret, in: environment),
            let key = keyRing.key(digest, in: catalogue.version, at: now()), key.environment == environment
        else { return nil }
        return key.partner
    }

    /// Who shows that key; nil when it is unknown, revoked, of the other environment, or of a retailer that left.
    package func partner(withKey secret: String, in environment: SellingEnvironment) async throws -> Partner? {
        guard let digest = Self.digest(secret, in: environment), let key = try await key(digest),
            key.environment == environment
        else { return nil }
        return key.partner
    }

    /// Nil of what is no key of ours.
    private static func digest(_ secret: String, in environment: SellingEnvironment) -> SHA256Digest? {
        guard secret.hasPrefix(environment.keyPrefix), secret.utf8.count <= secretLengthMax else { return nil }
        return SHA256.hash(data: Array(secret.utf8))
    }

    private func key(_ digest: SHA256Digest) async throws -> KeyRing.Key? {
        // Before the reading, so that a key is never kept for longer than it should be.
        let now = now()
        if let key = keyRing.key(digest, in: catalogue.version, at: now) { return key }
        let hash = digest.hexadecimal
        guard let stored = try await store.read({ try $0.key(secretSHA256: hash) }),
            let environment = SellingEnvironment(rawValue: stored.environment)
        else { return nil }
        // The catalogue's version before its retailer: one that comes between is looked up again.
        let version = catalogue.version
        guard let retailer = try await retailer(stored.retailer) else { return nil }
        let scopes = stored.scopes.split(separator: " ").compactMap { KeyScope(rawValue: String($0)) }
        let key = KeyRing.Key(
            partner: Partner(keyID: stored.id, retailer: retailer, scopes: Set(scopes)), environment: environment,
            catalogueVersion: version, readAt: now)
        keyRing.keep(key, digest: digest)
        return key
    }

    /// A key works at once, also one for a retailer who is new in a catalogue that another process imported just now.
    private func retailer(_ id: Retailer.ID) async throws -> Retailer? {
        if let retailer = catalogue.retailer(id) { return retailer }
        try await shelf.refresh()
        return catalogue.retailer(id)
    }

    /// Letters and digits after the prefix: 238 bits.
    private static let secretLength = 40
    private static let keyIDLength = 12
    /// Longer text is no key of ours and not worth hashing.
    private static let secretLengthMax = 100

    private static func sha256(_ text: String) -> String {
        SHA256.hash(data: Array(text.utf8)).hexadecimal
    }
}

extension SHA256Digest {
    var hexadecimal: String {
        map { byte in
            let digits = String(byte, radix: 16)
            return byte < 16 ? "0" + digits : digits
        }.joined()
    }
}
