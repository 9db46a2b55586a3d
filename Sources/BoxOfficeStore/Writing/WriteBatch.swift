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

    /// Says of what comes next that it may have been done before.
    func repeating(_ body: () -> Void)
}

/// Writes that share one commit, and so one wait for the disk.
///
/// Most refusals happen before anything was changed, and there is nothing to undo; so a batch does without savepoints, until
/// somebody has to be undone: then it runs again with one for each, and so do the next.
struct WriteBatch {
    let connection: any WritingConnection
    /// Batches to come that run with savepoints from the start, and send nothing ahead.
    private var carefulBatches = 0

    /// How often a batch runs that lost against others. Past that, its callers come back when they please.
    private static let attemptsMax = 5
    /// Where one had to be undone, others will.
    private static let carefulBatchesMax = 20

    init(connection: any WritingConnection) {
        self.connection = connection
    }

    /// Carries errands out in one transaction, and tells every caller its answer after the commit: a refused one too,
    /// since a refusal may rest on what a neighbour did.
    mutating func carryOut(_ errands: [Errand]) {
        carefulBatches = max(0, carefulBatches - 1)
        carryOut(Self.inOrder(errands), attempt: 1)
    }

    /// All of them wait at once, so any order is right. But whoever has not rehearsed looks at what the others did, and should
    /// find it whole; and an import, which is of no occurrence, must not come between the locks and who decides by them.
    private static func inOrder(_ errands: [Errand]) -> [Errand] {
        func place(_ errand: Errand) -> Int {
            if errand.target == nil { 2 } else { errand.rehearsed.isEmpty ? 1 : 0 }
        }
        return (0...2).flatMap { number in errands.filter { place($0) == number } }
    }

    private mutating func carryOut(_ errands: [Errand], attempt: Int) {
        var hasBegun = false
        do {
            try connection.begin()
            let head = try head(of: errands)
            hasBegun = true
            for answer in try answers(to: errands, under: head) { answer() }
        } catch {
            connection.rollBack()
            let fate = (error as? StoreFailure)?.fate
            if error is Undoing {
                carefulBatches = Self.carefulBatchesMax
                carryOut(errands, attempt: attempt)
            } else if attempt < Self.attemptsMax, fate == .unknown {
                // All of it was kept or nothing. Whose rows are there meets them, and is answered by them.
                connection.repeating { carryOut(errands, attempt: attempt + 1) }
            } else if attempt == 1, fate == .runAgain {
                carryOut(errands, attempt: attempt + 1)
            } else if errands.count > 1, hasBegun || fate == .runAgain || fate == .collided {
                // The error took the others with it, who may have done nothing wrong: each gets a transaction of its
                // own, and whoever fails there has failed by itself.
                for errand in errands { carryOut([errand], attempt: attempt) }
            } else if attempt < Self.attemptsMax, fate == .runAgain || fate == .collided {
                carryOut(errands, attempt: attempt + 1)
            } else {
                // One by itself; or nobody can write now, in whatever company.
                for errand in errands { errand.refuse(error) }
            }
        }
    }

    /// Something was changed by whoever was then refused, and there is no savepoint before it.
    private struct Undoing: Error {}

    /// Whether what was rehearsed is sent with the locks: not where one of several may have to be undone, nor where it may
    /// have been done before.
    private var sendsAhead: Bool { carefulBatches == 0 && !connection.mayBeDone }

    /// What stands before the first savepoint, since no refusal undoes it: the locks, and what is sent ahead.
    private func head(of errands: [Errand]) throws -> OccurrenceLocks {
        let ahead = sendsAhead ? errands.flatMap(\.rehearsed) : []
        do {
            return try Transaction(connection).lock(errands.compactMap(\.target), thenRun: ahead)
        } catch let failure as StoreFailure where failure.code == .damaged && !ahead.isEmpty {
            // A promise of the tables stood against one of them, and all are undone with it.
            throw Undoing()
        }
    }

    /// Runs the errands and commits.
    ///
    /// - Throws: what ended the transaction, so that nothing of it was kept.
    private func answers(to errands: [Errand], under head: OccurrenceLocks) throws -> [@Sendable () -> Void] {
        // Who is alone can be undone with everything.
        let hasSavepoints = carefulBatches > 0 && errands.count > 1
        var answers: [@Sendable () -> Void] = []
        var isChanged = head.haveReturnedHolds
        var answersAhead = head.answers
        for errand in errands {
            if hasSavepoints { try connection.mark("SAVEPOINT errand") }
            let turn = RehearsedConnection(connection, answered: zip(errand.rehearsed, answersAhead))
            answersAhead = answersAhead.dropFirst(errand.rehearsed.count)
            let changesBefore = turn.changes
            do {
                let answer = try errand.run(turn, errand.target.flatMap { head.states[$0.occurrence] })
                guard connection.isInTransaction else {
                    throw StoreFailure(code: .unavailable, cause: "the transaction ended by itself", fate: .runAgain)
                }
                if turn.hasChangedTooMuch { throw Undoing() }
                answers.append(answer)
                isChanged = isChanged || turn.changes > changesBefore
            } catch let error where !(error is Undoing) {
                // A full disk and its like end the whole transaction; everything else only this errand.
                let failure = error as? StoreFailure
                guard connection.isInTransaction, failure?.fate ?? .undone == .undone else { throw error }
                if hasSavepoints {
                    try connection.mark("ROLLBACK TO errand")
                } else if failure != nil || turn.changes > changesBefore || turn.hasChangedTooMuch {
                    // What the engine refuses may have been half done; PostgreSQL then goes on behind a savepoint only.
                    throw errands.count == 1 ? error : Undoing()
                }
                answers.append { errand.refuse(error) }
            }
            if hasSavepoints { try connection.mark("RELEASE errand") }
        }
        // What was undone has touched pages, which a commit would write and wait for.
        if isChanged { try connection.commit() } else { connection.rollBack() }
        return answers
    }
}
