package import BoxOfficeDomain

/// The catalogue moved on since the snapshot that a write was decided by. Load the newer one and decide again.
package struct CatalogueMoved: Error {
    /// The version to load, at the least.
    package let version: Int64

    package init(version: Int64) {
        self.version = version
    }
}

/// How far an occurrence has come, once its lock is had.
package struct OccurrenceState: Sendable {
    package let version: Int64
    /// Of the import that changed the occurrence last.
    package let catalogueVersion: Int64
}

/// How far the catalogue has come, and the occurrences that were written to.
package struct Changes: Sendable {
    package fileprivate(set) var catalogueVersion: Int64 = 0
    package fileprivate(set) var versions: [Occurrence.ID: Int64] = [:]
}

/// Of the occurrences that a transaction has locked.
struct OccurrenceLocks {
    /// Of those that there are.
    var states: [Occurrence.ID: OccurrenceState] = [:]
    /// Whether expired holds were given back with it.
    var haveReturnedHolds = false
    /// Of the statements that were sent along.
    var answers: ArraySlice<SQLAnswer> = []
}

extension Transaction {
    /// Takes the locks of occurrences and moves their versions on, and gives back what expired holds of them still count
    /// where somebody wants some of it: what every write to an occurrence begins with. In one order, the vouchers behind the
    /// occurrences, so that two of these never wait for each other.
    ///
    /// - Parameter statements: what is run behind them, in the same round trip.
    func lock(_ targets: [WriteTarget], thenRun statements: [SQL] = []) throws -> OccurrenceLocks {
        var locks = OccurrenceLocks()
        if targets.isEmpty { return locks }
        var occurrences: [Occurrence.ID: WriteTarget] = [:]
        for target in targets { occurrences[target.occurrence, default: target].add(target) }
        let wanted = occurrences.values.sorted { $0.occurrence < $1.occurrence }
        let vouchers = Set(targets.flatMap(\.vouchers)).sorted()
        var answers = try answers(
            to: wanted.flatMap { target in
                [lockStatement(target)]
                    + (target.takesStock ? [expiredHolds(of: target.occurrence, at: target.moment)] : [])
            } + vouchers.map(\.lockStatement) + statements)[...]
        for target in wanted {
            if let row = answers.popFirst()?.rows.first {
                locks.states[target.occurrence] = OccurrenceState(
                    version: try row.integer(0), catalogueVersion: try row.integer(1))
            }
            guard target.takesStock, let holds = answers.popFirst()?.rows, !holds.isEmpty else { continue }
            locks.haveReturnedHolds = true
            try giveBack(holds, of: target.occurrence, at: target.moment)
        }
        locks.answers = answers.dropFirst(vouchers.count)
        return locks
    }

    /// The moment of change is in whole seconds, so that within one of them no index changes with the row; and it never goes
    /// back, or a write that was begun long ago would hide a newer one from whoever asks for what is new.
    private func lockStatement(_ target: WriteTarget) -> SQL {
        """
        UPDATE occurrence_state SET version = version + 1,
            changed_at = CASE WHEN changed_at < \(target.moment.inWholeSeconds) THEN \(target.moment.inWholeSeconds)
                ELSE changed_at END
        WHERE occurrence_id = \(target.occurrence)
        RETURNING version, catalogue_version
        """
    }

    /// Moves the version of an occurrence that an import changes, and says by which version of the catalogue.
    package func move(_ occurrence: Occurrence.ID, toCatalogue version: Int64, at now: Moment) throws {
        let row = try rows(
            """
            INSERT INTO occurrence_state (occurrence_id, version, catalogue_version, changed_at)
            VALUES (\(occurrence), 1, \(version), \(now.inWholeSeconds))
            ON CONFLICT (occurrence_id) DO UPDATE
            SET version = occurrence_state.version + 1, catalogue_version = excluded.catalogue_version,
                changed_at = CASE WHEN occurrence_state.changed_at < excluded.changed_at THEN excluded.changed_at
                    ELSE occurrence_state.changed_at END
            RETURNING version
            """)[0]
        noteMove(of: occurrence, to: try row.integer(0))
    }

    /// How far an occurrence has come; 0 before any import named it.
    package func version(of occurrence: Occurrence.ID) throws -> Int64 {
        try rows("SELECT version FROM occurrence_state WHERE occurrence_id = \(occurrence)").first?.integer(0) ?? 0
    }

    /// What changed since that moment, whoever changed it. One statement, since every server asks several times a second.
    package func changes(since moment: Moment) throws -> Changes {
        let rows = try rows(
            """
            SELECT NULL, COALESCE(MAX(version), 0) FROM catalogue_version
            UNION ALL
            SELECT occurrence_id, version FROM occurrence_state WHERE changed_at >= \(moment.inWholeSeconds)
            """)
        var changes = Changes()
        for row in rows {
            if let occurrence = try row.optionalText(0) {
                changes.versions[.init(occurrence)] = try row.integer(1)
            } else {
                changes.catalogueVersion = try row.integer(1)
            }
        }
        return changes
    }
}

extension Moment {
    fileprivate var inWholeSeconds: Moment {
        Moment(seconds: secondsRoundedDown)
    }
}
