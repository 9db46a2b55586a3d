extension Transaction {
    /// Brings the tables up to this program's schema, one numbered step after the other. Of several servers that start at
    /// once, one does, and the others wait for it.
    ///
    /// - Throws: ``StoreFailure`` when the database has steps that this program does not know.
    package func migrate() throws {
        if try missingSchemaSteps().isEmpty { return }
        try connection.lockSchema()
        for step in try missingSchemaSteps() {
            for statement in step.statements { _ = try run(statement) }
            _ = try run("INSERT INTO schema_version (version) VALUES (\(step.version))")
        }
    }

    /// Whether the tables are as this program has them.
    package var isUpToDate: Bool {
        get throws { try hasTables && missingSchemaSteps().isEmpty }
    }

    var hasTables: Bool {
        get throws { try connection.hasTable("schema_version") }
    }

    /// Does what only a writer may, and changes no row.
    func writeNothing() throws {
        _ = try run("UPDATE schema_version SET version = version WHERE version = 0")
    }

    /// The steps that ``migrate()`` would take.
    ///
    /// - Throws: ``StoreFailure`` when the database has steps that this program does not know.
    func missingSchemaSteps() throws -> [SchemaStep] {
        let steps = SchemaStep.all(text: connection.textType, inKeyOrder: connection.inKeyOrder)
        guard try hasTables else { return steps }
        let version = try rows("SELECT COALESCE(MAX(version), 0) FROM schema_version")[0].int(0)
        guard version <= steps.count else {
            throw StoreFailure(
                code: .newerSchema,
                cause:
                    "Its schema is version \(version); this program knows \(steps.count). Use the newer program.")
        }
        return Array(steps.dropFirst(version))
    }
}

/// What turns one version of the schema into the next.
struct SchemaStep {
    let version: Int
    /// What it brings, for who asks before it is done.
    let summary: String
    let statements: [SQL]

    /// - Parameters:
    ///   - text: the type of a text column.
    ///   - inKeyOrder: ends a table of small rows that are found by nothing but their key, or by their neighbours'.
    static func all(text: SQL, inKeyOrder: SQL) -> [SchemaStep] {
        [
            SchemaStep(
                version: 1, summary: "the tables of the catalogue, of what is held and sold, of orders and of keys",
                statements: firstStep(text: text, inKeyOrder: inKeyOrder))
        ]
    }
}

