package import BoxOfficeDomain

/// A caller's own name for one effect (contract, section 5). Keys belong to the retailer and the operation.
package struct IdempotencyKey: Hashable, Sendable {
    package let retailer: Retailer.ID
    package let operation: String
    package let key: String

    package init(retailer: Retailer.ID, operation: String, key: String) {
        self.retailer = retailer
        self.operation = operation
        self.key = key
    }
}

/// What a key was used for.
package struct IdempotentEffect: Hashable, Sendable {
    /// Of the call that had the effect: another call under the same key must have the same.
    package let fingerprint: String
    package let resultID: String

    package init(fingerprint: String, resultID: String) {
        self.fingerprint = fingerprint
        self.resultID = resultID
    }
}

extension Transaction {
    /// Writes down what a key is used for, unless it was used after `validSince`: then answers that use, changing nothing.
    package func use(
        _ key: IdempotencyKey, for effect: IdempotentEffect, at now: Moment, validSince: Moment
    ) throws -> IdempotentEffect? {
        let used = try run(
            """
            INSERT INTO idempotency (retailer_id, operation, idempotency_key, fingerprint, result_id, created_at)
            VALUES (\(key.retailer), \(key.operation), \(key.key), \(effect.fingerprint), \(effect.resultID), \(now))
            ON CONFLICT (retailer_id, operation, idempotency_key)
            DO UPDATE SET fingerprint = excluded.fingerprint, result_id = excluded.result_id,
                created_at = excluded.created_at
            WHERE idempotency.created_at <= \(validSince)
            """)
        return used == 1 ? nil : try earlierEffect(of: key, validSince: validSince)
    }

    /// Gives a key a new use, when what it was used for is gone.
    package func reuse(_ key: IdempotencyKey, for effect: IdempotentEffect, at now: Moment) throws {
        try post(
            """
            UPDATE idempotency
            SET fingerprint = \(effect.fingerprint), result_id = \(effect.resultID), created_at = \(now)
            WHERE retailer_id = \(key.retailer) AND operation = \(key.operation) AND idempotency_key = \(key.key)
            """)
    }

    /// What a key was used for after `validSince`.
    package func earlierEffect(of key: IdempotencyKey, validSince: Moment) throws -> IdempotentEffect? {
        try rows(
            """
            SELECT fingerprint, result_id FROM idempotency
            WHERE retailer_id = \(key.retailer) AND operation = \(key.operation) AND idempotency_key = \(key.key)
                AND created_at > \(validSince)
            """
        ).first.map { IdempotentEffect(fingerprint: try $0.text(0), resultID: try $0.text(1)) }
    }
}
