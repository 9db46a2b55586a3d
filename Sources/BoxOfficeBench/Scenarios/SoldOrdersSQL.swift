import BoxOfficeStore

/// Orders of evenings that are over, as if they had been sold one by one: a stadium full of them each.
enum SoldOrders {
    /// Orders of one evening, and rows of each of its six tables that one statement writes.
    private static let ordersOfEvening = 50_000

    /// Written in bulk, by few statements, with an audit's every promise kept. No server may be running.
    static func write(_ orders: Int, to database: String) async throws {
        if PostgreSQLAddress.isAddress(database) {
            let address = try PostgreSQLAddress(database)
            try await write(
                orders,
                by: PostgreSQLDriver(address, pool: .init(writers: 1, readers: 1), patience: .working, clock: nil))
        } else {
            try await write(orders, by: SQLiteDriver(path: database))
        }
    }

    private static func write(_ orders: Int, by driver: some StoreDriver) async throws {
        for evening in 0..<orders / ordersOfEvening {
            try await driver.write(to: nil) { connection, _ in
                for statement in statements(evening: evening) { _ = try connection.run(statement) }
            }
        }
        try await driver.close()
    }

    /// Every text of a row is made of its number; numbers have eight digits, so that texts sort as they do.
    private static func statements(evening: Int) -> [SQL] {
        let first = 10_000_000 + evening * ordersOfEvening
        let numbers: SQL = """
            WITH RECURSIVE numbered(n) AS (
                VALUES (CAST(\(first) AS BIGINT)) UNION ALL SELECT n + 1 FROM numbered WHERE n + 1 < \(first + ordersOfEvening)
            )
            """
        let occurrence = "90\(evening)"
        let cart: SQL = "'00000000-0000-7000-8000-0000' || CAST(n AS TEXT)"
        let order: SQL = "'00000000-0000-7000-9000-0000' || CAST(n AS TEXT)"
        let seat: SQL = "'Block1-1-' || CAST(n AS TEXT)"
        let price = House.priceMinorUnits
        return [
            """
            INSERT INTO cart (
                id, occurrence_id, event_id, retailer_id, created_at, expires_at, ordered_at, is_protected, currency, total)
            \(numbers)
            SELECT \(cart), \(occurrence), '90', \(CatalogueText.retailerID), n, n + 900000000, n, 0, 'GBP',
                CAST(\(price) AS BIGINT)
            FROM numbered
            """,
            """
            INSERT INTO cart_item (
                cart_id, position, variant_id, kind, section_name, row_name, seat_name, name, attributes,
                ticket_type, category_name, sell_price, quantity)
            \(numbers)
            SELECT \(cart), 0, \(seat), 'assignedSeat', 'Block1', '1', CAST(n AS TEXT), 'Block1 1 ' || CAST(n AS TEXT), '',
                'ADULT', 'Adult', CAST(\(price) AS BIGINT), 1
            FROM numbered
            """,
            """
            INSERT INTO receipt_line (cart_id, position, kind, label, amount)
            \(numbers)
            SELECT \(cart), 0, 'subtotal', 'Subtotal', CAST(\(price) AS BIGINT) FROM numbered
            """,
            """
            INSERT INTO claim (occurrence_id, variant_id, cart_id, expires_at)
            \(numbers)
            SELECT \(occurrence), \(seat), \(cart), NULL FROM numbered
            """,
            """
            INSERT INTO orders (
                id, cart_id, occurrence_id, retailer_id, confirmation_number, status, created_at, created_on,
                contact_name, contact_email)
            \(numbers)
            SELECT \(order), \(cart), \(occurrence), \(CatalogueText.retailerID), 'ZZ' || CAST(n AS TEXT), 'confirmed', n,
                '2020-01-01', 'Ada Lovelace', 'early' || CAST(n AS TEXT) || '@example.com'
            FROM numbered
            """,
            """
            INSERT INTO ticket (order_id, position, item_position, status, barcode)
            \(numbers)
            SELECT \(order), 0, 0, 'valid', 'EARLYEARLYEARLYEARLYEARL' || CAST(n AS TEXT) FROM numbered
            """,
        ]
    }
}
