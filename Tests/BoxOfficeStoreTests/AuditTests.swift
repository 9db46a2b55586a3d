import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import Testing

/// One way to corrupt the rows of ``AuditTests``, and the promises that it breaks.
struct Damage: Sendable, CustomTestStringConvertible {
    let promise: String
    let statements: String
    /// What cannot but break with it.
    var alsoBroken: [String] = []

    var testDescription: String { promise }

    /// Order A has seat 1, two places of the floor and a programme; order B has seat 2; cart C holds seat 3 and two
    /// places of the pit.
    static let all = [
        Damage(
            promise: "no seat is in two orders",
            statements: """
                INSERT INTO cart_item SELECT 'B', 1, variant_id, kind, section_name, row_name, seat_name, name,
                    attributes, ticket_type, tier, category_name, list_price, 0, promotion_id, promotion_name, quantity
                    FROM cart_item WHERE cart_id = 'A' AND position = 0;
                INSERT INTO ticket SELECT id, 1, 1, 'valid', 'damage' FROM orders WHERE cart_id = 'B'
                """,
            alsoBroken: ["every seat in an order is claimed for it, for good"]),
        Damage(
            promise: "every seat in an order is claimed for it, for good",
            statements: "DELETE FROM claim WHERE variant_id = 'S-R-1'"),
        Damage(
            promise: "every claim is for a seat of its cart, and sold only when the cart is ordered",
            statements: "INSERT INTO claim VALUES ('1', 'S-R-8', 'nobody', 9000000000000000)"),
        Damage(
            promise: "what is sold of each area and extra is what its orders say, within its capacity",
            statements: "UPDATE stock SET sold = sold - 1 WHERE variant_id = 'floor'"),
        Damage(
            promise: "everything of an area or extra in an order is counted in a stock",
            statements: "DELETE FROM stock WHERE variant_id = 'floor'"),
        Damage(
            promise: "what is held of each area and extra is what its holds say",
            statements: "UPDATE stock SET held = held + 1 WHERE variant_id = 'pit'"),
        Damage(
            promise: "every hold is of a cart that is not ordered, and of what that cart has",
            statements: "UPDATE hold SET expires_at = expires_at + 1"),
        Damage(
            promise: "what is used of each voucher is what its orders say, and what is held what its carts hold",
            statements: "INSERT INTO voucher_use VALUES ('7', 'WELCOME', 1, 0)"),
        Damage(
            promise: "every order is of a cart that is marked as ordered, by the same retailer for the same occurrence",
            statements: "UPDATE orders SET retailer_id = 'corner' WHERE cart_id = 'B'"),
        Damage(
            promise: "every cart that is marked as ordered has its order",
            statements: """
                INSERT INTO cart VALUES ('D', '1', '7', 'acme', 1, 2, 1, NULL, 0, 'GBP', 5, NULL);
                INSERT INTO receipt_line VALUES ('D', 0, 'fee', 'Fee', 5)
                """),
        Damage(
            promise: "every total is the sum of its receipt",
            statements: "UPDATE cart SET total = total + 1 WHERE id = 'C'"),
        Damage(
            promise: "every subtotal is the sum of its items",
            statements: "UPDATE cart_item SET sell_price = sell_price - 1 WHERE cart_id = 'C' AND position = 1"),
        Damage(
            promise: "every item of an order has a ticket for each unit",
            statements: "DELETE FROM ticket WHERE item_position = 1 AND position = 2"),
        Damage(
            promise: "every ticket is of an item of an order",
            statements: "INSERT INTO ticket SELECT id, 9, 9, 'valid', 'damage' FROM orders WHERE cart_id = 'A'"),
    ]
}

@Suite("The audit finds what a store must never hold")
struct AuditTests {
    private let database: TemporaryDatabase
    private let desk: Desk

    init() async throws {
        database = try await TemporaryDatabase()
        desk = try await database.openDesk()
        let wishes = [
            "A": [Corner.wish(World.seat(1)), Corner.wish(World.floorID, quantity: 2), Corner.wish(World.programmeID)],
            "B": [Corner.wish(World.seat(2))],
            "C": [Corner.wish(World.seat(3)), Corner.wish(World.pitID, quantity: 2)],
        ]
        for (name, wishes) in wishes {
            let cart = try await desk.openCart(CartRequest(wishes), for: Corner.acme).cart
            if name != "C" { try await desk.buy(cart) }
            // A name that the damage can say.
            for column in [
                "cart.id", "cart_item.cart_id", "receipt_line.cart_id", "orders.cart_id", "claim.cart_id",
                "hold.cart_id",
            ] {
                let parts = column.split(separator: ".")
                try database.damage("UPDATE \(parts[0]) SET \(parts[1]) = '\(name)' WHERE \(parts[1]) = '\(cart.id)'")
            }
        }
    }

    private func broken() async throws -> [String] {
        var broken: [String] = []
        _ = try await desk.audit { check, breaches in
            if breaches > 0 { broken.append(check.promise) }
        }
        return broken
    }

    @Test("a sound store breaks no promise, and its orders and tickets are counted")
    func sound() async throws {
        let report = try await desk.audit { _, _ in }
        #expect(report.breaches == [])
        #expect(report.orders == 2)
        #expect(report.tickets == 5)
    }

    @Test("rows that were tampered with break exactly the promise that they break", arguments: Damage.all)
    func damaged(damage: Damage) async throws {
        try database.damage(damage.statements)
        #expect(try await broken().sorted() == ([damage.promise] + damage.alsoBroken).sorted())
        let report = try await desk.audit { _, _ in }
        #expect(report.breaches.count == 1 + damage.alsoBroken.count)
    }

    @Test("a claim that is sold to no order is found among those that are")
    func orphanedClaim() async throws {
        try database.damage("INSERT INTO claim VALUES ('1', 'S-R-8', 'A', NULL)")
        #expect(
            try await broken() == [
                "every claim is for a seat of its cart, and sold only when the cart is ordered"
            ])
    }

    @Test("a voucher that orders used more often than it counts is found")
    func uncountedVoucher() async throws {
        try database.damage(
            "INSERT INTO voucher_use VALUES ('7', 'WELCOME', 0, 0); UPDATE cart SET voucher_code = 'WELCOME' WHERE id = 'A'"
        )
        #expect(
            try await broken() == [
                "what is used of each voucher is what its orders say, and what is held what its carts hold"
            ])
    }

    @Test("every promise has its damage here")
    func complete() {
        #expect(Damage.all.map(\.promise) == AuditCheck.all.map(\.promise))
    }

    @Test("a store with a breach can still be audited while it sells")
    func selling() async throws {
        try database.damage("UPDATE stock SET held = held + 1 WHERE variant_id = 'pit'")
        async let report = desk.audit { _, _ in }
        _ = try await desk.open(Corner.wish(World.seat(4)))
        #expect(try await report.breaches.count == 1)
    }
}
