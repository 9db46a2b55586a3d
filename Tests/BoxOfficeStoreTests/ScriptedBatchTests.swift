import BoxOfficeDomain
import Synchronization
import Testing

@testable import BoxOfficeStore

@Suite("What a batch does when its connection fails")
struct ScriptedBatchTests {
    /// A connection that does nothing, and fails as it is told.
    private final class ScriptedConnection: WritingConnection {
        /// How each commit ends, in their order; past the end all goes well.
        var commits: [StoreFailure.Fate?] = []
        var begins: [StoreFailure.Fate?] = []
        var head: [StoreFailure.Fate?] = []
        private(set) var mayBeDone = false
        private(set) var changes = 0
        private(set) var isInTransaction = false

        private func next(_ script: inout [StoreFailure.Fate?]) throws {
            if !script.isEmpty, let fate = script.removeFirst() {
                isInTransaction = false
                throw StoreFailure(code: .unavailable, cause: "planned", fate: fate)
            }
        }

        func begin() throws {
            try next(&begins)
            isInTransaction = true
        }

        func commit() throws {
            try next(&commits)
            isInTransaction = false
        }

        func rollBack() { isInTransaction = false }
        func mark(_ statement: SQL) {}

        func repeating(_ body: () -> Void) {
            let before = mayBeDone
            mayBeDone = true
            defer { mayBeDone = before }
            body()
        }

        /// The lock, and what an errand writes.
        func answer(to sql: SQL) throws -> SQLAnswer {
            if sql.text.contains("UPDATE occurrence_state") { try next(&head) }
            changes += 1
            return SQLAnswer(rows: [], changes: 1)
        }

        var textType: SQL { "TEXT" }
        var inKeyOrder: SQL { "" }
        func lockSchema() {}
        func hasTable(_ name: String) -> Bool { true }
    }

    /// What an errand met each time that it ran, and what its caller was told.
    private struct Story: Equatable {
        var runs: [Bool] = []
        var told: [String] = []
    }

    private func carryOut(_ count: Int, _ script: (ScriptedConnection) -> Void) -> [Story] {
        let stories = Mutex(Array(repeating: Story(), count: count))
        let errands = (0..<count).map { index in
            Errand(
                target: WriteTarget(occurrence: "1", moment: Moment(seconds: 1), takesStock: false),
                run: { connection, _ in
                    _ = try connection.run("DELETE FROM claim")
                    let mayBeDone = connection.mayBeDone
                    stories.withLock { $0[index].runs.append(mayBeDone) }
                    return { stories.withLock { $0[index].told.append("done") } }
                },
                refuse: { _ in stories.withLock { $0[index].told.append("refused") } })
        }
        let connection = ScriptedConnection()
        script(connection)
        var batch = WriteBatch(connection: connection)
        batch.carryOut(errands)
        return stories.withLock { $0 }
    }

    @Test("nobody is told twice, and nobody runs, when nobody can write", arguments: [1, 3])
    func begin(count: Int) {
        let stories = carryOut(count) { $0.begins = [.undone] }
        #expect(stories.allSatisfy { $0 == Story(runs: [], told: ["refused"]) })
    }

    @Test("the lock that is not had refuses everyone once", arguments: [1, 3])
    func head(count: Int) {
        let stories = carryOut(count) { $0.head = [.undone] }
        #expect(stories.allSatisfy { $0 == Story(runs: [], told: ["refused"]) })
    }

    @Test("a connection that is lost before anything was done is not worth a word", arguments: [1, 3])
    func lostHead(count: Int) {
        let stories = carryOut(count) { $0.head = [.runAgain] }
        #expect(stories.allSatisfy { $0 == Story(runs: [false], told: ["done"]) })
    }

    @Test("a commit in doubt runs again, and knows that it does")
    func doubt() {
        let stories = carryOut(3) { $0.commits = [.unknown] }
        #expect(stories.allSatisfy { $0 == Story(runs: [false, true], told: ["done"]) })
    }

    @Test("who was in doubt stays in doubt, whatever a neighbour meets meanwhile")
    func doubtRemains() {
        // Both in doubt; again, and lost; then the first by itself, in doubt once more; then the second by itself.
        let stories = carryOut(2) { $0.commits = [.unknown, .runAgain, .unknown] }
        #expect(stories[0] == Story(runs: [false, true, true, true], told: ["done"]))
        #expect(stories[1] == Story(runs: [false, true, true], told: ["done"]))
    }

    @Test("so it is with a connection to PostgreSQL: doubt within doubt leaves doubt")
    func nestedDoubt() throws {
        let connection = PostgreSQLConnection(try PostgreSQLAddress("postgres://db/sale"), patience: .serving)
        connection.repeating {
            connection.repeating {}
            #expect(connection.mayBeDone)
        }
        #expect(!connection.mayBeDone)
    }

    @Test("what never ends well ends: everyone is refused once, after a bounded number of attempts")
    func bounded() {
        for fate in [StoreFailure.Fate.runAgain, .unknown, .undone] {
            let stories = carryOut(2) { $0.commits = Array(repeating: fate, count: 100) }
            #expect(stories.allSatisfy { $0.told == ["refused"] && $0.runs.count <= 12 }, "\(fate): \(stories)")
        }
    }
}
