import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeTestSupport
import Testing

@testable import BoxOfficeStore

@Suite("Hot statements find their rows by an index")
struct QueryPlanTests {
    private let database: TemporaryDatabase
    private let now = Clock().now

    init() async throws {
        database = try await TemporaryDatabase()
        _ = try await database.openDesk()
    }

    /// How the engine goes about each statement that the closure runs.
    private func plans(_ body: (Transaction) throws -> Void) throws -> [String] {
        try database.withConnection(checksForeignKeys: false) { connection in
            try connection.begin()
            if Engine.isPostgreSQL {
                // Of tables so small it would rather read all and sort it: what counts is what it can do.
                for way in ["enable_seqscan", "enable_sort", "enable_bitmapscan"] {
                    _ = try connection.rows("SELECT set_config(\(way), 'off', true)")
                }
            }
            let explaining = ExplainingConnection(connection)
            try body(Transaction(explaining))
            try connection.commit()
            return explaining.plans
        }
    }

    /// Every table that the statements touch is searched by the key or index with those columns, and nothing is sorted.
    ///
    /// - Parameter searches: as SQLite says it, a search each.
    private func expect(_ plans: [String], _ searches: [String], sourceLocation: SourceLocation = #_sourceLocation) {
        guard Engine.isSQLite else {
            return expectOfPostgreSQL(plans, searches, sourceLocation: sourceLocation)
        }
        #expect(plans.allSatisfy { $0.hasPrefix("SEARCH ") }, "\(plans)", sourceLocation: sourceLocation)
        for (plan, search) in zip(plans, searches) {
            #expect(plan.hasSuffix(" \(search)"), sourceLocation: sourceLocation)
        }
        #expect(plans.count == searches.count, "\(plans)", sourceLocation: sourceLocation)
    }

