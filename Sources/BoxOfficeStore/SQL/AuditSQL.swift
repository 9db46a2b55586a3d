/// A promise of the store, and the statement that finds where it is broken.
package struct AuditCheck: Sendable {
    /// What holds when no row comes back.
    package let promise: String
    fileprivate let breaches: SQL

    /// Each check recomputes a fact from other rows than those that state it.
    package static let all: [AuditCheck] = [
        AuditCheck(
            promise: "no seat is in two orders",
            breaches: """
                SELECT 'occurrence ' || orders.occurrence_id || ': seat ' || cart_item.variant_id || ' is in '
                    || COUNT(*) || ' orders'
                FROM orders JOIN cart_item ON cart_item.cart_id = orders.cart_id
                WHERE cart_item.kind = 'assignedSeat' AND orders.status = 'confirmed'
                GROUP BY orders.occurrence_id, cart_item.variant_id HAVING COUNT(*) > 1
                ORDER BY orders.occurrence_id, cart_item.variant_id
                """),
        AuditCheck(
            promise: "every seat in an order is claimed for it, for good",
            breaches: """
                SELECT 'order ' || orders.id || ': seat ' || cart_item.variant_id || ' is not claimed for it'
                FROM orders JOIN cart_item ON cart_item.cart_id = orders.cart_id
                LEFT JOIN claim ON claim.occurrence_id = orders.occurrence_id
                    AND claim.variant_id = cart_item.variant_id
                WHERE cart_item.kind = 'assignedSeat' AND orders.status = 'confirmed'
                    AND (claim.cart_id IS NULL OR claim.cart_id <> orders.cart_id OR claim.expires_at IS NOT NULL)
                ORDER BY orders.id, cart_item.variant_id
                """),
        // Nearly all claims are sold, and to look each up in three tables takes long. But every seat in an order has a claim of
        // its own that is sold (the promise before this one), so when there are as many of one as of the other, no
        // sold claim is left over, and only held ones have to be looked up.
        AuditCheck(
            promise: "every claim is for a seat of its cart, and sold only when the cart is ordered",
            breaches: """
                SELECT 'occurrence ' || claim.occurrence_id || ': the claim on ' || claim.variant_id
                    || ' names cart ' || claim.cart_id || ', which has no such seat or is in another state'
                FROM claim
                LEFT JOIN cart ON cart.id = claim.cart_id AND cart.occurrence_id = claim.occurrence_id
                WHERE (
                    claim.expires_at IS NOT NULL
                    OR (SELECT COUNT(*) FROM claim WHERE expires_at IS NULL) <> (
                        SELECT COUNT(*) FROM orders JOIN cart_item ON cart_item.cart_id = orders.cart_id
                        WHERE cart_item.kind = 'assignedSeat' AND orders.status = 'confirmed')
                ) AND (
                    cart.id IS NULL
                    OR (claim.expires_at IS NULL) <> (cart.ordered_at IS NOT NULL)
                    OR claim.expires_at <> cart.expires_at
                    OR NOT EXISTS (
                        SELECT 1 FROM cart_item
                        WHERE cart_item.cart_id = claim.cart_id AND cart_item.variant_id = claim.variant_id)
                )
                ORDER BY claim.occurrence_id, claim.variant_id
                """),
        AuditCheck(
            promise: "what is sold of each area and extra is what its orders say, within its capacity",
            breaches: """
                SELECT 'occurrence ' || stock.occurrence_id || ': ' || stock.variant_id || ' counts ' || stock.sold
                    || ' sold of ' || stock.capacity || ', its orders say ' || COALESCE(ordered.quantity, 0)
                FROM stock LEFT JOIN (
                    SELECT orders.occurrence_id AS occurrence_id, cart_item.variant_id AS variant_id,
                        CAST(SUM(cart_item.quantity) AS BIGINT) AS quantity
                    FROM orders JOIN cart_item ON cart_item.cart_id = orders.cart_id
                    WHERE cart_item.kind <> 'assignedSeat' AND orders.status = 'confirmed'
                    GROUP BY orders.occurrence_id, cart_item.variant_id
                ) ordered ON ordered.occurrence_id = stock.occurrence_id AND ordered.variant_id = stock.variant_id
                WHERE stock.sold <> COALESCE(ordered.quantity, 0) OR stock.held + stock.sold > stock.capacity
                ORDER BY stock.occurrence_id, stock.variant_id
                """),
        AuditCheck(
            promise: "everything of an area or extra in an order is counted in a stock",
            breaches: """
                SELECT 'order ' || orders.id || ': there is no stock of ' || cart_item.variant_id
                FROM orders JOIN cart_item ON cart_item.cart_id = orders.cart_id
                LEFT JOIN stock ON stock.occurrence_id = orders.occurrence_id
                    AND stock.variant_id = cart_item.variant_id
                WHERE cart_item.kind <> 'assignedSeat' AND orders.status = 'confirmed' AND stock.variant_id IS NULL
                ORDER BY orders.id, cart_item.variant_id
                """),
        AuditCheck(
            promise: "what is held of each area and extra is what its holds say",
            breaches: """
                SELECT 'occurrence ' || stock.occurrence_id || ': ' || stock.variant_id || ' counts ' || stock.held
                    || ' held, its holds say ' || COALESCE(holds.quantity, 0)
                FROM stock LEFT JOIN (
                    SELECT occurrence_id, variant_id, CAST(SUM(quantity) AS BIGINT) AS quantity
                    FROM hold GROUP BY occurrence_id, variant_id
                ) holds ON holds.occurrence_id = stock.occurrence_id AND holds.variant_id = stock.variant_id
                WHERE stock.held <> COALESCE(holds.quantity, 0)
                ORDER BY stock.occurrence_id, stock.variant_id
                """),
        AuditCheck(
            promise: "every hold is of a cart that is not ordered, and of what that cart has",
            breaches: """
                SELECT 'occurrence ' || hold.occurrence_id || ': cart ' || hold.cart_id || ' holds ' || hold.quantity
                    || ' of ' || hold.variant_id || ', which is not what it has'
                FROM hold
                LEFT JOIN cart ON cart.id = hold.cart_id AND cart.occurrence_id = hold.occurrence_id
                WHERE cart.id IS NULL OR cart.ordered_at IS NOT NULL OR cart.expires_at <> hold.expires_at
                    OR hold.quantity <> (
                        SELECT COALESCE(SUM(cart_item.quantity), 0) FROM cart_item
                        WHERE cart_item.cart_id = hold.cart_id AND cart_item.variant_id = hold.variant_id)
                ORDER BY hold.occurrence_id, hold.variant_id, hold.cart_id
                """),
        AuditCheck(
            promise: "what is used of each voucher is what its orders say, and what is held what its carts hold",
            breaches: """
                SELECT 'event ' || voucher_use.event_id || ': voucher ' || voucher_use.voucher_code || ' counts '
                    || voucher_use.used || ' used and ' || voucher_use.held || ' held'
                FROM voucher_use LEFT JOIN (
                    SELECT cart.event_id AS event_id, cart.voucher_code AS voucher_code, COUNT(*) AS uses
                    FROM cart JOIN orders ON orders.cart_id = cart.id
                    WHERE cart.voucher_code IS NOT NULL AND orders.status = 'confirmed'
                    GROUP BY cart.event_id, cart.voucher_code
                ) ordered ON ordered.event_id = voucher_use.event_id
                    AND ordered.voucher_code = voucher_use.voucher_code
                LEFT JOIN (
                    SELECT voucher_hold.event_id AS event_id, voucher_hold.voucher_code AS voucher_code,
                        COUNT(*) AS uses
                    FROM voucher_hold JOIN cart ON cart.id = voucher_hold.cart_id
                    WHERE cart.voucher_code = voucher_hold.voucher_code AND cart.ordered_at IS NULL
                    GROUP BY voucher_hold.event_id, voucher_hold.voucher_code
                ) holding ON holding.event_id = voucher_use.event_id
                    AND holding.voucher_code = voucher_use.voucher_code
                WHERE voucher_use.used <> COALESCE(ordered.uses, 0) OR voucher_use.held <> COALESCE(holding.uses, 0)
                ORDER BY voucher_use.event_id, voucher_use.voucher_code
                """),
        AuditCheck(
            promise: "every order is of a cart that is marked as ordered, by the same retailer for the same occurrence",
            breaches: """
                SELECT 'order ' || orders.id || ': its cart ' || orders.cart_id || ' is not marked as ordered, or another''s'
                FROM orders LEFT JOIN cart ON cart.id = orders.cart_id
                WHERE cart.id IS NULL OR cart.ordered_at IS NULL OR cart.retailer_id <> orders.retailer_id
                    OR cart.occurrence_id <> orders.occurrence_id
                ORDER BY orders.id
                """),
        AuditCheck(
            promise: "every cart that is marked as ordered has its order",
            breaches: """
                SELECT 'cart ' || cart.id || ' is marked as ordered, and has no order'
                FROM cart LEFT JOIN orders ON orders.cart_id = cart.id
                WHERE cart.ordered_at IS NOT NULL AND orders.id IS NULL ORDER BY cart.id
                """),
        AuditCheck(
            promise: "every total is the sum of its receipt",
            breaches: """
                SELECT 'cart ' || cart.id || ': its total is ' || cart.total || ', its receipt sums to '
                    || COALESCE(CAST(SUM(receipt_line.amount) AS BIGINT), 0)
                FROM cart LEFT JOIN receipt_line ON receipt_line.cart_id = cart.id
                GROUP BY cart.id, cart.total
                HAVING cart.total <> COALESCE(SUM(receipt_line.amount), -1)
                    AND NOT (cart.total = 0 AND COALESCE(SUM(receipt_line.amount), 1) < 0)
                ORDER BY cart.id
                """),
        AuditCheck(
            promise: "every subtotal is the sum of its items",
            breaches: """
                SELECT 'cart ' || receipt_line.cart_id || ': its subtotal is ' || receipt_line.amount
                    || ', its items sum to ' || COALESCE(CAST(SUM(cart_item.sell_price * cart_item.quantity) AS BIGINT), 0)
                FROM receipt_line LEFT JOIN cart_item ON cart_item.cart_id = receipt_line.cart_id
                WHERE receipt_line.kind = 'subtotal'
                GROUP BY receipt_line.cart_id, receipt_line.amount
                HAVING receipt_line.amount <> COALESCE(SUM(cart_item.sell_price * cart_item.quantity), -1)
                ORDER BY receipt_line.cart_id
                """),
        AuditCheck(
            promise: "every item of an order has a ticket for each unit",
            breaches: """
                SELECT 'order ' || orders.id || ': item ' || cart_item.position || ' is ' || cart_item.quantity
                    || ' of ' || cart_item.variant_id || ' with ' || COUNT(ticket.position) || ' tickets'
                FROM orders JOIN cart_item ON cart_item.cart_id = orders.cart_id
                LEFT JOIN ticket ON ticket.order_id = orders.id AND ticket.item_position = cart_item.position
                GROUP BY orders.id, cart_item.position, cart_item.quantity, cart_item.variant_id
                HAVING COUNT(ticket.position) <> cart_item.quantity
                ORDER BY orders.id, cart_item.position
                """),
        AuditCheck(
            promise: "every ticket is of an item of an order",
            breaches: """
                SELECT 'ticket ' || ticket.order_id || '-' || (ticket.position + 1) || ' is of no item of an order'
                FROM ticket LEFT JOIN orders ON orders.id = ticket.order_id
                LEFT JOIN cart_item ON cart_item.cart_id = orders.cart_id
                    AND cart_item.position = ticket.item_position
                WHERE orders.id IS NULL OR cart_item.cart_id IS NULL
                ORDER BY ticket.order_id, ticket.position
                """),
    ]
}

extension Transaction {
    /// Where a promise is broken, a line a breach, `limit` of them at most.
    package func breaches(of check: AuditCheck, limit: Int) throws -> [String] {
        try rows("\(check.breaches) LIMIT \(limit)").map { try $0.text(0) }
    }

    /// How many orders and tickets there are to look at.
    package func auditedCounts() throws -> (orders: Int, tickets: Int) {
        (
            try rows("SELECT COUNT(*) FROM orders")[0].int(0),
            try rows("SELECT COUNT(*) FROM ticket")[0].int(0)
        )
    }
}
