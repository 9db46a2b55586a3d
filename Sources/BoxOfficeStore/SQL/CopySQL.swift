/// A table as it is copied: all of its columns, those of its primary key first.
package struct StoredTable: Sendable {
    package let title: String
    fileprivate let name: SQL
    fileprivate let key: [SQL]
    fileprivate let others: [SQL]

    private init(_ title: String, _ name: SQL, key: [SQL], _ others: [SQL]) {
        self.title = title
        self.name = name
        self.key = key
        self.others = others
    }

    fileprivate var columns: SQL { SQL.list(key + others) }

    /// What of a row is its key.
    package func key(of row: [SQLValue]) -> [SQLValue] {
        Array(row.prefix(key.count))
    }

    /// Those that others refer to before those that do.
    package static let all: [StoredTable] = [
        StoredTable("catalogue files", "catalogue_text", key: ["position"], ["name", "text"]),
        StoredTable(
            "occurrences", "occurrence_state", key: ["occurrence_id"], ["version", "catalogue_version", "changed_at"]),
        StoredTable(
            "keys", "api_key", key: ["id"],
            [
                "secret_sha256", "retailer_id", "scopes", "environment", "created_at", "revoked_at",
            ]),
        StoredTable(
            "carts", "cart", key: ["id"],
            [
                "occurrence_id", "event_id", "retailer_id", "created_at", "expires_at", "ordered_at", "voucher_code",
                "is_protected", "currency", "total", "total_taxes",
            ]),
        StoredTable(
            "cart items", "cart_item", key: ["cart_id", "position"],
            [
                "variant_id", "kind", "section_name", "row_name", "seat_name", "name", "attributes", "ticket_type",
                "tier",
                "category_name", "list_price", "sell_price", "promotion_id", "promotion_name", "quantity",
            ]),
        StoredTable("receipt lines", "receipt_line", key: ["cart_id", "position"], ["kind", "label", "amount"]),
        StoredTable("claims on seats", "claim", key: ["occurrence_id", "variant_id"], ["cart_id", "expires_at"]),
        StoredTable("stocks", "stock", key: ["occurrence_id", "variant_id"], ["capacity", "held", "sold"]),
        StoredTable("holds", "hold", key: ["occurrence_id", "variant_id", "cart_id"], ["quantity", "expires_at"]),
        StoredTable("voucher uses", "voucher_use", key: ["event_id", "voucher_code"], ["held", "used"]),
        StoredTable(
            "voucher holds", "voucher_hold", key: ["event_id", "voucher_code", "cart_id"], ["expires_at"]),
        StoredTable(
            "orders", "orders", key: ["id"],
            [
                "cart_id", "occurrence_id", "retailer_id", "confirmation_number", "status", "created_at", "created_on",
                "contact_name", "contact_email", "contact_phone", "payment_method", "payment_reference",
            ]),
        StoredTable("tickets", "ticket", key: ["order_id", "position"], ["item_position", "status", "barcode"]),
        StoredTable(
            "idempotency keys", "idempotency", key: ["retailer_id", "operation", "idempotency_key"],
            [
                "fingerprint", "result_id", "created_at",
            ]),
        // Last: a server that is there already sells nothing before.
        StoredTable("catalogue versions", "catalogue_version", key: ["version"], ["imported_at"]),
    ]
}

/// Everything from one database to another, whatever it is.
extension Transaction {
    package func count(of table: StoredTable) throws -> Int {
        try rows("SELECT COUNT(*) FROM \(table.name)")[0].int(0)
    }

    /// Rows in the order of their key, from behind that key on.
    package func rows(of table: StoredTable, after key: [SQLValue]?, limit: Int) throws -> [[SQLValue]] {
        let order = SQL.list(table.key)
        let beginning: SQL = key.map { "WHERE (\(order)) > (\(SQL.list($0.map(SQL.init(value:)))))" } ?? ""
        return try rows("SELECT \(table.columns) FROM \(table.name) \(beginning) ORDER BY \(order) LIMIT \(limit)")
            .map(\.values)
    }

    package func lastKey(of table: StoredTable) throws -> [SQLValue]? {
        let backwards = SQL.list(table.key.map { "\($0) DESC" })
        return try rows("SELECT \(SQL.list(table.key)) FROM \(table.name) ORDER BY \(backwards) LIMIT 1").first?.values
    }

    package func insert(_ rows: [[SQLValue]], into table: StoredTable) throws {
        // The same text again and again, and one for what is left.
        for start in stride(from: 0, to: rows.count, by: Self.rowsOfStatement) {
            let values = rows[start...].prefix(Self.rowsOfStatement).map { row -> SQL in
                "(\(SQL.list(row.map(SQL.init(value:)))))"
            }
            try post("INSERT INTO \(table.name) (\(table.columns)) VALUES \(SQL.list(values))")
        }
    }

    private static var rowsOfStatement: Int { 50 }

    package func removeAll(from table: StoredTable) throws {
        try post("DELETE FROM \(table.name)")
    }

    // MARK: A copy that is under way

    /// What a database says of itself that is being copied into: of which source, in which state. Nil when it is none.
    package func unfinishedCopy() throws -> String? {
        guard try connection.hasTable("unfinished_copy") else { return nil }
        return try rows("SELECT source FROM unfinished_copy")[0].text(0)
    }

    package func beginCopy(of source: String) throws {
        _ = try run("CREATE TABLE IF NOT EXISTS unfinished_copy (source \(connection.textType) NOT NULL)")
        _ = try run("DELETE FROM unfinished_copy")
        _ = try run("INSERT INTO unfinished_copy (source) VALUES (\(source))")
    }

    package func finishCopy() throws {
        // When the answer to its commit was lost, the table may be gone.
        if try mayBeDone && unfinishedCopy() == nil { return }
        // A row that goes is a change; a table that goes is none to a batch.
        _ = try run("DELETE FROM unfinished_copy")
        _ = try run("DROP TABLE unfinished_copy")
    }

    /// Another text whenever anything was sold, held, imported or let in since.
    package func state() throws -> String {
        let row = try rows(
            """
            SELECT (SELECT COALESCE(MIN(imported_at), 0) FROM catalogue_version),
                (SELECT COALESCE(MAX(version), 0) FROM catalogue_version),
                (SELECT CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM occurrence_state),
                (SELECT COUNT(*) FROM api_key WHERE revoked_at IS NULL), (SELECT COUNT(*) FROM api_key),
                (SELECT COUNT(*) FROM idempotency), (SELECT COUNT(*) FROM cart)
            """)[0]
        return try row.values.indices.map { String(try row.integer($0)) }.joined(separator: " ")
    }
}
