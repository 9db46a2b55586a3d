/// Writes that share one commit, and so one wait for the disk.
struct SQLiteBatch {
    let connection: SQLiteConnection

    /// Carries errands out in one transaction, each in a savepoint of its own, and tells every caller its answer after
    /// the commit: a refused one too, since a refusal may rest on what a neighbour did.
    func carryOut(_ errands: [Errand]) {
        do {
            // At once the writer: a transaction that began by reading may find that another process was faster.
            _ = try connection.run("BEGIN IMMEDIATE")
        } catch {
            // Nobody can write now, in whatever company.
            for errand in errands { errand.refuse(error) }
            return
        }
        do {
            for answer in try answers(to: errands) { answer() }
        } catch {
            rollBack()
            // The error took the others with it, who may have done nothing wrong: each gets a transaction of its own,
            // and whoever fails there has failed by itself.
            if errands.count > 1 {
                for errand in errands { carryOut([errand]) }
            } else {
                for errand in errands { errand.refuse(error) }
            }
        }
    }

    /// Runs the errands and commits.
    ///
    /// - Throws: what ended the transaction, so that nothing of it was kept.
    private func answers(to errands: [Errand]) throws -> [@Sendable () -> Void] {
        var answers: [@Sendable () -> Void] = []
        var isChanged = false
        for errand in errands {
            let changesBefore = connection.changes
            _ = try connection.run("SAVEPOINT errand")
            do {
                answers.append(try errand.run(connection))
                isChanged = isChanged || connection.changes > changesBefore
            } catch {
                // A full disk and its like end the whole transaction; everything else only this errand.
                guard connection.isInTransaction else { throw error }
                _ = try connection.run("ROLLBACK TO errand")
                answers.append { errand.refuse(error) }
            }
            _ = try connection.run("RELEASE errand")
        }
        // What was undone has touched pages, which a commit would write and wait for.
        _ = try connection.run(isChanged ? "COMMIT" : "ROLLBACK")
        return answers
    }

    private func rollBack() {
        guard connection.isInTransaction else { return }
        // Should even this fail, the next BEGIN says so to whoever comes next.
        _ = try? connection.run("ROLLBACK")
    }
}
