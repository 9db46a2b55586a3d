package import BoxOfficeDomain

/// A retailer's key as it is stored: without its secret, of which only the hash is kept.
package struct StoredKey: Hashable, Sendable {
    package let id: String
    package let retailer: Retailer.ID
    /// Apart by spaces.
    package let scopes: String
    /// `test` or `live`.
    package let environment: String
    package let createdAt: Moment
    package let revokedAt: Moment?

    package init(
        id: String, retailer: Retailer.ID, scopes: String, environment: String, createdAt: Moment, revokedAt: Moment?
    ) {
        self.id = id
        self.retailer = retailer
        self.scopes = scopes
        self.environment = environment
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}

extension Transaction {
    /// Its id is random: where it is there already, this same call put it there.
    ///
    /// - Parameter secretSHA256: in hexadecimal.
    package func insert(_ key: StoredKey, secretSHA256: String) throws {
        try post(
            """
            INSERT INTO api_key (id, secret_sha256, retailer_id, scopes, environment, created_at, revoked_at)
            VALUES (
                \(key.id), \(secretSHA256), \(key.retailer), \(key.scopes), \(key.environment),
                \(key.createdAt), \(key.revokedAt))
            ON CONFLICT (id) DO NOTHING
            """)
    }

    /// The key with that secret, unless it is revoked.
    package func key(secretSHA256: String) throws -> StoredKey? {
        try rows(
            """
            SELECT id, retailer_id, scopes, environment, created_at, revoked_at
            FROM api_key WHERE secret_sha256 = \(secretSHA256) AND revoked_at IS NULL
            """
        ).first.map(key)
    }

    package func keys() throws -> [StoredKey] {
        try rows(
            """
            SELECT id, retailer_id, scopes, environment, created_at, revoked_at FROM api_key ORDER BY created_at, id
            """
        ).map(key)
    }

    /// False when there is no such key, or it was revoked before, by another call.
    package func revokeKey(_ id: String, at now: Moment) throws -> Bool {
        try run(
            """
            UPDATE api_key SET revoked_at = \(now)
            WHERE id = \(id) AND (revoked_at IS NULL OR revoked_at = \(now))
            """
        ) == 1
    }

    private func key(_ row: SQLRow) throws -> StoredKey {
        StoredKey(
            id: try row.text(0), retailer: try row.id(1), scopes: try row.text(2), environment: try row.text(3),
            createdAt: try row.moment(4), revokedAt: try row.optionalInteger(5).map { Moment(microseconds: $0) })
    }
}
