package import BoxOfficeDomain

extension Transaction {
    package func insert(_ cart: Cart) throws {
        try post(
            """
            INSERT INTO cart (
                id, occurrence_id, event_id, retailer_id, created_at, expires_at, voucher_code, is_protected,
                currency, total, total_taxes)
            VALUES (
                \(cart.id), \(cart.occurrence), \(cart.event), \(cart.retailer), \(cart.createdAt), \(cart.expiresAt),
                \(cart.voucherCode), \(cart.isProtected ? 1 : 0), \(cart.receipt.total.currency.code), \(cart.receipt.total.amount), \(cart.receipt.totalTaxes?.amount))
            """)
        try insertItemsAndReceipt(of: cart)
    }

    /// Keeps new prices of a cart in place of the old.
    package func reprice(_ cart: Cart) throws {
        try deleteItemsAndReceipt(of: cart.id)
        try post(
            """
            UPDATE cart SET total = \(cart.receipt.total.amount), total_taxes = \(cart.receipt.totalTaxes?.amount),
                currency = \(cart.receipt.total.currency.code)
            WHERE id = \(cart.id)
            """)
        try insertItemsAndReceipt(of: cart)
    }

    /// False when it is ordered already, or gone.
    ///
    /// With `ordered_at IS NULL`, PostgreSQL would look for the cart among all open ones, by their index, for as long as it
    /// does not know how many these have become.
    package func markOrdered(_ cart: Cart.ID, at now: Moment) throws -> Bool {
        try run("UPDATE cart SET ordered_at = \(now) WHERE id = \(cart) AND COALESCE(ordered_at, 0) = 0") == 1
    }

    package func delete(_ cart: Cart.ID) throws {
        try deleteItemsAndReceipt(of: cart)
        try post("DELETE FROM cart WHERE id = \(cart)")
    }

    package func cart(_ id: Cart.ID) throws -> StoredCart? {
        let answers = try answers(to: [
            """
            SELECT occurrence_id, event_id, retailer_id, created_at, expires_at, currency, total, total_taxes, ordered_at,
                voucher_code, is_protected
            FROM cart WHERE id = \(id)
            """,
            """
            SELECT variant_id, kind, section_name, row_name, seat_name, name, attributes,
                ticket_type, tier, category_name, list_price, sell_price, promotion_id, promotion_name, quantity
            FROM cart_item WHERE cart_id = \(id) ORDER BY position
            """,
            "SELECT kind, label, amount FROM receipt_line WHERE cart_id = \(id) ORDER BY position",
        ])
        return try answers[0].rows.first.map { row in
            let currency = try currency(row.text(5))
            let cart = Cart(
                id: id, retailer: try row.id(2), event: try row.id(1), occurrence: try row.id(0),
                createdAt: try row.moment(3), expiresAt: try row.moment(4),
                items: try answers[1].rows.map { try item($0, currency) },
                voucherCode: try row.optionalText(9), isProtected: try row.integer(10) == 1,
                receipt: Receipt(
                    lines: try answers[2].rows.map { try receiptLine($0, currency) },
                    total: Money(try row.integer(6), currency),
                    totalTaxes: try row.optionalInteger(7).map { Money($0, currency) }))
            return StoredCart(cart: cart, isOrdered: try row.optionalInteger(8) != nil)
        }
    }

    /// Carts that hold something now.
    package func openCarts(at now: Moment) throws -> [(id: Cart.ID, occurrence: Occurrence.ID)] {
        try rows(
            """
            SELECT id, occurrence_id FROM cart WHERE ordered_at IS NULL AND expires_at > \(now) ORDER BY expires_at, id
            """
        ).map { (try $0.id(0), try $0.id(1)) }
    }

    /// Which occurrence a cart is of: that never changes.
    package func occurrence(of cart: Cart.ID) throws -> Occurrence.ID? {
        try rows("SELECT occurrence_id FROM cart WHERE id = \(cart)").first?.id(0)
    }

