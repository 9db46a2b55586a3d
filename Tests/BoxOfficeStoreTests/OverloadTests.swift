import BoxOfficeDomain
import Foundation
import Testing

@testable import BoxOfficeStore

@Suite("More want something than can be served")
struct OverloadTests {
    private let database: TemporaryDatabase
    private let store: Store

    init() async throws {
        database = try await TemporaryDatabase()
        // As many as a file has, so that the same many keep all of them busy.
        store = try await Store(try database.driver(pool: .init(writers: 1, readers: 4)))
    }

    /// Callers who all ask while nobody is served, and what came of each.
    private func crowd(
        of count: Int, admitted: Int, _ ask: @escaping @Sendable () async throws -> Void, then open: () -> Void
    ) async -> [Result<Void, any Error>] {
        await withTaskGroup(of: Result<Void, any Error>.self) { group in
            for _ in 0..<count {
                group.addTask {
                    do {
                        return .success(try await ask())
                    } catch {
                        return .failure(error)
                    }
                }
            }
            var answers: [Result<Void, any Error>] = []
            for await answer in group {
                answers.append(answer)
                // Whoever found the line full was told at once; the others wait for the door to open.
                if answers.count == count - admitted { open() }
            }
            return answers
        }
    }

    private func expect(_ answers: [Result<Void, any Error>], admitted: Int) {
        let failures = answers.compactMap { answer -> StoreFailure? in
            if case .failure(let error) = answer { error as? StoreFailure } else { nil }
        }
        #expect(failures.count == answers.count - admitted)
        #expect(failures.allSatisfy { $0.code == .unavailable })
    }

    /// Waits on a thread that nobody shares.
    private func wait(for semaphore: DispatchSemaphore, times: Int) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                for _ in 0..<times { semaphore.wait() }
                continuation.resume()
            }
        }
    }

    @Test("writes past the end of the line are refused at once, and those before it are all done")
    func writes() async throws {
        let store = store
        let (begun, door) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let first: Void = store.write { _ in
            begun.signal()
            door.wait()
        }
        await wait(for: begun, times: 1)
        let answers = await crowd(
            of: 700, admitted: 512, { try await store.write { _ = try $0.run("DELETE FROM claim") } },
            then: { door.signal() })
        try await first
        expect(answers, admitted: 512)
        try await store.checkIsWritable()
    }

    @Test("reads past the end of their line are refused at once, and writes go on")
    func reads() async throws {
        let store = store
        let (begun, door) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let first: Void = withThrowingTaskGroup { group in
            for _ in 1...4 {
                group.addTask {
                    try await store.read { _ in
                        begun.signal()
                        door.wait()
                    }
                }
            }
            try await group.waitForAll()
        }
        await wait(for: begun, times: 4)
        try await store.checkIsWritable()
        let answers = await crowd(
            of: 2300, admitted: 2048, { _ = try await store.read { try $0.catalogueVersion() } },
            then: { for _ in 1...4 { door.signal() } })
        try await first
        expect(answers, admitted: 2048)
        #expect(try await store.read { try $0.catalogueVersion() } == 0)
    }
}
