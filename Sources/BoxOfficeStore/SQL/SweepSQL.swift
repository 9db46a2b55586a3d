package import BoxOfficeDomain

extension Transaction {
    /// Carts that ended before that moment and were never ordered, oldest first.
    package func cartsEnded(before moment: Moment, limit: Int) throws -> [(id: Cart.ID, occurrence: Occurrence.ID)] {
        try rows(
            """
            SELECT id, occurrence_id FROM cart WHERE ordered_at IS NULL AND expires_at < \(moment)
            ORDER BY expires_at, id LIMIT \(limit)
            """
        ).map { (try $0.id(0), try $0.id(1)) }
    }

    /// Forgets keys that were used before that moment. Answers how many, at most `limit`.
    package func forgetIdempotencyKeys(usedBefore moment: Moment, limit: Int) throws -> Int {
        let old = try rows(
            """
            SELECT retailer_id, operation, idempotency_key FROM idempotency WHERE created_at < \(moment)
            ORDER BY created_at, retailer_id, operation, idempotency_key LIMIT \(limit)
            """)
        for row in old {
            try post(
                """
                DELETE FROM idempotency
                WHERE retailer_id = \(row.text(0)) AND operation = \(row.text(1)) AND idempotency_key = \(row.text(2))
                    AND created_at < \(moment)
                """)
        }
        return old.count
    }
}