    /// Nothing is read from end to end or sorted, and each of the searches is made with all of its columns.
    private func expectOfPostgreSQL(_ plans: [String], _ searches: [String], sourceLocation: SourceLocation) {
        let lines = plans.joined(separator: "\n").split(separator: "\n")
        // To put the few in order that one moment has ("Incremental Sort") is not to sort.
        let steps = lines.map { $0.drop { " ->".contains($0) } }
        #expect(
            !steps.contains { $0.hasPrefix("Seq Scan") || $0 == "Sort" }, "\(plans)", sourceLocation: sourceLocation)
        let conditions = lines.filter { $0.contains("Index Cond:") }
        for search in searches {
            // `claim USING PRIMARY KEY (occurrence_id=? AND variant_id=?)`
            let columns = search.matches(of: /(\w+|<expr>)[=<>]+\?/).map { $0.1 == "<expr>" ? "lower" : $0.1 }
            #expect(
                conditions.contains { condition in columns.allSatisfy { condition.contains($0) } },
                "\(search) is not in \(plans)", sourceLocation: sourceLocation)
            if let table = search.firstMatch(of: /^(\w+) USING PRIMARY KEY/)?.1 {
                #expect(lines.contains { $0.contains("\(table)_pkey") }, "\(plans)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test("taking a seat looks at that seat alone")
    func claim() throws {
        let (now, occurrence) = (now, Corner.occurrence)
        expect(try plans { _ = try $0.claim(["S-R-1"], of: occurrence, for: "c", until: now, at: now) }, [])
        let search = "claim USING PRIMARY KEY (occurrence_id=? AND variant_id=?)"
        expect(try plans { _ = try $0.sell(["S-R-1"], of: occurrence, to: "c") }, [search])
        expect(try plans { try $0.release("S-R-1", of: occurrence, from: "c") }, [search])
    }

    @Test("taking of an area looks at that area alone")
    func stock() throws {
        let (now, occurrence) = (now, Corner.occurrence)
        let stock = "stock USING PRIMARY KEY (occurrence_id=? AND variant_id=?)"
        let hold = "hold USING PRIMARY KEY (occurrence_id=? AND variant_id=? AND cart_id=?)"
        expect(try plans { _ = try $0.hold(1, of: "floor", of: occurrence, for: "c", until: now, at: now) }, [stock])
        expect(try plans { _ = try $0.sell(1, of: "floor", of: occurrence, to: "c") }, [hold, stock])
        expect(try plans { try $0.releaseHold(of: "pit", of: occurrence, by: "c") }, [hold])
        expect(try plans { _ = try $0.setCapacity(5, of: "pit", of: occurrence) }, [])
    }

    @Test("giving back expired holds looks at those of the occurrence that have expired")
    func expiredHolds() throws {
        let now = now
        expect(
            try plans { try $0.returnExpiredHolds(of: Corner.occurrence, at: now) },
            ["INDEX hold_by_expiry (occurrence_id=? AND expires_at<?)"])
    }

    @Test("what is taken of an occurrence is read from its own rows")
    func taken() throws {
        let now = now
        expect(
            try plans { _ = try $0.taken(of: Corner.occurrence, at: now) },
            [
                "claim USING PRIMARY KEY (occurrence_id=?)", "stock USING PRIMARY KEY (occurrence_id=?)",
                "INDEX hold_by_expiry (occurrence_id=? AND expires_at>?)",
            ])
    }

    private func statementsWithTables(_ body: @escaping (Transaction) throws -> Void) throws -> [String] {
        try database.withConnection { connection in
            let explaining = ExplainingConnection(connection)
            try connection.begin()
            defer { connection.rollBack() }
            try body(Transaction(explaining))
            return explaining.withTables
        }
    }

    /// An `IN` of more than two texts in a `CHECK`, or a `RETURNING`, would be such a table.
    @Test("no statement of a sale makes a table to run", .enabled(if: Engine.current == .sqlite))
    func tables() async throws {
        let (now, occurrence) = (now, Corner.occurrence)
        let desk = try await database.desk(Clock())
        try await desk.shelf.refresh()
        let cart = try await desk.open(Corner.wish(World.seat(1)), Corner.wish(World.floorID, quantity: 2))
        let next = Cart(
            id: "next", retailer: cart.retailer, event: cart.event, occurrence: occurrence, createdAt: now,
            expiresAt: now.adding(seconds: 60), items: cart.items, receipt: cart.receipt)
        let order = Order(
            id: "order", confirmationNumber: "2222222222", status: .confirmed, createdAt: now,
            contact: Contact(storedName: "Ada", email: "ada@example.com", phone: nil), payment: nil, cart: next,
            tickets: [[Ticket(id: "order-1", status: .valid, barcode: "B")]])
        let tables = try statementsWithTables { transaction in
            try transaction.returnExpiredHolds(of: occurrence, at: now.adding(seconds: 24 * 3600))
            _ = try transaction.claim([World.seat(2)], of: occurrence, for: "c", until: now, at: now)
            _ = try transaction.sell([World.seat(2)], of: occurrence, to: "c")
            _ = try transaction.hold(1, of: World.floorID, of: occurrence, for: "c", until: now, at: now)
            _ = try transaction.sell(1, of: World.floorID, of: occurrence, to: "c")
            _ = try transaction.orderID(of: cart.id)
            _ = try transaction.cart(cart.id)
            _ = try transaction.markOrdered(cart.id, at: now)
            try transaction.insert(next)
            _ = try transaction.insert(order, createdOn: LocalDate(daysSinceEpoch: 0))
        }
        #expect(tables.isEmpty)
    }

    @Test("the occurrence's lock is one row")
    func lock() throws {
        let now = now
        expect(
            try plans { _ = try $0.lock([WriteTarget(occurrence: Corner.occurrence, moment: now, takesStock: true)]) },
            [
                "occurrence_state USING PRIMARY KEY (occurrence_id=?)",
                "INDEX hold_by_expiry (occurrence_id=? AND expires_at<?)",
            ])
    }

    @Test("what changed lately is found among what did not")
    func changes() throws {
        let now = now
        expect(
            try plans { _ = try $0.changes(since: now) }.filter { Engine.isPostgreSQL || $0.hasPrefix("SEARCH ") },
            ["COVERING INDEX sqlite_autoindex_catalogue_version_1", "occurrence_state_by_change (changed_at>?)"])
    }

    @Test("a cart, its items and its order are found by the cart's id, in their order")
    func cart() async throws {
        let desk = try await database.desk(Clock())
        try await desk.shelf.refresh()
        let cart = try await desk.open(Corner.wish(World.seat(1)))
        expect(
            try plans { _ = try $0.cart(cart.id) },
            [
                "INDEX sqlite_autoindex_cart_1 (id=?)", "cart_item USING PRIMARY KEY (cart_id=?)",
                "receipt_line USING PRIMARY KEY (cart_id=?)",
            ])
        expect(try plans { _ = try $0.orderID(of: cart.id) }, ["INDEX sqlite_autoindex_orders_2 (cart_id=?)"])
        let markOrdered = try plans { _ = try $0.markOrdered(cart.id, at: now) }
        expect(markOrdered, ["INDEX sqlite_autoindex_cart_1 (id=?)"])
        // An index of open carts has the id too, behind the time.
        if Engine.isPostgreSQL { #expect(markOrdered.joined().contains("cart_pkey"), "\(markOrdered)") }
        expect(
            try plans { try $0.delete(cart.id) },
            [
                "cart_item USING PRIMARY KEY (cart_id=?)", "receipt_line USING PRIMARY KEY (cart_id=?)",
                "INDEX sqlite_autoindex_cart_1 (id=?)",
            ])
    }

    @Test("a page of a retailer's orders comes in its order from an index, whatever is asked for")
    func orders() throws {
        if Engine.isPostgreSQL {
            // Of a table without rows it takes any index.
            try database.damage(
                """
                INSERT INTO cart SELECT 'c' || n, '1', '7', 'acme', 1, 2, 1, NULL, 0, 'GBP', 0, NULL
                FROM generate_series(CAST(1 AS BIGINT), 3000) AS n;
                INSERT INTO orders SELECT 'o' || n, 'c' || n, CAST(n % 100 AS TEXT), 'acme', 'N' || n, 'confirmed',
                    1700000000000000 + n * 1000000, '2026-01-01', 'Ada', 'ada' || n || '@example.com', NULL, NULL, NULL
                FROM generate_series(CAST(1 AS BIGINT), 3000) AS n;
                ANALYZE orders
                """)
        }
        /// How the page is found, behind the count.
        func expectPage(_ search: String, _ change: (inout OrderQuery) -> Void) throws {
            var query = OrderQuery(retailer: "acme", limit: 50, offset: 0)
            change(&query)
            // The count and the page; behind them, what belongs to each order.
            let plans = Array(try plans { [query] in _ = try $0.orders(query) }.prefix(2))
            #expect(plans.count == 2)
            if Engine.isSQLite {
                #expect(plans.allSatisfy { $0.hasPrefix("SEARCH orders USING ") }, "\(plans)")
                #expect(plans.last?.hasSuffix(search) == true)
            } else {
                expectOfPostgreSQL(plans, [search], sourceLocation: #_sourceLocation)
            }
        }
        try expectPage("INDEX orders_by_time (retailer_id=?)") { _ in }
        try expectPage("(retailer_id=? AND created_at>?)") { $0.createdFrom = LocalDate("2026-01-01") }
        try expectPage("INDEX orders_by_email (retailer_id=? AND <expr>=?)") { $0.email = "ada@example.com" }
        try expectPage("INDEX orders_by_occurrence (retailer_id=? AND occurrence_id=?)") { $0.occurrence = "1" }
        try expectPage("(confirmation_number=?)") { $0.confirmationNumber = "N7" }
        expect(try plans { _ = try $0.order("o", of: "acme") }, ["INDEX sqlite_autoindex_orders_1 (id=?)"])
    }

    @Test("a key is found by its hash, an idempotency key by its name")
    func keys() throws {
        let now = now
        expect(
            try plans { _ = try $0.key(secretSHA256: "00") }, ["INDEX sqlite_autoindex_api_key_2 (secret_sha256=?)"])
        let key = IdempotencyKey(retailer: "acme", operation: "placeOrder", key: "k")
        expect(
            try plans { _ = try $0.earlierEffect(of: key, validSince: now) },
            ["idempotency USING PRIMARY KEY (retailer_id=? AND operation=? AND idempotency_key=?)"])
    }

    @Test("the broom and an import find open carts and old keys by time")
    func sweep() throws {
        let now = now
        expect(try plans { _ = try $0.cartsEnded(before: now, limit: 100) }, ["INDEX cart_not_ordered (expires_at<?)"])
        expect(try plans { _ = try $0.openCarts(at: now) }, ["INDEX cart_not_ordered (expires_at>?)"])
        // Keys of one microsecond are sorted, no more.
        let keys = try plans { _ = try $0.forgetIdempotencyKeys(usedBefore: now, limit: 100) }
        expect(
            keys.filter { $0 != "USE TEMP B-TREE FOR RIGHT PART OF ORDER BY" },
            ["INDEX idempotency_by_time (created_at<?)"])
    }
}
