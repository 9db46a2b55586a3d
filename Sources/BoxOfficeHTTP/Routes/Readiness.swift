import Synchronization

/// Whether a server goes on to take calls, or is about to stop and says so before it does.
package final class Readiness: Sendable {
    private let leaving = Atomic<Bool>(false)

    package init() {}

    package var isLeaving: Bool {
        leaving.load(ordering: .relaxed)
    }

    package func leave() {
        leaving.store(true, ordering: .relaxed)
    }
}
