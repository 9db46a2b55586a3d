import BoxOfficeDomain
import Synchronization

/// What is free of each occurrence, kept as long as it is so. Small: a few prices an occurrence of the catalogue.
final class AvailabilityBoard: Sendable {
    private struct State {
        var catalogueVersion: Int64 = 0
        var entries: [Occurrence.ID: Stamped<Availability>] = [:]
    }

    private let state = Mutex(State())

    func entry(_ occurrence: Occurrence.ID) -> Stamped<Availability>? {
        state.withLock { $0.entries[occurrence] }
    }

    func keep(_ entry: Stamped<Availability>, of occurrence: Occurrence.ID) {
        state.withLock { state in
            // Another catalogue may have other occurrences: nothing of the old one is kept.
            if entry.stamp.catalogueVersion > state.catalogueVersion {
                state = State(catalogueVersion: entry.stamp.catalogueVersion)
            }
            if entry.stamp.catalogueVersion == state.catalogueVersion { state.entries[occurrence] = entry }
        }
    }
}
