package import BoxOfficeDomain

/// The catalogue moved on since the snapshot that a write was decided by. Load the newer one and decide again.
package struct CatalogueMoved: Error {
    /// The version to load, at the least.
    package let version: Int64

    package init(version: Int64) {
        self.version = version
    }
}

extension Transaction {
    /// Takes the occurrence's lock and moves its version on: the first statement of every write to an occurrence.
    ///
    /// - Parameter catalogueVersion: of the snapshot that the write was decided by; nil where the catalogue does not
    ///   matter: what is given back is given back at any price.
    /// - Throws: ``CatalogueMoved`` when an import changed the occurrence after that version.
    package func lock(
        _ occurrence: Occurrence.ID, decidedBy catalogueVersion: Int64? = nil, at now: Moment
    ) throws {
        let row = try rows(
            """
            UPDATE occurrence_state SET version = version + 1, changed_at = \(now)
            WHERE occurrence_id = \(occurrence)
            RETURNING version, catalogue_version
            """
        ).first
        guard let row else { throw StoreFailure.damaged("occurrence \(occurrence) has no state") }
        let current = try row.integer(1)
        if let catalogueVersion, current > catalogueVersion { throw CatalogueMoved(version: current) }
        noteMove(of: occurrence, to: try row.integer(0))
    }

    /// Moves the version of an occurrence that an import changes, and says by which version of the catalogue.
    package func move(_ occurrence: Occurrence.ID, toCatalogue version: Int64, at now: Moment) throws {
        let row = try rows(
            """
            INSERT INTO occurrence_state (occurrence_id, version, catalogue_version, changed_at)
            VALUES (\(occurrence), 1, \(version), \(now))
            ON CONFLICT (occurrence_id) DO UPDATE
            SET version = occurrence_state.version + 1, catalogue_version = excluded.catalogue_version,
                changed_at = excluded.changed_at
            RETURNING version
            """)[0]
        noteMove(of: occurrence, to: try row.integer(0))
    }

    /// How far an occurrence has come; 0 before any import named it.
    package func version(of occurrence: Occurrence.ID) throws -> Int64 {
        try rows("SELECT version FROM occurrence_state WHERE occurrence_id = \(occurrence)").first?.integer(0) ?? 0
    }

    /// The occurrences that were written to since that moment, whoever did, and how far they have come.
    package func versions(changedSince moment: Moment) throws -> [Occurrence.ID: Int64] {
        let rows = try rows(
            "SELECT occurrence_id, version FROM occurrence_state WHERE changed_at >= \(moment)")
        return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.id(0), try $0.integer(1)) })
    }
}