/// Times are microseconds since 1970 in UTC, money is in minor units.
///
/// What a column may say is spelled with `OR`: of an `IN` with more than two texts, SQLite makes a table of its own for
/// every row that it checks.
private func firstStep(text: SQL, inKeyOrder: SQL) -> [SQL] {
    [
        "CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY)",
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
            name \(text) NOT NULL,
            text \(text) NOT NULL
        )
        """,
        // The first row that every write touches: the occurrence's lock, and the version that readers follow.
        """
        CREATE TABLE occurrence_state (
            occurrence_id \(text) NOT NULL PRIMARY KEY,
            version BIGINT NOT NULL,
            catalogue_version BIGINT NOT NULL,
            changed_at BIGINT NOT NULL
        ) \(inKeyOrder)
        """,
        "CREATE INDEX occurrence_state_by_change ON occurrence_state (changed_at)",
        // A seat is held or sold once: that is the primary key. A free seat has no row. Sold: expires_at is null.
        """
        CREATE TABLE claim (
            occurrence_id \(text) NOT NULL,
            variant_id \(text) NOT NULL,
            cart_id \(text) NOT NULL,
            expires_at BIGINT,
            PRIMARY KEY (occurrence_id, variant_id)
        ) \(inKeyOrder)
        """,
        // An area or an extra is never oversold: that is the last check.
        """
        CREATE TABLE stock (
            occurrence_id \(text) NOT NULL,
            variant_id \(text) NOT NULL,
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
            occurrence_id \(text) NOT NULL,
            variant_id \(text) NOT NULL,
            cart_id \(text) NOT NULL,
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            expires_at BIGINT NOT NULL,
            PRIMARY KEY (occurrence_id, variant_id, cart_id)
        ) \(inKeyOrder)
        """,
        "CREATE INDEX hold_by_expiry ON hold (occurrence_id, expires_at)",
        """
        CREATE TABLE cart (
            id \(text) NOT NULL PRIMARY KEY,
            occurrence_id \(text) NOT NULL,
            event_id \(text) NOT NULL,
            retailer_id \(text) NOT NULL,
            created_at BIGINT NOT NULL,
            expires_at BIGINT NOT NULL,
            ordered_at BIGINT,
            voucher_code \(text),
            is_protected BIGINT NOT NULL CHECK (is_protected IN (0, 1)),
            currency \(text) NOT NULL,
            total BIGINT NOT NULL CHECK (total >= 0),
            total_taxes BIGINT
        )
        """,
        // Carts that the sweeper and an import look for; an order takes its cart out of it.
        "CREATE INDEX cart_not_ordered ON cart (expires_at, id) WHERE ordered_at IS NULL",
        """
        CREATE TABLE cart_item (
            cart_id \(text) NOT NULL REFERENCES cart (id),
            position BIGINT NOT NULL,
            variant_id \(text) NOT NULL,
            kind \(text) NOT NULL CHECK (kind = 'assignedSeat' OR kind = 'generalAdmission' OR kind = 'extra'),
            section_name \(text),
            row_name \(text),
            seat_name \(text),
            name \(text) NOT NULL,
            attributes \(text) NOT NULL,
            ticket_type \(text) NOT NULL,
            tier \(text),
            category_name \(text) NOT NULL,
            list_price BIGINT,
            sell_price BIGINT NOT NULL CHECK (sell_price >= 0),
            promotion_id \(text),
            promotion_name \(text),
            quantity BIGINT NOT NULL CHECK (quantity > 0),
            PRIMARY KEY (cart_id, position)
        ) \(inKeyOrder)
        """,
        """
        CREATE TABLE receipt_line (
            cart_id \(text) NOT NULL REFERENCES cart (id),
            position BIGINT NOT NULL,
            kind \(text) NOT NULL CHECK (kind = 'subtotal' OR kind = 'fee' OR kind = 'voucher' OR kind = 'protection'),
            label \(text) NOT NULL,
            amount BIGINT NOT NULL,
            PRIMARY KEY (cart_id, position)
        ) \(inKeyOrder)
        """,
        // How often a voucher is used by orders and held by carts: a counter with a limit, like a stock.
        """
        CREATE TABLE voucher_use (
            event_id \(text) NOT NULL,
            voucher_code \(text) NOT NULL,
            held BIGINT NOT NULL CHECK (held >= 0),
            used BIGINT NOT NULL CHECK (used >= 0),
            PRIMARY KEY (event_id, voucher_code)
        ) \(inKeyOrder)
        """,
        // Whose a held use is, and until when.
        """
        CREATE TABLE voucher_hold (
            event_id \(text) NOT NULL,
            voucher_code \(text) NOT NULL,
            cart_id \(text) NOT NULL,
            expires_at BIGINT NOT NULL,
            PRIMARY KEY (event_id, voucher_code, cart_id)
        ) \(inKeyOrder)
        """,
        "CREATE INDEX voucher_hold_by_expiry ON voucher_hold (event_id, voucher_code, expires_at)",
        // One order a cart. What was bought is the cart's items, which an order keeps for good.
        """
        CREATE TABLE orders (
            id \(text) NOT NULL PRIMARY KEY,
            cart_id \(text) NOT NULL UNIQUE REFERENCES cart (id),
            occurrence_id \(text) NOT NULL,
            retailer_id \(text) NOT NULL,
            confirmation_number \(text) NOT NULL UNIQUE,
            status \(text) NOT NULL CHECK (status IN ('confirmed', 'cancelled')),
            created_at BIGINT NOT NULL,
            created_on \(text) NOT NULL,
            contact_name \(text) NOT NULL,
            contact_email \(text) NOT NULL,
            contact_phone \(text),
            payment_method \(text),
            payment_reference \(text)
        )
        """,
        "CREATE INDEX orders_by_time ON orders (retailer_id, created_at, id)",
        "CREATE INDEX orders_by_email ON orders (retailer_id, lower(contact_email), created_at, id)",
        "CREATE INDEX orders_by_occurrence ON orders (retailer_id, occurrence_id, created_at, id)",
        // A barcode is issued once.
        """
        CREATE TABLE ticket (
            order_id \(text) NOT NULL REFERENCES orders (id),
            position BIGINT NOT NULL,
            item_position BIGINT NOT NULL,
            status \(text) NOT NULL CHECK (status = 'valid' OR status = 'used' OR status = 'cancelled'),
            barcode \(text) NOT NULL UNIQUE,
            PRIMARY KEY (order_id, position)
        ) \(inKeyOrder)
        """,
        // One effect a key.
        """
        CREATE TABLE idempotency (
            retailer_id \(text) NOT NULL,
            operation \(text) NOT NULL,
            idempotency_key \(text) NOT NULL,
            fingerprint \(text) NOT NULL,
            result_id \(text) NOT NULL,
            created_at BIGINT NOT NULL,
            PRIMARY KEY (retailer_id, operation, idempotency_key)
        ) \(inKeyOrder)
        """,
        "CREATE INDEX idempotency_by_time ON idempotency (created_at)",
        // A key itself is shown once, when it is made; only its SHA-256 is stored.
        """
        CREATE TABLE api_key (
            id \(text) NOT NULL PRIMARY KEY,
            secret_sha256 \(text) NOT NULL UNIQUE,
            retailer_id \(text) NOT NULL,
            scopes \(text) NOT NULL,
            environment \(text) NOT NULL CHECK (environment IN ('test', 'live')),
            created_at BIGINT NOT NULL,
            revoked_at BIGINT
        )
        """,
    ]
}
