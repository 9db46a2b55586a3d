package import BoxOfficeDomain

/// Areas and extras: counters with a limit, and who holds how much of them until when.
extension Transaction {
    /// Gives back what expired holds of the occurrence still count. Reads never need it: they look at the time.
    package func returnExpiredHolds(of occurrence: Occurrence.ID, at now: Moment) throws {
        try giveBack(try rows(expiredHolds(of: occurrence, at: now)), of: occurrence, at: now)
    }

    /// Finds what ``giveBack(_:of:at:)`` is to give back. Mostly it is nothing, and the lock of the occurrence lets nobody
    /// come between.
    func expiredHolds(of occurrence: Occurrence.ID, at now: Moment) -> SQL {
        "SELECT variant_id, quantity FROM hold WHERE occurrence_id = \(occurrence) AND expires_at <= \(now)"
    }

    func giveBack(_ holds: [SQLRow], of occurrence: Occurrence.ID, at now: Moment) throws {
        if holds.isEmpty { return }
        try post("DELETE FROM hold WHERE occurrence_id = \(occurrence) AND expires_at <= \(now)")
        var quantities: [InventoryVariant.ID: Int] = [:]
        for row in holds { quantities[try row.id(0), default: 0] += try row.int(1) }
        for (variant, quantity) in quantities.sorted(by: { $0.key < $1.key }) {
            try giveBack(quantity, of: variant, of: occurrence)
        }
    }

    /// Holds that much for a cart. False, changing nothing, when fewer are free.
    package func hold(
        _ quantity: Int, of variant: InventoryVariant.ID, of occurrence: Occurrence.ID, for cart: Cart.ID,
        until expiresAt: Moment, at now: Moment
    ) throws -> Bool {
        if try !count(quantity, of: variant, of: occurrence) {
            // It may have been counted before the batch gave back what had expired; and for this one, more may have.
            try returnExpiredHolds(of: occurrence, at: now)
            guard try count(quantity, of: variant, of: occurrence) else { return false }
        }
        try post(
            """
            INSERT INTO hold (occurrence_id, variant_id, cart_id, quantity, expires_at)
            VALUES (\(occurrence), \(variant), \(cart), \(quantity), \(expiresAt))
            """)
        return true
    }

    /// Counts that much as held. False, changing nothing, when fewer are free.
    private func count(_ quantity: Int, of variant: InventoryVariant.ID, of occurrence: Occurrence.ID) throws -> Bool {
        try run(
            """
            UPDATE stock SET held = held + \(quantity)
            WHERE occurrence_id = \(occurrence) AND variant_id = \(variant) AND held + sold + \(quantity) <= capacity
            """
        ) == 1
    }

    /// Makes a cart's hold final. False when the cart holds another quantity, or none.
    package func sell(
        _ quantity: Int, of variant: InventoryVariant.ID, of occurrence: Occurrence.ID, to cart: Cart.ID
    ) throws -> Bool {
        let ended = try run(
            """
            DELETE FROM hold
            WHERE occurrence_id = \(occurrence) AND variant_id = \(variant) AND cart_id = \(cart)
                AND quantity = \(quantity)
            """)
        guard ended == 1 else { return false }
        return try run(
            """
            UPDATE stock SET held = held - \(quantity), sold = sold + \(quantity)
            WHERE occurrence_id = \(occurrence) AND variant_id = \(variant) AND held >= \(quantity)
            """
        ) == 1
    }

    /// Gives back what a cart holds; nothing happens when it holds none.
    package func releaseHold(of variant: InventoryVariant.ID, of occurrence: Occurrence.ID, by cart: Cart.ID) throws {
        let quantity = try rows(
            """
            SELECT quantity FROM hold
            WHERE occurrence_id = \(occurrence) AND variant_id = \(variant) AND cart_id = \(cart)
            """
        ).first?.int(0)
        guard let quantity else { return }
        try post(
            """
            DELETE FROM hold
            WHERE occurrence_id = \(occurrence) AND variant_id = \(variant) AND cart_id = \(cart)
            """)
        try giveBack(quantity, of: variant, of: occurrence)
    }

    /// Sets what an occurrence has of an area or an extra. False when more than that is held and sold.
    package func setCapacity(_ capacity: Int, of variant: InventoryVariant.ID, of occurrence: Occurrence.ID) throws
        -> Bool
    {
        try !rows(
            """
            INSERT INTO stock (occurrence_id, variant_id, capacity, held, sold)
            VALUES (\(occurrence), \(variant), \(capacity), 0, 0)
            ON CONFLICT (occurrence_id, variant_id) DO UPDATE SET capacity = excluded.capacity
            WHERE stock.held + stock.sold <= excluded.capacity
            RETURNING variant_id
            """
        ).isEmpty
    }

    /// Forgets an area or an extra of which nothing is held or sold.
    package func removeStock(of variant: InventoryVariant.ID, of occurrence: Occurrence.ID) throws {
        try post(
            """
            DELETE FROM stock
            WHERE occurrence_id = \(occurrence) AND variant_id = \(variant) AND held = 0 AND sold = 0
            """)
    }

    private func giveBack(_ quantity: Int, of variant: InventoryVariant.ID, of occurrence: Occurrence.ID) throws {
        try post(
            """
            UPDATE stock SET held = held - \(quantity)
            WHERE occurrence_id = \(occurrence) AND variant_id = \(variant)
            """)
    }
}
