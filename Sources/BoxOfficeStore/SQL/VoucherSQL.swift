package import BoxOfficeDomain

/// A voucher of an event, in the order in which a transaction locks several.
package struct VoucherName: Hashable, Comparable, Sendable {
    let event: Event.ID
    let code: String

    package static func < (left: VoucherName, right: VoucherName) -> Bool {
        (left.event, left.code) < (right.event, right.code)
    }

    /// Two batches that each want the other's would wait in a circle, if not all took them in one order.
    var lockStatement: SQL {
        "UPDATE voucher_use SET held = held WHERE event_id = \(event) AND voucher_code = \(code)"
    }
}

extension Cart {
    package var vouchers: [VoucherName] {
        voucherCode.map { [VoucherName(event: event, code: $0)] } ?? []
    }
}

/// Vouchers with a cap: how often they are used, and which carts hold a use until when.
extension Transaction {
    /// Holds a use for a cart. False, changing nothing, when none is left.
    ///
    /// - Parameter usesMax: nil is no limit.
    package func holdVoucher(
        _ code: String, of event: Event.ID, for cart: Cart.ID, until expiresAt: Moment, usesMax: Int?, at now: Moment
    ) throws -> Bool {
        let limit = Int64(usesMax ?? Int.max)
        if try !countVoucher(code, of: event, limit: limit) {
            try returnExpiredVouchers(code, of: event, at: now)
            guard try countVoucher(code, of: event, limit: limit) else { return false }
        }
        try post(
            """
            INSERT INTO voucher_hold (event_id, voucher_code, cart_id, expires_at)
            VALUES (\(event), \(code), \(cart), \(expiresAt))
            """)
        return true
    }

    /// Counts a use as held. False, changing nothing, when none is left.
    private func countVoucher(_ code: String, of event: Event.ID, limit: Int64) throws -> Bool {
        try run(
            """
            INSERT INTO voucher_use (event_id, voucher_code, held, used)
            SELECT CAST(\(event) AS TEXT), CAST(\(code) AS TEXT), 1, 0 WHERE CAST(\(limit) AS BIGINT) > 0
            ON CONFLICT (event_id, voucher_code) DO UPDATE SET held = voucher_use.held + 1
            WHERE voucher_use.held + voucher_use.used < \(limit)
            """
        ) == 1
    }

    /// Gives back the uses of carts that ran out. Reads never need it: they look at the time.
    private func returnExpiredVouchers(_ code: String, of event: Event.ID, at now: Moment) throws {
        let expired = try run(
            """
            DELETE FROM voucher_hold
            WHERE event_id = \(event) AND voucher_code = \(code) AND expires_at <= \(now)
            """)
        if expired > 0 { try giveBack(expired, of: code, of: event) }
    }

    /// Makes a cart's hold of a use final. False when it holds none.
    package func useVoucher(_ code: String, of event: Event.ID, by cart: Cart.ID) throws -> Bool {
        guard try endVoucherHold(code, of: event, by: cart) else { return false }
        return try run(
            """
            UPDATE voucher_use SET held = held - 1, used = used + 1
            WHERE event_id = \(event) AND voucher_code = \(code) AND held > 0
            """
        ) == 1
    }

    /// Gives back the use that a cart holds; nothing happens when it holds none.
    package func releaseVoucher(_ code: String, of event: Event.ID, by cart: Cart.ID) throws {
        if try endVoucherHold(code, of: event, by: cart) { try giveBack(1, of: code, of: event) }
    }

    /// How many uses orders and open carts have.
    package func voucherUses(_ code: String, of event: Event.ID, at now: Moment) throws -> Int {
        let used = try rows(
            "SELECT used FROM voucher_use WHERE event_id = \(event) AND voucher_code = \(code)"
        ).first?.int(0)
        let held = try rows(
            """
            SELECT COUNT(*) FROM voucher_hold
            WHERE event_id = \(event) AND voucher_code = \(code) AND expires_at > \(now)
            """)[0].int(0)
        return (used ?? 0) + held
    }

    private func endVoucherHold(_ code: String, of event: Event.ID, by cart: Cart.ID) throws -> Bool {
        try run(
            """
            DELETE FROM voucher_hold
            WHERE event_id = \(event) AND voucher_code = \(code) AND cart_id = \(cart)
            """
        ) == 1
    }

    private func giveBack(_ uses: Int, of code: String, of event: Event.ID) throws {
        try post(
            """
            UPDATE voucher_use SET held = held - \(uses) WHERE event_id = \(event) AND voucher_code = \(code)
            """)
    }
}
