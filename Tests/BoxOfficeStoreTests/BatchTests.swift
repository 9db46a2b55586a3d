import BoxOfficeDomain
import BoxOfficeTestSupport
import Foundation
import GRDB
import Synchronization
import Testing

@testable import BoxOfficeStore

@Suite("Writes that share a commit")
struct BatchTests {
    private let database: TemporaryDatabase
    private let now = Clock().now

    init() async throws {
        database = try await TemporaryDatabase()
        try await database.store().close()
    }

    private struct Refusal: Error {}

    /// What each caller was told, by its seat, with how many claims a stranger saw when it was.
    private typealias Told = Mutex<[Int: (error: (any Error)?, claims: Int)]>

    /// Runs claims on seats 1, 2, 3, ... in one batch, each with what else its closure does.
    private func carryOut(
        isPatient: Bool = true, _ closures: (@Sendable (Transaction) throws -> Void)...
    ) throws -> [Int: (error: (any Error)?, claims: Int)] {
        let told = Told([:])
        let (database, now) = (database, now)
        @Sendable func tell(_ seat: Int, _ error: (any Error)?) {
            let claims = try? database.count("SELECT COUNT(*) FROM claim")
            let before = told.withLock { $0.updateValue((error, claims ?? -1), forKey: seat) }
            if before != nil { Issue.record("seat \(seat) was told twice") }
        }
        let errands = closures.enumerated().map { index, closure in
            Errand(
                target: nil,
                run: { connection, _ in
                    let transaction = Transaction(connection)
                    _ = try transaction.claim(
                        [World.seat(index + 1)], of: Corner.occurrence, for: "cart", until: now.adding(seconds: 9),
                        at: now)
                    try closure(transaction)
                    return { tell(index + 1, nil) }
                },
                refuse: { tell(index + 1, $0) })
        }
        try database.withConnection(isPatient: isPatient) { connection in
            var batch = WriteBatch(connection: connection)
            batch.carryOut(errands)
        }
        let answers = told.withLock { $0 }
        #expect(answers.count == closures.count, "not everyone was told")
        return answers
    }

    private func claims() throws -> Int {
        try database.count("SELECT COUNT(*) FROM claim")
    }

    @Test("nobody is told before all is on the disk")
    func together() throws {
        let database = database
        let told = try carryOut(
            { _ in },
            { _ in
                let claims = try database.count("SELECT COUNT(*) FROM claim")
                #expect(claims == 0)
            },
            { _ in })
        #expect(told.values.allSatisfy { $0.error == nil && $0.claims == 3 })
    }

    @Test("a refusal undoes what it did and nothing else, and is told after the commit")
    func refusal() throws {
        let told = try carryOut({ _ in }, { _ in throw Refusal() }, { _ in })
        #expect(told[2]?.error is Refusal)
        #expect(told[1]?.error == nil && told[3]?.error == nil)
        #expect(told.values.allSatisfy { $0.claims == 2 })
    }

    @Test("a promise of the schema that one would break ends that one alone")
    func constraint() throws {
        let told = try carryOut(
            { _ in },
            { _ = try $0.run("INSERT INTO stock VALUES ('1', 'floor', 1, 2, 0)") },
            { _ in })
        #expect((told[2]?.error as? StoreFailure)?.code == .damaged)
        #expect(told[1]?.error == nil && told[3]?.error == nil)
        #expect(try claims() == 2)
    }

    @Test(
        "a promise that one would break in passing, without waiting to hear of it, ends that one alone",
        arguments: [1, 2, 3])
    func postedConstraint(seat: Int) throws {
        let bad: @Sendable (Transaction) throws -> Void = {
            try $0.post("INSERT INTO stock VALUES ('1', 'floor', 1, 2, 0)")
        }
        // Its neighbours wait for answers of their own, in which its error may show.
        let good: @Sendable (Transaction) throws -> Void = { _ = try $0.rows("SELECT 1") }
        let told = try carryOut(seat == 1 ? bad : good, seat == 2 ? bad : good, seat == 3 ? bad : good)
        for (number, answer) in told {
            #expect((answer.error as? StoreFailure)?.code == (number == seat ? .damaged : nil), "\(number)")
        }
        #expect(try claims() == 2)
        #expect(try database.count("SELECT COUNT(*) FROM stock") == 0)
    }