    private func insertItemsAndReceipt(of cart: Cart) throws {
        for (position, item) in cart.items.enumerated() {
            let (kind, section, row, seat) = item.variant.kind.columns
            try post(
                """
                INSERT INTO cart_item (
                    cart_id, position, variant_id, kind, section_name, row_name, seat_name, name, attributes,
                    ticket_type, tier, category_name, list_price, sell_price, promotion_id, promotion_name, quantity)
                VALUES (
                    \(cart.id), \(position), \(item.variant.id), \(kind), \(section), \(row), \(seat),
                    \(item.variant.name), \(item.variant.attributes.column),
                    \(item.option.name.ticketType), \(item.option.name.tier), \(item.option.categoryName),
                    \(item.option.listPrice?.amount), \(item.option.sellPrice.amount),
                    \(item.option.promotion?.id), \(item.option.promotion?.name), \(item.quantity))
                """)
        }
        for (position, line) in cart.receipt.lines.enumerated() {
            try post(
                """
                INSERT INTO receipt_line (cart_id, position, kind, label, amount)
                VALUES (\(cart.id), \(position), \(line.kind.rawValue), \(line.label), \(line.amount.amount))
                """)
        }
    }

    private func deleteItemsAndReceipt(of cart: Cart.ID) throws {
        try post("DELETE FROM cart_item WHERE cart_id = \(cart)")
        try post("DELETE FROM receipt_line WHERE cart_id = \(cart)")
    }

    private func item(_ row: SQLRow, _ currency: Currency) throws -> Cart.Item {
        let variant = InventoryVariant(
            id: try row.id(0),
            kind: try InventoryVariant.Kind(row.text(1), row.optionalText(2), row.optionalText(3), row.optionalText(4)),
            name: try row.text(5), attributes: try [SeatAttribute](column: row.text(6)))
        let promotion: PromotionName? = try row.optionalText(12).map {
            PromotionName(id: .init($0), name: try row.text(13))
        }
        let option = PriceOption(
            name: PriceOptionName(ticketType: try row.id(7), tier: try row.optionalText(8)),
            categoryName: try row.text(9), listPrice: try row.optionalInteger(10).map { Money($0, currency) },
            sellPrice: Money(try row.integer(11), currency), promotion: promotion)
        return Cart.Item(variant: variant, option: option, quantity: try row.int(14))
    }

    private func receiptLine(_ row: SQLRow, _ currency: Currency) throws -> Receipt.Line {
        guard let kind = Receipt.Line.Kind(rawValue: try row.text(0)) else {
            throw StoreFailure.damaged("a cart has a receipt line of an unknown kind")
        }
        return Receipt.Line(kind: kind, label: try row.text(1), amount: Money(try row.integer(2), currency))
    }

    private func currency(_ code: String) throws -> Currency {
        guard let currency = Currency(code: code) else { throw StoreFailure.damaged("\(code) is no currency") }
        return currency
    }
}

/// A cart as it stands in the database.
package struct StoredCart: Sendable {
    package let cart: Cart
    package let isOrdered: Bool

    package init(cart: Cart, isOrdered: Bool) {
        self.cart = cart
        self.isOrdered = isOrdered
    }
}

extension InventoryVariant.Kind {
    fileprivate var columns: (kind: String, section: String?, row: String?, seat: String?) {
        switch self {
        case .assignedSeat(let section, let row, let seat): ("assignedSeat", section, row, seat)
        case .generalAdmission: ("generalAdmission", nil, nil, nil)
        case .extra: ("extra", nil, nil, nil)
        }
    }

    fileprivate init(_ kind: String, _ section: String?, _ row: String?, _ seat: String?) throws {
        switch (kind, section, row, seat) {
        case ("assignedSeat", let section?, let row?, let seat?):
            self = .assignedSeat(section: section, row: row, seat: seat)
        case ("generalAdmission", _, _, _): self = .generalAdmission
        case ("extra", _, _, _): self = .extra
        default: throw StoreFailure.damaged("\(kind) is no kind of inventory")
        }
    }
}

/// A line an attribute, its fields apart by tabs: no text of a catalogue holds a control character.
extension [SeatAttribute] {
    fileprivate var column: String {
        map { "\($0.code)\t\($0.name)\t\($0.category.rawValue)" }.joined(separator: "\n")
    }

    fileprivate init(column: String) throws {
        self = try column.split(separator: "\n").map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 3, let category = SeatAttribute.Category(rawValue: fields[2]) else {
                throw StoreFailure.damaged("a seat attribute is not code, name and category")
            }
            return SeatAttribute(code: fields[0], name: fields[1], category: category)
        }
    }
}
