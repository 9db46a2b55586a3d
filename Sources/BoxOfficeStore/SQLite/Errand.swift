/// What a caller wants from the database, whatever the type of its answer.
struct Errand: Sendable {
    /// Runs the caller's closure. What comes back tells the caller its answer, which is not to be told before it is
    /// sure.
    let run: @Sendable (any SQLConnection) throws -> @Sendable () -> Void
    /// Tells the caller that there is no answer.
    let refuse: @Sendable (any Error) -> Void

    /// Hands an errand over, and waits for its answer. The caller's cancellation is not for whoever carries it out.
    static func answer<Answer: Sendable>(
        to body: @escaping @Sendable (any SQLConnection) throws -> Answer, through handOver: (Errand) -> Void
    ) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            handOver(
                Errand(
                    run: { connection in
                        let answer = try body(connection)
                        return { continuation.resume(returning: answer) }
                    },
                    refuse: { continuation.resume(throwing: $0) }))
        }
    }
}
