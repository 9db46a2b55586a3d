extension Transaction {
    /// Brings the tables up to this program's schema, one numbered step after the other.
    ///
    /// - Throws: ``StoreFailure`` when the database has steps that this program does not know.
    func migrate() throws {
        try run("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL PRIMARY KEY)")
        let version = try rows("SELECT COALESCE(MAX(version), 0) FROM schema_version")[0].int(0)
        let steps = schemaSteps(inKeyOrder: inKeyOrder)
        guard version <= steps.count else {
            throw StoreFailure(
                code: .newerSchema,
                cause:
                    "Its schema is version \(version); this program knows \(steps.count). Use the newer program.")
        }
        for (index, step) in steps.enumerated().dropFirst(version) {
            for statement in step { try run(statement) }
            try run("INSERT INTO schema_version (version) VALUES (\(index + 1))")
        }
    }
}

/// Times are microseconds since 1970 in UTC, money is in minor units.
///
/// - Parameter inKeyOrder: ends a table of small rows that are found by nothing but their key, or by their neighbours'.
private func schemaSteps(inKeyOrder: SQL) -> [[SQL]] {
    [firstStep(inKeyOrder: inKeyOrder)]
}

private func firstStep(inKeyOrder: SQL) -> [SQL] {
    [
        // What the seller imported last, whole; of earlier versions only the numbers stay.
        """
        CREATE TABLE catalogue_version (
            version BIGINT NOT NULL PRIMARY KEY,
            imported_at BIGINT NOT NULL
        )
        """,
        """
        CREATE TABLE catalogue_text (
            position BIGINT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            text TEXT NOT NULL
        )
        """,
        // The first row that every write touches: the occurrence's lock, and the version that readers follow.
        """
        CREATE TABLE occurrence_state (
            occurrence_id TEXT NOT NULL PRIMARY KEY,
            version BIGINT NOT NULL,
            catalogue_version BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        ) \(inKeyOrder)
        """,
        "CREATE INDEX occurrence_state_by_change ON occurrence_state (changed_at)",
        // A seat is held or sold once: that is the primary key. A free seat has no row. Sold: expires_at is null.
        """
        CREATE TABLE claim (
            occurrence_id TEXT NOT NULL,
            variant_id TEXT NOT NULL,
            cart_id TEXT NOT NULL,
            expires_at BIGINT,
            PRIMARY KEY (occurrence_id, variant_id)
        ) \(inKeyOrder)
        """,
        // An area or an extra is never oversold: that is the last check.
        """
        CREATE TABLE stock (
            occurrence_id TEXT NOT NULL,
            variant_id TEXT NOT NULL,
            capacity BIGINT NOT NULL,
            held BIGINT NOT NULL CHECK (held >= 0),
            sold BIGINT NOT NULL CHECK (sold >= 0),
            PRIMARY KEY (occurrence_id, variant_id),
            CHECK (held + sold <= capacity)
        ) \(inKeyOrder)
        """,
        // Whose the held part of a stock is, and until when.
        """
        CREATE TABLE hold (
            occurrence_id TEXT NOT NULL,
            variant_id TEXT NOT NULL,
            cart_id TEXT NOT NULL,
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            expires_at BIGINT NOT NULL,
            PRIMARY KEY (occurrence_id, variant_id, cart_id)
        ) \(inKeyOrder)
        """,
        "CREATE INDEX hold_by_expiry ON hold (occurrence_id, expires_at)",
        """
        CREATE TABLE cart (
            id TEXT NOT NULL PRIMARY KEY,
            occurrence_id TEXT NOT NULL,
            event_id TEXT NOT NULL,
            retailer_id TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            ordered_at BIGINT,
            voucher_code TEXT,
            is_protected BIGINT NOT NULL CHECK (is_protected IN (0, 1)),
            currency TEXT NOT NULL,
            total BIGINT NOT NULL CHECK (total >= 0),
            total_taxes BIGINT
        )
        """,
        // Carts that the sweeper and an import look for; an order takes its cart out of it.
        "CREATE INDEX cart_not_ordered ON cart (expires_at, id) WHERE ordered_at IS NULL",
        """
        CREATE TABLE cart_item (
            cart_id TEXT NOT NULL REFERENCES cart (id),
            position BIGINT NOT NULL,
            variant_id TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('assignedSeat', 'generalAdmission', 'extra')),
            section_name TEXT,
            row_name TEXT,
            seat_name TEXT,
            name TEXT NOT NULL,
            attributes TEXT NOT NULL,
            ticket_type TEXT NOT NULL,
            tier TEXT,
            category_name TEXT NOT NULL,
            list_price BIGINT,
            sell_price BIGINT NOT NULL CHECK (sell_price >= 0),
            promotion_id TEXT,
            promotion_name TEXT,
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            PRIMARY KEY (cart_id, position)
        ) \(inKeyOrder)
        """,
        """
        CREATE TABLE receipt_line (
            cart_id TEXT NOT NULL REFERENCES cart (id),
            position BIGINT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('subtotal', 'fee', 'voucher', 'protection')),
            label TEXT NOT NULL,
            amount BIGINT NOT NULL,
            PRIMARY KEY (cart_id, position)
        ) \(inKeyOrder)
        """,
        // How often a voucher is used by orders and held by carts: a counter with a limit, like a stock.
        """
        CREATE TABLE voucher_use (
            event_id TEXT NOT NULL,
            voucher_code TEXT NOT NULL,
            held BIGINT NOT NULL CHECK (held >= 0),
            used BIGINT NOT NULL CHECK (used >= 0),
            PRIMARY KEY (event_id, voucher_code)
        ) \(inKeyOrder)
        """,
        // Whose a held use is, and until when.
        """
        CREATE TABLE voucher_hold (
            event_id TEXT NOT NULL,
            voucher_code TEXT NOT NULL,
            cart_id TEXT NOT NULL,
            expires_at BIGINT NOT NULL,
            PRIMARY KEY (event_id, voucher_code, cart_id)
        ) \(inKeyOrder)
        """,
        "CREATE INDEX voucher_hold_by_expiry ON voucher_hold (event_id, voucher_code, expires_at)",
        // One order a cart. What was bought is the cart's items, which an order keeps for good.
        """
        CREATE TABLE orders (
            id TEXT NOT NULL PRIMARY KEY,
            cart_id TEXT NOT NULL UNIQUE REFERENCES cart (id),
            occurrence_id TEXT NOT NULL,
            retailer_id TEXT NOT NULL,
            confirmation_number TEXT NOT NULL UNIQUE,
            status TEXT NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
            created_at BIGINT NOT NULL,
            created_on TEXT NOT NULL,
            contact_name TEXT NOT NULL,
            contact_email TEXT NOT NULL,
            contact_phone TEXT,
            payment_method TEXT,
            payment_reference TEXT
        )
        """,
        "CREATE INDEX orders_by_time ON orders (retailer_id, created_at, id)",
        "CREATE INDEX orders_by_email ON orders (retailer_id, lower(contact_email), created_at, id)",
        "CREATE INDEX orders_by_occurrence ON orders (retailer_id, occurrence_id, created_at, id)",
        // A barcode is issued once.
        """
        CREATE TABLE ticket (
            order_id TEXT NOT NULL REFERENCES orders (id),
            position BIGINT NOT NULL,
            item_position BIGINT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('valid', 'used', 'cancelled')),
            barcode TEXT NOT NULL UNIQUE,
            PRIMARY KEY (order_id, position)
        ) \(inKeyOrder)
        """,
        // One effect a key.
        """
        CREATE TABLE idempotency (
            retailer_id TEXT NOT NULL,
            operation TEXT NOT NULL,
            idempotency_key TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            result_id TEXT NOT NULL,
            created_at BIGINT NOT NULL,
            PRIMARY KEY (retailer_id, operation, idempotency_key)
        ) \(inKeyOrder)
        """,
        "CREATE INDEX idempotency_by_time ON idempotency (created_at)",
        // A key itself is shown once, when it is made; only its SHA-256 is stored.
        """
        CREATE TABLE api_key (
            id TEXT NOT NULL PRIMARY KEY,
            secret_sha256 TEXT NOT NULL UNIQUE,
            retailer_id TEXT NOT NULL,
            scopes TEXT NOT NULL,
            environment TEXT NOT NULL CHECK (environment IN ('test', 'live')),
            created_at BIGINT NOT NULL,
            revoked_at BIGINT
        )
        """,
    ]
}
