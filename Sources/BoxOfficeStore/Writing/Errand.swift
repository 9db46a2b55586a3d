import BoxOfficeDomain

/// What a caller wants from the database, whatever the type of its answer.
struct Errand: Sendable {
    /// What it writes to, which is locked before it runs; nil where it is no occurrence.
    let target: WriteTarget?
    /// What ``run`` is expected to ask first.
    var rehearsed: [SQL] = []
    /// Runs the caller's closure. What comes back tells the caller its answer, which is not to be told before it is
    /// sure.
    let run: @Sendable (any SQLConnection, OccurrenceState?) throws -> @Sendable () -> Void
    /// Tells the caller that there is no answer.
    let refuse: @Sendable (any Error) -> Void

    /// Hands an errand over, and waits for its answer. The caller's cancellation is not for whoever carries it out.
    static func answer<Answer: Sendable>(
        to body: @escaping @Sendable (any SQLConnection, OccurrenceState?) throws -> Answer,
        writingTo target: WriteTarget? = nil, rehearsed: [SQL] = [], through handOver: (Errand) -> Void
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            handOver(
                Errand(
                    target: target, rehearsed: rehearsed,
                    run: { connection, state in
                        let answer = try body(connection, state)
                        return { continuation.resume(returning: answer) }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }
}