    @Test("one that breaks a promise in passing and is refused takes nobody with it")
    func postedAndRefused() throws {
        let told = try carryOut(
            { _ in },
            { transaction in
                // What the closure says of its own failure is its own affair.
                try? transaction.post("INSERT INTO stock VALUES ('1', 'floor', 1, 2, 0)")
                throw Refusal()
            },
            { _ in })
        #expect(told[1]?.error == nil && told[3]?.error == nil)
        #expect(told[2]?.error != nil)
        #expect(try claims() == 2)
    }

    @Test("an error that ends everything ends only whose it is: the others run again, by themselves")
    func fatal() throws {
        let runs = Atomic<Int>(0)
        let told = try carryOut(
            { _ in runs.add(1, ordering: .relaxed) },
            { transaction in
                _ = try transaction.run("ROLLBACK")
                throw StoreFailure(code: .unavailable, cause: "planned")
            },
            { _ in runs.add(1, ordering: .relaxed) })
        #expect((told[2]?.error as? StoreFailure)?.code == .unavailable)
        #expect(told[1]?.error == nil && told[3]?.error == nil)
        #expect(runs.load(ordering: .relaxed) == 3)
        #expect(try claims() == 2)
    }

    @Test("a transaction that ended behind a closure's back keeps nothing of the batch but what runs again")
    func silentlyFatal() throws {
        let isFirst = Atomic<Bool>(true)
        let told = try carryOut(
            { _ in },
            { if isFirst.exchange(false, ordering: .relaxed) { _ = try $0.run("ROLLBACK") } },
            { _ in })
        #expect(told.values.allSatisfy { $0.error == nil })
        #expect(try claims() == 3)
    }

    @Test("a commit that fails fails only for whose fault it is")
    func commit() throws {
        let told = try carryOut(
            { _ in },
            { try $0.connection.breakCommit() },
            { _ in })
        #expect(told[2]?.error is StoreFailure)
        #expect(told[1]?.error == nil && told[3]?.error == nil)
        #expect(try claims() == 2)
        #expect(try database.count("SELECT COUNT(*) FROM receipt_line") == 0)
    }

    @Test(
        "what finds no room is unavailable, and its neighbours are as they would be without it",
        .enabled(if: Engine.isSQLite))
    func full() throws {
        let told = try carryOut(
            { _ in },
            { transaction in
                _ = try transaction.run("PRAGMA max_page_count = 1")
                for position in 0..<1000 {
                    let text = String(repeating: "x", count: 1000)
                    _ = try transaction.run("INSERT INTO catalogue_text VALUES (\(position), 'x', \(text))")
                }
            },
            { _ in })
        #expect((told[2]?.error as? StoreFailure)?.code == .unavailable)
        #expect(told[1]?.error == nil && told[3]?.error == nil)
        #expect(try claims() == 2)
        #expect(try database.count("SELECT COUNT(*) FROM catalogue_text") == 0)
    }

    @Test("a batch of refusals writes nothing", .enabled(if: Engine.isSQLite))
    func nothing() throws {
        let stranger = try database.raw()
        let version = try stranger.read { try Int.fetchOne($0, sql: "PRAGMA data_version") }
        let told = try carryOut({ _ in throw Refusal() }, { _ in throw Refusal() })
        #expect(told.values.allSatisfy { $0.error is Refusal })
        #expect(try stranger.read { try Int.fetchOne($0, sql: "PRAGMA data_version") } == version)
    }

    @Test(
        "while another process writes for too long, all are told that they cannot, once", .enabled(if: Engine.isSQLite))
    func busy() throws {
        let other = try database.raw()
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let told = try carryOut(isPatient: false, { _ in }, { _ in })
            #expect(told.values.allSatisfy { ($0.error as? StoreFailure)?.code == .unavailable })
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try carryOut({ _ in }).values.allSatisfy { $0.error == nil })
    }
}
