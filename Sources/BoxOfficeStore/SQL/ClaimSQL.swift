package import BoxOfficeDomain

/// Seats. A free seat has no row, or one whose hold has ended.
extension Transaction {
    /// Holds seats for a cart. False when somebody holds or has one of them: then some of the others may be held now.
    package func claim(
        _ seats: [InventoryVariant.ID], of occurrence: Occurrence.ID, for cart: Cart.ID, until expiresAt: Moment,
        at now: Moment
    ) throws -> Bool {
        try run(
            each: seats.map { seat in
                """
                INSERT INTO claim (occurrence_id, variant_id, cart_id, expires_at)
                VALUES (\(occurrence), \(seat), \(cart), \(expiresAt))
                ON CONFLICT (occurrence_id, variant_id)
                DO UPDATE SET cart_id = excluded.cart_id, expires_at = excluded.expires_at
                WHERE claim.expires_at <= \(now)
                """
            }
        ).allSatisfy { $0 == 1 }
    }

    /// Makes a cart's holds of seats final, and answers those that the cart does not hold.
    package func sell(
        _ seats: [InventoryVariant.ID], of occurrence: Occurrence.ID, to cart: Cart.ID
    ) throws -> [InventoryVariant.ID] {
        let sold = try run(
            each: seats.map { seat in
                """
                UPDATE claim SET expires_at = NULL
                WHERE occurrence_id = \(occurrence) AND variant_id = \(seat) AND cart_id = \(cart)
                    AND expires_at IS NOT NULL
                """
            })
        return zip(seats, sold).filter { $0.1 == 0 }.map(\.0)
    }

    /// Frees a seat that a cart holds; nothing happens when it is not that cart's, or sold.
    package func release(_ seat: InventoryVariant.ID, of occurrence: Occurrence.ID, from cart: Cart.ID) throws {
        try post(
            """
            DELETE FROM claim
            WHERE occurrence_id = \(occurrence) AND variant_id = \(seat) AND cart_id = \(cart)
                AND expires_at IS NOT NULL
            """)
    }
}
