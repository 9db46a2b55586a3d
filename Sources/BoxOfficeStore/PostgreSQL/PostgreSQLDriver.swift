package import BoxOfficeDomain
import Dispatch
import Synchronization

/// A PostgreSQL server, or one of several of which one can be written to: for any number of this program's servers.
///
/// Its library waits for answers, so each connection has a queue of its own, and no task ever waits on its thread.
package final class PostgreSQLDriver: StoreDriver {
    private let writes: Mutex<Hall<Lanes>>
    private let reads: Mutex<Hall<WaitingLine<Errand>>>
    /// Where writers and readers are served, those who are busy too.
    private let counters: [Counter]
    private let clock: (@Sendable () -> Moment)?
    private let correction = Atomic<Int64>(0)

    /// Where one connection is used, and by nobody else.
    private final class Counter: Sendable {
        let queue: DispatchQueue
        /// Touched on the queue alone: that is what makes it safe to share.
        nonisolated(unsafe) let connection: PostgreSQLConnection

        init(_ name: String, _ connection: sending PostgreSQLConnection) {
            queue = DispatchQueue(label: name)
            self.connection = connection
        }
    }

    /// Who waits, and the connections at which nobody is served.
    private struct Hall<Line: Sendable>: Sendable {
        var line: Line
        var idle: [Counter]
    }

    /// Past 64 subtransactions in one transaction PostgreSQL slows everyone.
    private static let batchMax = 60
    /// As with the embedded database: what is admitted last has its answer some 0.2 s later.
    private static let waitingWritesMax = 512
    private static let waitingReadsMax = 2048
    private static let overload = StoreFailure(code: .unavailable, cause: "too many wait for the database already")

    /// How many connections a server has to the database.
    package struct Pool: Sendable {
        let writers: Int
        let readers: Int

        /// Fewer writers gather more sales into one commit, more of them wait for more commits at once.
        package init(writers: Int, readers: Int) {
            self.writers = writers
            self.readers = readers
        }
    }

    /// Connects to nothing yet.
    ///
    /// - Parameter clock: this server's, which is compared with the database's; nil where it is not to be corrected.
    package init(
        _ address: PostgreSQLAddress, pool: Pool, patience: PostgreSQLPatience, clock: (@Sendable () -> Moment)?
    ) {
        let backoff = Backoff()
        func counters(_ count: Int, _ name: String) -> [Counter] {
            (1...count).map { number in
                Counter("\(name) \(number)", PostgreSQLConnection(address, patience: patience, backoff: backoff))
            }
        }
        let (writers, readers) = (counters(pool.writers, "writer"), counters(pool.readers, "reader"))
        self.counters = writers + readers
        self.clock = clock
        writes = Mutex(
            Hall(line: Lanes(waitingMax: Self.waitingWritesMax, countersMax: pool.writers), idle: writers))
        reads = Mutex(
            Hall(line: WaitingLine(waitingMax: Self.waitingReadsMax, countersMax: pool.readers), idle: readers))
    }

    package func write<Result: Sendable>(
        to target: WriteTarget?, _ body: @escaping @Sendable (any SQLConnection, OccurrenceState?) throws -> Result
    ) async throws -> Result {
        let rehearsed = target == nil ? [] : Rehearsal.firstStatements(of: body)
        return try await Errand.answer(to: body, writingTo: target, rehearsed: rehearsed) { errand in
            let (admission, counter) = writes.withLock { writes in
                let admission = writes.line.admit(errand)
                return (admission, admission == .opensCounter ? writes.idle.popLast() : nil)
            }
            if admission == .refused { errand.refuse(Self.overload) }
            if let counter { counter.queue.async { self.serveWrites(at: counter) } }
        }
    }

    /// Whoever came while a batch was on its way is in the next one.
    private func serveWrites(at counter: Counter) {
        var batch = WriteBatch(connection: counter.connection)
        var served: Lanes.Batch?
        while true {
            let next = writes.withLock { writes in
                let next = writes.line.next(after: served, atMost: Self.batchMax)
                if next == nil { writes.idle.append(counter) }
                return next
            }
            guard let next else { return }
            batch.carryOut(next.errands)
            served = next
        }
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await Errand.answer(to: { connection, _ in try body(connection) }) { errand in
            let (admission, counter) = reads.withLock { reads in
                let admission = reads.line.admit(errand)
                return (admission, admission == .opensCounter ? reads.idle.popLast() : nil)
            }
            if admission == .refused { errand.refuse(Self.overload) }
            if let counter { counter.queue.async { self.serveReads(at: counter) } }
        }
    }

    private func serveReads(at counter: Counter) {
        while true {
            let errand = reads.withLock { reads in
                let errand = reads.line.next(atMost: 1).first
                if errand == nil { reads.idle.append(counter) }
                return errand
            }
            guard let errand else { return }
            do {
                try counter.connection.snapshot { try errand.run(counter.connection, nil) }()
            } catch {
                errand.refuse(error)
            }
        }
    }

    package func close() async throws {
        for counter in counters {
            await withCheckedContinuation { continuation in
                counter.queue.async {
                    counter.connection.disconnect()
                    continuation.resume()
                }
            }
        }
    }

    // MARK: Time

    package var clockCorrection: Int64 {
        correction.load(ordering: .relaxed)
    }

    package func compareClocks() async throws {
        guard let clock else { return }
        let difference = try await read { connection in
            // The answer is of a moment between the two.
            let before = clock()
            let there = try Transaction(connection).databaseClock()
            return there.microseconds - (before.microseconds + clock().microseconds) / 2
        }
        correction.store(difference, ordering: .relaxed)
    }
}

extension PostgreSQLConnection {
    /// Runs the closure on one state of the database: again, once, when the connection turns out to be lost.
    fileprivate func snapshot<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try attempt(body)
        } catch let failure as StoreFailure where failure.fate == .runAgain {
            return try attempt(body)
        }
    }

    private func attempt<Result>(_ body: () throws -> Result) throws -> Result {
        try beginReading()
        // A transaction that only read has nothing to lose.
        defer { rollBack() }
        return try body()
    }
}
