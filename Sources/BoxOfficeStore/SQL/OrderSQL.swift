package import BoxOfficeDomain

extension Transaction {
    /// Keeps an order with its tickets. False, changing nothing, when its confirmation number is another's, or its cart.
    ///
    /// - Parameter createdOn: its date on the venue's wall.
    package func insert(_ order: Order, createdOn: LocalDate) throws -> Bool {
        let inserted = try run(
            """
            INSERT INTO orders (
                id, cart_id, occurrence_id, retailer_id, confirmation_number, status, created_at, created_on,
                contact_name, contact_email, contact_phone, payment_method, payment_reference)
            VALUES (
                \(order.id), \(order.cart.id), \(order.cart.occurrence), \(order.cart.retailer),
                \(order.confirmationNumber), \(order.status.rawValue), \(order.createdAt), \(createdOn.description),
                \(order.contact.name), \(order.contact.email), \(order.contact.phone),
                \(order.payment?.method), \(order.payment?.reference))
            ON CONFLICT DO NOTHING
            """)
        guard inserted == 1 else { return false }
        var position = 0
        for (itemPosition, tickets) in order.tickets.enumerated() {
            for ticket in tickets {
                try post(
                    """
                    INSERT INTO ticket (order_id, position, item_position, status, barcode)
                    VALUES (\(order.id), \(position), \(itemPosition), \(ticket.status.rawValue), \(ticket.barcode))
                    """)
                position += 1
            }
        }
        return true
    }

    package func order(_ id: Order.ID, of retailer: Retailer.ID) throws -> Order? {
        try rows(
            """
            SELECT id, cart_id, confirmation_number, status, created_at,
                contact_name, contact_email, contact_phone, payment_method, payment_reference
            FROM orders WHERE id = \(id) AND retailer_id = \(retailer)
            """
        ).first.map(order)
    }

    /// The order that a cart became.
    package func orderID(of cart: Cart.ID) throws -> Order.ID? {
        try rows("SELECT id FROM orders WHERE cart_id = \(cart)").first?.id(0)
    }

    /// A page of a retailer's orders, oldest first, and how many there are in all.
    package func orders(_ query: OrderQuery) throws -> (orders: [Order], total: Int) {
        var filter: SQL = "retailer_id = \(query.retailer)"
        if let email = query.email { filter = "\(filter) AND lower(contact_email) = \(email.inLowerASCII)" }
        if let number = query.confirmationNumber { filter = "\(filter) AND confirmation_number = \(number)" }
        if let occurrence = query.occurrence { filter = "\(filter) AND occurrence_id = \(occurrence)" }
        // No clock is a day ahead of UTC or behind it: the moments bound what the index has to look at.
        if let from = query.createdFrom {
            let earliest = Moment(startOf: from.adding(days: -1))
            filter = "\(filter) AND created_at >= \(earliest) AND created_on >= \(from.description)"
        }
        if let to = query.createdTo {
            let latest = Moment(startOf: to.adding(days: 2))
            filter = "\(filter) AND created_at < \(latest) AND created_on <= \(to.description)"
        }
        let total = try rows("SELECT COUNT(*) FROM orders WHERE \(filter)")[0].int(0)
        let page = try rows(
            """
            SELECT id, cart_id, confirmation_number, status, created_at,
                contact_name, contact_email, contact_phone, payment_method, payment_reference
            FROM orders WHERE \(filter) ORDER BY created_at, id LIMIT \(query.limit) OFFSET \(query.offset)
            """)
        return (try page.map(order), total)
    }

    private func order(_ row: SQLRow) throws -> Order {
        let id: Order.ID = try row.id(0)
        guard let cart = try cart(row.id(1))?.cart, let status = Order.Status(rawValue: try row.text(3)) else {
            throw StoreFailure.damaged("order \(id) has no cart, or an unknown status")
        }
        let (method, reference) = (try row.optionalText(8), try row.optionalText(9))
        return Order(
            id: id, confirmationNumber: try row.text(2), status: status, createdAt: try row.moment(4),
            contact: Contact(storedName: try row.text(5), email: try row.text(6), phone: try row.optionalText(7)),
            payment: method == nil && reference == nil ? nil : Payment(method: method, reference: reference),
            cart: cart, tickets: try tickets(of: id, items: cart.items.count))
    }

    private func tickets(of order: Order.ID, items: Int) throws -> [[Ticket]] {
        var tickets: [[Ticket]] = Array(repeating: [], count: items)
        let rows = try rows(
            "SELECT position, item_position, status, barcode FROM ticket WHERE order_id = \(order) ORDER BY position")
        for row in rows {
            let item = try row.int(1)
            guard tickets.indices.contains(item), let status = Ticket.Status(rawValue: try row.text(2)) else {
                throw StoreFailure.damaged("order \(order) has a ticket of no item, or of an unknown status")
            }
            tickets[item].append(
                Ticket(id: Ticket.id(of: order, position: try row.int(0)), status: status, barcode: try row.text(3)))
        }
        return tickets
    }
}

extension String {
    /// As `lower` makes a column that sorts by its bytes: an engine's own idea of a language has no say.
    fileprivate var inLowerASCII: String {
        String(
            decoding: utf8.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }
}
