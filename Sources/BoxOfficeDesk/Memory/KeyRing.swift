import BoxOfficeDomain
import Crypto
import Synchronization

/// Keys that were shown lately, by their hash, so that not every request asks the database for one.
///
/// What is revoked through this server is gone at once; what another process revokes, when its time here is up.
final class KeyRing: Sendable {
    struct Key: Sendable {
        let partner: Partner
        let environment: SellingEnvironment
        /// What the retailer may sell is said there.
        let catalogueVersion: Int64
        let readAt: Moment
    }

    private let keys = Mutex<[SHA256Digest: Key]>([:])

    /// Less than the second in which a revoked key is refused on every server, in microseconds.
    private static let keptFor: Int64 = 500_000
    private static let keysMax = 10_000

    func key(_ digest: SHA256Digest, in catalogueVersion: Int64, at now: Moment) -> Key? {
        guard let key = keys.withLock({ $0[digest] }), key.catalogueVersion == catalogueVersion else { return nil }
        let age = now.microseconds - key.readAt.microseconds
        return (0..<Self.keptFor).contains(age) ? key : nil
    }

    func keep(_ key: Key, digest: SHA256Digest) {
        keys.withLock { keys in
            if keys.count >= Self.keysMax { keys.removeAll() }
            keys[digest] = key
        }
    }

    func forgetAll() {
        keys.withLock { $0.removeAll() }
    }
}
