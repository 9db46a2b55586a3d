import BoxOfficeStore
import BoxOfficeTestSupport
import Synchronization

/// How a write fails.
enum Fault: Hashable, Sendable {
    /// At its n-th statement, counted from 1; what was done before it is rolled back.
    case statement(Int)
    /// At its n-th statement, whose error ends the whole transaction, as a full disk does.
    case fatalStatement(Int)
    /// The commit itself.
    case commit
    /// After the commit: it is done, and its caller never hears of it.
    case answer
    /// After the commit, as a connection is lost: it is done, and nobody knows, so that it is done again.
    case doubt
}

/// The real database, some of whose writes fail.
final class FaultyDriver: StoreDriver {
    private let driver: any StoreDriver
    /// How the n-th write fails, if it does, counted from 1.
    private let fault: Mutex<@Sendable (Int) -> Fault?>
    private let writes = Atomic<Int>(0)
    private let fired = Atomic<Int>(0)
    private let disagreements = Atomic<Int>(0)

    init(_ driver: any StoreDriver) {
        self.driver = driver
        self.fault = Mutex { _ in nil }
    }

    /// Plans for the writes to come, of which the next is the first.
    func plan(_ fault: @escaping @Sendable (Int) -> Fault?) {
        self.fault.withLock { $0 = fault }
        writes.store(0, ordering: .sequentiallyConsistent)
        fired.store(0, ordering: .sequentiallyConsistent)
    }

    /// How many faults have happened since there was a plan.
    var faults: Int {
        fired.load(ordering: .sequentiallyConsistent)
    }

    func write<Result: Sendable>(
        to target: WriteTarget?, _ body: @escaping @Sendable (any SQLConnection, OccurrenceState?) throws -> Result
    ) async throws -> Result {
        let number = writes.wrappingAdd(1, ordering: .sequentiallyConsistent).newValue
        switch fault.withLock({ $0(number) }) {
        case nil:
            return try await driver.write(to: target, body)
        case .statement(let count):
            return try await driver.write(to: target) { connection, state in
                try body(self.failing(connection, state, at: count, isFatal: false), state)
            }
        case .fatalStatement(let count):
            return try await driver.write(to: target) { connection, state in
                try body(self.failing(connection, state, at: count, isFatal: true), state)
            }
        case .commit:
            return try await driver.write(to: target) { connection, state in
                let result = try body(connection, state)
                try self.failCommit(connection)
                return result
            }
        case .answer:
            _ = try await driver.write(to: target, body)
            throw fire()
        case .doubt:
            let kept = try await driver.write(to: target, body)
            _ = fire()
            let told = try await driver.write(to: target) { try body(DoubtfulConnection($0), $1) }
            if !Self.say(kept, told) { disagreements.add(1, ordering: .sequentiallyConsistent) }
            return told
        }
    }

    /// How often what was done again was answered otherwise than at first.
    var answersThatDiffer: Int {
        disagreements.load(ordering: .sequentiallyConsistent)
    }

    /// Whether two answers are the same; the version of the occurrence beside them is not.
    private static func say(_ first: Any, _ second: Any) -> Bool {
        func answer(_ value: Any) -> String {
            let mirror = Mirror(reflecting: value)
            return "\(mirror.displayStyle == .tuple ? mirror.children.first?.value ?? value : value)"
        }
        return answer(first) == answer(second)
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await driver.read(body)
    }

    func close() async throws {
        try await driver.close()
    }

    /// Nothing fails in a rehearsal, where the occurrence is as it was before its first write.
    private func failing(
        _ connection: any SQLConnection, _ state: OccurrenceState?, at count: Int, isFatal: Bool
    ) -> any SQLConnection {
        if state?.version == 0 { return connection }
        return FailingConnection(connection, left: count) { [self] in
            if isFatal { _ = try connection.run("ROLLBACK") }
            throw fire()
        }
    }

    private func failCommit(_ connection: any SQLConnection) throws {
        _ = fire()
        try connection.breakCommit()
    }

    private func fire() -> StoreFailure {
        fired.add(1, ordering: .sequentiallyConsistent)
        return StoreFailure(code: .unavailable, cause: "planned")
    }
}

extension SQLConnection {
    /// Breaks a promise that the engine only looks at when it commits.
    func breakCommit() throws {
        switch Engine.current {
        case .sqlite:
            _ = try run("PRAGMA defer_foreign_keys = ON")
            _ = try run(
                "INSERT INTO receipt_line (cart_id, position, kind, label, amount) VALUES ('nobody', 0, 'fee', 'Fee', 1)"
            )
        case .postgreSQL:
            _ = try run("CREATE TEMP TABLE once (x BIGINT UNIQUE DEFERRABLE INITIALLY DEFERRED) ON COMMIT DROP")
            _ = try run("INSERT INTO once VALUES (1), (1)")
        }
    }
}

/// The real connection, of which one statement fails.
private final class FailingConnection: SQLConnection {
    private let connection: any SQLConnection
    private let fail: () throws -> Void
    private var left: Int

    init(_ connection: any SQLConnection, left: Int, fail: @escaping () throws -> Void) {
        self.connection = connection
        self.left = left
        self.fail = fail
    }

    func answer(to sql: SQL) throws -> SQLAnswer {
        try countDown()
        return try connection.answer(to: sql)
    }

    func run(each statements: [SQL]) throws -> [Int] {
        try statements.map { statement in
            try countDown()
            return try connection.run(statement)
        }
    }

    func post(_ sql: @autoclosure () throws -> SQL) throws {
        try countDown()
        try connection.post(sql())
    }

    var mayBeDone: Bool { connection.mayBeDone }

    var textType: SQL { connection.textType }

    var inKeyOrder: SQL { connection.inKeyOrder }

    var changes: Int { connection.changes }

    func lockSchema() throws {
        try connection.lockSchema()
    }

    func hasTable(_ name: String) throws -> Bool {
        try connection.hasTable(name)
    }

    private func countDown() throws {
        left -= 1
        if left == 0 { try fail() }
    }
}

/// The real connection, at which nobody knows whether the closure was kept before.
private struct DoubtfulConnection: SQLConnection {
    let connection: any SQLConnection

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    var mayBeDone: Bool { true }

    func answer(to sql: SQL) throws -> SQLAnswer { try connection.answer(to: sql) }

    var textType: SQL { connection.textType }

    var inKeyOrder: SQL { connection.inKeyOrder }

    var changes: Int { connection.changes }

    func lockSchema() throws { try connection.lockSchema() }

    func hasTable(_ name: String) throws -> Bool { try connection.hasTable(name) }
}
