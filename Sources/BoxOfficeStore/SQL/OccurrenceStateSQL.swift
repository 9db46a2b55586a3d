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
    /// - Parameter catalogueVersion: of the snapshot that the write was decided by.
    /// - Throws: ``CatalogueMoved`` when an import changed the occurrence after that version.
    package func lock(_ occurrence: Occurrence.ID, decidedBy catalogueVersion: Int64) throws {
        let row = try rows(
            """
            UPDATE occurrence_state SET version = version + 1 WHERE occurrence_id = \(occurrence)
            RETURNING catalogue_version
            """
        ).first
        guard let row else { throw StoreFailure.damaged("occurrence \(occurrence) has no state") }
        let current = try row.integer(0)
        if current > catalogueVersion { throw CatalogueMoved(version: current) }
    }

    /// Takes the lock of an occurrence whose catalogue does not matter: what is given back is given back at any price.
    package func lock(_ occurrence: Occurrence.ID) throws {
        try run("UPDATE occurrence_state SET version = version + 1 WHERE occurrence_id = \(occurrence)")
    }

    /// Moves the version of an occurrence that an import changes, and says by which version of the catalogue.
    package func move(_ occurrence: Occurrence.ID, toCatalogue version: Int64) throws {
        try run(
            """
            INSERT INTO occurrence_state (occurrence_id, version, catalogue_version)
            VALUES (\(occurrence), 1, \(version))
            ON CONFLICT (occurrence_id)
            DO UPDATE SET version = occurrence_state.version + 1, catalogue_version = excluded.catalogue_version
            """)
    }
}
