package import BoxOfficeDomain
import Synchronization

/// How far each occurrence has come, as this server knows: what caches follow.
///
/// A write on this server moves the version on before its caller is answered, so that a read that starts after the
/// answer never finds what was before. Writes of other servers are looked for several times a second.
package final class OccurrenceVersions: Sendable {
    private struct State {
        var versions: [Occurrence.ID: Int64] = [:]
        var moves = 0
    }

    private let state = Mutex(State())

    /// The version of an occurrence at the least; 0 when nothing of it was heard.
    package func version(of occurrence: Occurrence.ID) -> Int64 {
        state.withLock { $0.versions[occurrence] ?? 0 }
    }

    /// Grows whenever any occurrence moves: as long as it stands still, everything does.
    package var moves: Int {
        state.withLock { $0.moves }
    }

    /// Whether none of these occurrences has come further than that.
    package func areCurrent(_ versions: [Occurrence.ID: Int64]) -> Bool {
        state.withLock { state in versions.allSatisfy { (state.versions[$0.key] ?? 0) <= $0.value } }
    }

    package func advance(to versions: [Occurrence.ID: Int64]) {
        if versions.isEmpty { return }
        state.withLock { state in
            for (occurrence, version) in versions where version > state.versions[occurrence] ?? 0 {
                state.versions[occurrence] = version
                state.moves += 1
            }
        }
    }
}
