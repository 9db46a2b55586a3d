package import BoxOfficeDomain

/// Seats. A free seat has no row, or one whose hold has ended.
extension Transaction {
    /// Holds a seat for a cart. False when somebody holds or has it.
    package func claim(
        _ seat: InventoryVariant.ID, of occurrence: Occurrence.ID, for cart: Cart.ID, until expiresAt: Moment,
        at now: Moment
    ) throws -> Bool {
        try !rows(
            """
            INSERT INTO claim (occurrence_id, variant_id, cart_id, expires_at)
            VALUES (\(occurrence), \(seat), \(cart), \(expiresAt))
            ON CONFLICT (occurrence_id, variant_id)
            DO UPDATE SET cart_id = excluded.cart_id, expires_at = excluded.expires_at
            WHERE claim.expires_at <= \(now)
            RETURNING variant_id
            """
        ).isEmpty
    }

    /// Makes a cart's hold of a seat final. False when the seat is not held by that cart.
    package func sell(_ seat: InventoryVariant.ID, of occurrence: Occurrence.ID, to cart: Cart.ID) throws -> Bool {
        try run(
            """
            UPDATE claim SET expires_at = NULL
            WHERE occurrence_id = \(occurrence) AND variant_id = \(seat) AND cart_id = \(cart)
                AND expires_at IS NOT NULL
            """
        ) == 1
    }

    /// Frees a seat that a cart holds; nothing happens when it is not that cart's, or sold.
    package func release(_ seat: InventoryVariant.ID, of occurrence: Occurrence.ID, from cart: Cart.ID) throws {
        try run(
            """
            DELETE FROM claim
            WHERE occurrence_id = \(occurrence) AND variant_id = \(seat) AND cart_id = \(cart)
                AND expires_at IS NOT NULL
            """)
    }

    /// Seats that are sold, or held by others than that cart.
    func addTakenSeats(
        of occurrence: Occurrence.ID, besides cart: Cart.ID?, at now: Moment, to taken: inout Taken
    ) throws {
        let rows = try rows(
            """
            SELECT variant_id, expires_at, cart_id FROM claim
            WHERE occurrence_id = \(occurrence) AND (expires_at IS NULL OR expires_at > \(now))
            """)
        taken.seats.reserveCapacity(rows.count)
        for row in rows where try cart == nil || row.id(2) != cart {
            taken.seats.insert(try row.id(0))
            if let end = try row.optionalInteger(1) { taken.note(holdEnd: Moment(microseconds: end)) }
        }
    }
}
