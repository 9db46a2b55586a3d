import BoxOfficeDomain

/// A connection of which somebody draws the transactions.
protocol WritingConnection: SQLConnection {
    /// Begins a transaction that may write; where the connection was lost, connects again first.
    ///
    /// - Throws: ``StoreFailure`` when nobody can write now.
    func begin() throws

    /// Keeps what was done since ``begin()``, on the disk.
    ///
    /// - Throws: ``StoreFailure``, whose ``StoreFailure/fate`` says whether it may have been kept nevertheless.
    func commit() throws

    /// Undoes what was done since ``begin()``. Where even this fails, the next ``begin()`` says so.
    func rollBack()

    /// Draws a line inside of the transaction: of statements that change nothing by themselves.
    func mark(_ statement: SQL) throws

    /// Whether ``begin()`` still stands: an error of the engine may have ended it.
    var isInTransaction: Bool { get }

    /// Rows that were changed since the connection was opened, also those that were changed back.
    var changes: Int { get }

    /// Says that what comes next may have been done before.
    func repeats(_ body: () -> Void)
}

/// Writes that share one commit, and so one wait for the disk.
struct WriteBatch {
    let connection: any WritingConnection

    /// How often a batch runs that lost against others. Past that, its callers come back when they please.
    private static let attemptsMax = 5

    /// Carries errands out in one transaction, each in a savepoint of its own, and tells every caller its answer after
    /// the commit: a refused one too, since a refusal may rest on what a neighbour did.
    func carryOut(_ errands: [Errand]) {
        carryOut(errands, attempt: 1)
    }

    private func carryOut(_ errands: [Errand], attempt: Int) {
        var hasBegun = false
        do {
            try connection.begin()
            // Outside of the savepoints: no refusal undoes it.
            let head = try Transaction(connection).lock(errands.compactMap(\.target))
            hasBegun = true
            for answer in try answers(to: errands, under: head) { answer() }
        } catch {
            connection.rollBack()
            let fate = (error as? StoreFailure)?.fate
            if attempt < Self.attemptsMax, fate == .unknown {
                // All of it was kept or nothing. Whose rows are there meets them, and is answered by them.
                connection.repeats { carryOut(errands, attempt: attempt + 1) }
            } else if attempt == 1, fate == .runAgain {
                carryOut(errands, attempt: attempt + 1)
            } else if errands.count > 1, hasBegun || fate == .runAgain {
                // The error took the others with it, who may have done nothing wrong: each gets a transaction of its
                // own, and whoever fails there has failed by itself.
                for errand in errands { carryOut([errand], attempt: attempt) }
            } else if attempt < Self.attemptsMax, fate == .runAgain {
                carryOut(errands, attempt: attempt + 1)
            } else {
                // One by itself; or nobody can write now, in whatever company.
                for errand in errands { errand.refuse(error) }
            }
        }
    }

    /// Runs the errands and commits.
    ///
    /// - Throws: what ended the transaction, so that nothing of it was kept.
    private func answers(to errands: [Errand], under head: OccurrenceLocks) throws -> [@Sendable () -> Void] {
        var answers: [@Sendable () -> Void] = []
        var isChanged = head.haveReturnedHolds
        for errand in errands {
            let changesBefore = connection.changes
            try connection.mark("SAVEPOINT errand")
            do {
                answers.append(try errand.run(connection, errand.target.flatMap { head.states[$0.occurrence] }))
                isChanged = isChanged || connection.changes > changesBefore
            } catch {
                // A full disk and its like end the whole transaction; everything else only this errand.
                let isOver = (error as? StoreFailure).map { $0.fate != .undone } ?? false
                guard !isOver, connection.isInTransaction else { throw error }
                try connection.mark("ROLLBACK TO errand")
                answers.append { errand.refuse(error) }
            }
            try connection.mark("RELEASE errand")
        }
        // What was undone has touched pages, which a commit would write and wait for.
        if isChanged { try connection.commit() } else { connection.rollBack() }
        return answers
    }
}
