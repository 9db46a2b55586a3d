import BoxOfficeDomain
import Crypto
import Synchronization

/// Keys that were shown lately, by their hash, so that not every request asks the database for one.
///
/// What this process revokes is gone at once; what another one revokes, such as the command that does, when its time here
/// is up.
final class KeyRing: Sendable {
    struct Key: Sendable {
        let partner: Partner
        let environment: SellingEnvironment
        /// What the retailer may sell is said there.
        let catalogueVersion: Int64
        let readAt: Moment
    }

    private let keys = Mutex<[Hash: Key]>([:])

    /// A SHA-256, as quick to compare as four numbers.
    private struct Hash: Hashable {
        let words: (UInt64, UInt64, UInt64, UInt64)

        init(_ digest: SHA256Digest) {
            words = digest.withUnsafeBytes { $0.loadUnaligned(as: (UInt64, UInt64, UInt64, UInt64).self) }
        }

        static func == (left: Hash, right: Hash) -> Bool {
            left.words == right.words
        }

        func hash(into hasher: inout Hasher) {
            // It is one already.
            hasher.combine(words.0)
        }
    }

    /// Less than the second in which a revoked key is refused on every server, in microseconds.
    private static let keptFor: Int64 = 500_000
    private static let keysMax = 10_000

    func key(_ digest: SHA256Digest, in catalogueVersion: Int64, at now: Moment) -> Key? {
        guard let key = keys.withLock({ $0[Hash(digest)] }), key.catalogueVersion == catalogueVersion else {
            return nil
        }
        let age = now.microseconds - key.readAt.microseconds
        return (0..<Self.keptFor).contains(age) ? key : nil
    }

    func keep(_ key: Key, digest: SHA256Digest) {
        keys.withLock { keys in
            if keys.count >= Self.keysMax { keys.removeAll() }
            keys[Hash(digest)] = key
        }
    }

    func forgetAll() {
        keys.withLock { $0.removeAll() }
    }
}
