import BoxOfficeDomain
import BoxOfficeStore
import Synchronization

/// What an answer was made from, and until when it is right: how a cache knows whether to ask again.
package final class Stamp: Sendable {
    let catalogueVersion: Int64
    /// Of the occurrences that it tells what is free of, as far as they had come.
    let versions: [Occurrence.ID: Int64]
    /// In which time alone changes nothing of it.
    let validity: Range<Moment>
    /// How many moves had been heard of when the versions were last compared, and found to be the newest.
    private let movesSeen: Atomic<Int>

    /// - Parameters:
    ///   - now: when the answer was begun.
    ///   - nextChange: nil is never.
    init(
        catalogueVersion: Int64, versions: [Occurrence.ID: Int64] = [:], from now: Moment, until nextChange: Moment?
    ) {
        self.catalogueVersion = catalogueVersion
        self.versions = versions
        // A clock may be set back while an answer is made: then it is right for no time at all.
        self.validity = now..<max(now, nextChange ?? .distantFuture)
        self.movesSeen = Atomic(-1)
    }

    fileprivate func hasNewestVersions(_ known: OccurrenceVersions) -> Bool {
        if versions.isEmpty { return true }
        // Before the comparison: what moves meanwhile is found by the next one.
        let moves = known.moves
        if movesSeen.load(ordering: .relaxed) == moves { return true }
        guard known.areCurrent(versions) else { return false }
        movesSeen.store(moves, ordering: .relaxed)
        return true
    }
}

/// Something together with what it was made from.
package struct Stamped<Value: Sendable>: Sendable {
    package let value: Value
    package let stamp: Stamp

    package init(value: Value, stamp: Stamp) {
        self.value = value
        self.stamp = stamp
    }
}

extension Desk {
    /// Whether an answer with that stamp is what would be answered now.
    package func isCurrent(_ stamp: Stamp) -> Bool {
        stamp.catalogueVersion == catalogue.version && stamp.validity.contains(now())
            && stamp.hasNewestVersions(store.versions)
    }
}
