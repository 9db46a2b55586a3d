import BoxOfficeDomain
import Synchronization
import Testing

@testable import BoxOfficeStore

@Suite("What a write asks first goes with the locks of its batch")
struct RehearsalTests {
    /// A database elsewhere: what it is asked, a line a round trip.
    private final class DistantConnection: WritingConnection {
        private(set) var trips: [[String]] = []
        private var posted: [String] = []
        private(set) var changes = 0
        private(set) var isInTransaction = false
        private(set) var kept = 0
        /// Statements that find nothing, and that the engine refuses.
        var vain: Set<String> = []
        var refused: Set<String> = []

        func begin() {
            isInTransaction = true
            posted = []
        }

        func rollBack() { isInTransaction = false }
        func mark(_ statement: SQL) {}
        func repeating(_ body: () -> Void) { body() }
        func post(_ sql: @autoclosure () throws -> SQL) throws { posted.append(try sql().text) }

        func commit() {
            isInTransaction = false
            kept += 1
        }

        func answer(to sql: SQL) throws -> SQLAnswer { try answers(to: [sql])[0] }

        func answers(to statements: [SQL]) throws -> [SQLAnswer] {
            let words = statements.map { statement in
                if statement.text.contains("occurrence_state") { return "lock" }
                guard statement.text.contains("voucher_use"), case .text(let code)? = statement.binds.last else {
                    return statement.text
                }
                return "lock \(code)"
            }
            trips.append(posted + words)
            posted = []
            return try words.map { word in
                if refused.contains(word) { throw StoreFailure(code: .damaged, cause: "planned") }
                changes += vain.contains(word) ? 0 : 1
                return SQLAnswer(changes: vain.contains(word) ? 0 : 1)
            }
        }

        var textType: SQL { "TEXT" }
        var inKeyOrder: SQL { "" }
        func lockSchema() {}
        func hasTable(_ name: String) -> Bool { true }
    }

    private struct Refusal: Error {}

    private typealias Closure = @Sendable (any SQLConnection) throws -> String

    /// Carries closures out in one batch, each rehearsed as a driver does, and answers what their callers are told.
    private func carryOut(
        _ closures: [Closure], vouchers: [String] = [], at connection: DistantConnection
    ) -> [String] {
        let told = Mutex(Array(repeating: "", count: closures.count))
        let errands = closures.enumerated().map { index, closure in
            Errand(
                target: WriteTarget(
                    occurrence: "1", moment: Moment(seconds: 1), takesStock: false,
                    vouchers: vouchers.isEmpty ? [] : [VoucherName(event: "7", code: vouchers[index])]),
                rehearsed: Rehearsal.firstStatements { connection, _ in try closure(connection) },
                run: { connection, _ in
                    let answer = try closure(connection)
                    return { told.withLock { $0[index] += answer } }
                },
                refuse: { error in told.withLock { $0[index] += error is Refusal ? "refused" : "failed" } })
        }
        var batch = WriteBatch(connection: connection)
        batch.carryOut(errands)
        return told.withLock { $0 }
    }

    /// Takes something, and writes it down.
    private func taking(_ statement: SQL) -> Closure {
        { connection in
            guard try connection.run(statement) == 1 else { throw Refusal() }
            try connection.post("note")
            return "taken"
        }
    }

    /// Reads before it does anything.
    private let looking: Closure = { connection in
        _ = try connection.rows("look")
        return "looked"
    }

    @Test("a batch of sixty waits for the locks and for the commit, and for nothing else")
    func trips() {
        let connection = DistantConnection()
        let told = carryOut(Array(repeating: taking("take"), count: 60), at: connection)
        #expect(told == Array(repeating: "taken", count: 60))
        #expect(connection.trips == [["lock"] + Array(repeating: "take", count: 60)])
        #expect(connection.kept == 1)
    }

    @Test("whoever finds nothing is refused alone, as long as it changed nothing")
    func refusal() {
        let connection = DistantConnection()
        connection.vain = ["take b"]
        #expect(
            carryOut([taking("take a"), taking("take b"), taking("take c")], at: connection)
                == ["taken", "refused", "taken"])
        #expect(connection.trips == [["lock", "take a", "take b", "take c"]])
    }

    @Test("a refusal after something was changed undoes it: all is done again, each as it comes")
    func halfTaken() {
        let connection = DistantConnection()
        connection.vain = ["take b"]
        let both: Closure = { connection in
            guard try connection.run(each: ["take a", "take b"]) == [1, 1] else { throw Refusal() }
            return "taken"
        }
        #expect(carryOut([both, taking("take c")], at: connection) == ["refused", "taken"])
        #expect(
            connection.trips == [["lock", "take a", "take b", "take c"], ["lock"], ["take a", "take b"], ["take c"]])
        #expect(connection.kept == 1)
    }

    @Test("vouchers are locked in one order, whoever comes with which, and whether it has rehearsed")
    func vouchers() {
        let connection = DistantConnection()
        _ = carryOut(
            [taking("take"), looking, taking("take")], vouchers: ["FAN", "CARD", "FAN"], at: connection)
        #expect(connection.trips.first == ["lock", "lock CARD", "lock FAN", "take", "take"])
    }

    @Test("what was rehearsed and changed something, but is not asked for, is undone", arguments: [1, 2])
    func unasked(neighbours: Int) {
        let connection = DistantConnection()
        connection.vain = ["use key"]
        let other: Closure = { connection in
            guard try connection.run("use key") == 1 else { return "another's" }
            guard try connection.run("take") == 1 else { throw Refusal() }
            return "taken"
        }
        let closures = [other] + Array(repeating: taking("take c"), count: neighbours - 1)
        #expect(carryOut(closures, at: connection).first == "another's")
        #expect(connection.trips.prefix(3).map(\.count) == [neighbours + 2, 1, 1])
        // What is kept, if a neighbour changed something, is a batch in which "take" was never run.
        #expect(connection.kept == neighbours - 1)
        #expect(!connection.trips.dropFirst().joined().contains("take"))
    }

    @Test("whoever begins by looking comes last, and finds what the others did whole")
    func lookingLast() {
        let connection = DistantConnection()
        #expect(carryOut([looking, taking("take")], at: connection) == ["looked", "taken"])
        #expect(connection.trips == [["lock", "take"], ["note", "look"]])
    }

    @Test("what the engine refuses of one is done again, each as it comes")
    func engineRefuses() {
        let connection = DistantConnection()
        connection.refused = ["take b"]
        let told = carryOut([taking("take a"), taking("take b")], at: connection)
        #expect(told == ["taken", "failed"])
        #expect(connection.trips == [["lock", "take a", "take b"], ["lock"], ["take a"], ["note", "take b"]])
        #expect(connection.kept == 1)
    }

    @Test("it ends before the first rows that are read, and is empty where all is in vain")
    func ends() {
        #expect(
            Rehearsal.firstStatements { connection, _ in
                _ = try connection.run(each: ["a", "b"])
                try connection.post("p")
                _ = try connection.run("c")
                _ = try connection.rows("d")
                _ = try connection.run("e")
            }.map(\.text) == ["a", "b", "c"])
        #expect(
            Rehearsal.firstStatements { connection, _ in
                _ = try connection.run("a")
                throw Refusal()
            }.isEmpty)
    }
}
