package import BoxOfficeDomain

extension Transaction {
    /// Carts that ended before that moment and were never ordered, oldest first.
    package func cartsEnded(
        before moment: Moment, limit: Int
    ) throws -> [(id: Cart.ID, occurrence: Occurrence.ID, voucher: VoucherName?)] {
        try rows(
            """
            SELECT id, occurrence_id, event_id, voucher_code FROM cart WHERE ordered_at IS NULL AND expires_at < \(moment)
            ORDER BY expires_at, id LIMIT \(limit)
            """
        ).map { row in
            let event: Event.ID = try row.id(2)
            let voucher = try row.optionalText(3).map { VoucherName(event: event, code: $0) }
            return (try row.id(0), try row.id(1), voucher)
        }
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
