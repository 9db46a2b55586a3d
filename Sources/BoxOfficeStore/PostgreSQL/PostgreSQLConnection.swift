import CPostgres

/// A connection to PostgreSQL, which belongs to one queue, connects when it is needed, and again when it was lost.
///
/// Statements travel in libpq's pipeline: what nobody waits for goes along with the next that somebody waits for.
final class PostgreSQLConnection: WritingConnection {
    private let address: PostgreSQLAddress
    private let patience: PostgreSQLPatience
    private var wire: PostgreSQLWire?
    private let backoff: Backoff
    private(set) var mayBeDone = false
    private(set) var changes = 0

    init(_ address: PostgreSQLAddress, patience: PostgreSQLPatience, backoff: Backoff = Backoff()) {
        self.address = address
        self.patience = patience
        self.backoff = backoff
    }

    // MARK: Transactions

    func begin() throws {
        try connected().send("BEGIN ISOLATION LEVEL READ COMMITTED")
    }

    /// One consistent state for all that is read.
    func beginReading() throws {
        try connected().send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    func commit() throws {
        let wire = try standing()
        wire.send("COMMIT")
        _ = try keepingWatch { try wire.receive(awaited: 1, whenLost: .unknown) }
        // A transaction that had failed answers COMMIT with ROLLBACK, without an error.
        guard wire.lastCommand == "COMMIT" else {
            throw StoreFailure(code: .unavailable, cause: "PostgreSQL rolled back instead", fate: .runAgain)
        }
    }

    func rollBack() {
        guard let wire else { return }
        do {
            try wire.drain()
            guard wire.isInTransaction else { return }
            wire.send("ROLLBACK")
            _ = try wire.receive(awaited: 1, whenLost: .runAgain)
        } catch {
            // Whatever state it is in, nobody meets it: the next who comes connects anew.
            disconnect()
        }
    }

    func mark(_ statement: SQL) throws {
        try standing().send(statement)
    }

    var isInTransaction: Bool {
        wire?.isInTransaction ?? false
    }

    func repeating(_ body: () -> Void) {
        // It may be a repetition within one: what follows it there is in doubt as before.
        let before = mayBeDone
        mayBeDone = true
        defer { mayBeDone = before }
        body()
    }

    // MARK: Statements

    func answer(to sql: SQL) throws -> SQLAnswer {
        try answers(to: [sql])[0]
    }

    func answers(to statements: [SQL]) throws -> [SQLAnswer] {
        if statements.isEmpty { return [] }
        let wire = try standing()
        for statement in statements { wire.send(statement) }
        let answers = try keepingWatch { try wire.receive(awaited: statements.count, whenLost: .runAgain) }
        for answer in answers { changes += answer.changes }
        return answers
    }

    func post(_ sql: @autoclosure () throws -> SQL) throws {
        let wire = try standing()
        wire.send(try sql())
        changes += 1
        if wire.isFull { _ = try keepingWatch { try wire.receive(awaited: 0, whenLost: .runAgain) } }
    }

    // MARK: Being connected

    /// Leaves the server.
    func disconnect() {
        wire = nil
    }

    private func connected() throws -> PostgreSQLWire {
        if let wire { return wire }
        // Only whose outcome is unknown waits here: others are told at once that nobody can write.
        let deadline = Uptime.seconds + (mayBeDone ? patience.outcomeSecondsMax : 0)
        while true {
            if let wait = backoff.wait {
                guard Uptime.seconds + wait < deadline else { throw backoff.failure(address) }
                backoff.pause()
            }
            do {
                let wire = try PostgreSQLWire(address, patience: patience)
                backoff.noteSuccess()
                self.wire = wire
                return wire
            } catch let failure as StoreFailure {
                backoff.note(failure)
                guard Uptime.seconds < deadline else { throw failure }
            }
        }
    }

    /// The connection in whose transaction we are.
    private func standing() throws -> PostgreSQLWire {
        guard let wire else { throw StoreFailure.lost("it ended in the middle of a transaction", fate: .runAgain) }
        return wire
    }

    /// Lets go of a connection that is of no use any more.
    private func keepingWatch<Answer>(_ body: () throws -> Answer) throws -> Answer {
        do {
            return try body()
        } catch {
            if let wire, !wire.isUsable { disconnect() }
            throw error
        }
    }
}
