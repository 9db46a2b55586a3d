import BoxOfficeCatalogue
package import BoxOfficeDomain
import BoxOfficeStore
import Dispatch
import Synchronization

/// Where the current catalogue stands: read from the stored document once a version, shared by every request.
package final class CatalogueShelf: Sendable {
    private struct State {
        var catalogue = Catalogue.empty
        var firstImportedAt: Moment?
        /// The newest version that anybody has told of.
        var heardOf: Int64 = 0
        var loading: Task<Void, any Error>?
    }

    private let store: Store
    private let state = Mutex(State())

    init(store: Store) {
        self.store = store
    }

    package var catalogue: Catalogue {
        state.withLock { $0.catalogue }
    }

    /// When the first catalogue was imported; nil before.
    package var firstImportedAt: Moment? {
        state.withLock { $0.firstImportedAt }
    }

    /// Takes note that there is such a version.
    func hear(of version: Int64) {
        state.withLock { $0.heardOf = max($0.heardOf, version) }
    }

    /// Loads the newest version that was heard of, if it is not here yet.
    func followWhatWasHeard() async throws {
        let isBehind = state.withLock { $0.heardOf > $0.catalogue.version }
        if isBehind { try await refresh() }
    }

    /// Loads the stored catalogue when it is newer than the one that stands here. Cheap when it is not; many that ask
    /// at once share one reading of the document.
    ///
    /// - Parameter version: what is known to be there, at the least.
    package func refresh(to version: Int64 = 0) async throws {
        repeat {
            let loading = state.withLock { state in
                // Not the caller's own task: others wait for it as well, and no caller's cancellation may end it.
                let loading = state.loading ?? Task { try await load() }
                state.loading = loading
                return loading
            }
            try await loading.value
        } while catalogue.version < version
    }

    private func load() async throws {
        defer { state.withLock { $0.loading = nil } }
        let current = catalogue.version
        let stored = try await store.read { transaction -> (Int64, Moment?, [StoredText])? in
            let stored = try transaction.catalogueVersion()
            guard stored > current else { return nil }
            return (stored, try transaction.firstImportedAt(), try transaction.catalogueTexts())
        }
        guard let (version, firstImportedAt, texts) = stored else { return }
        place(try await Self.read(texts).numbered(version), firstImportedAt: firstImportedAt)
    }

    /// Puts a catalogue here, unless a newer one came first.
    func place(_ catalogue: Catalogue, firstImportedAt: Moment?) {
        state.withLock { state in
            guard catalogue.version > state.catalogue.version else { return }
            state.catalogue = catalogue
            state.firstImportedAt = firstImportedAt ?? state.firstImportedAt
        }
    }

    /// Reading a large document takes tenths of a second: not on a thread that requests share.
    private static func read(_ texts: [StoredText]) async throws -> Catalogue {
        guard let document = texts.first else { return .empty }
        let plans = Dictionary(texts.dropFirst().map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                let reader = CatalogueReader(seatingPlan: { name in
                    guard let plan = plans[name] else { throw MissingPlan(name: name) }
                    return plan
                })
                let document = CatalogueText(name: document.name, text: document.text)
                continuation.resume(
                    with: Result { () throws(CatalogueFaults) in try reader.read(document).catalogue }.mapError {
                        StoreFailure(code: .damaged, cause: "The stored catalogue cannot be read. \($0)")
                    })
            }
        }
    }

    private struct MissingPlan: Error, CustomStringConvertible {
        let name: String
        var description: String { "the seating plan \(name) was not stored with the catalogue" }
    }
}
