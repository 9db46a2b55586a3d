/// A sale: what was bought, by whom, with the tickets. It keeps a copy of everything that it shows.
package struct Order: Hashable, Sendable {
    package typealias ID = Identifier<Order>

    package enum Status: String, Sendable {
        case confirmed, cancelled
    }

    package let id: ID
    /// Ten characters that a person can read out: ``confirmationAlphabet``.
    package let confirmationNumber: String
    package let status: Status
    package let createdAt: Moment
    package let contact: Contact
    /// What the retailer noted of the payment that it took.
    package let payment: Payment?
    /// What was bought, at the prices that it was bought for.
    package let cart: Cart
    /// Of each item of the cart, in its order.
    package let tickets: [[Ticket]]

    package init(
        id: ID, confirmationNumber: String, status: Status, createdAt: Moment, contact: Contact, payment: Payment?,
        cart: Cart, tickets: [[Ticket]]
    ) {
        self.id = id
        self.confirmationNumber = confirmationNumber
        self.status = status
        self.createdAt = createdAt
        self.contact = contact
        self.payment = payment
        self.cart = cart
        self.tickets = tickets
    }

    /// Digits and capitals without those that look alike.
    package static let confirmationAlphabet = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ".utf8)
    package static let confirmationLength = 10
}

/// Lets one person in, or hands out one unit of an extra.
package struct Ticket: Hashable, Sendable {
    package enum Status: String, Sendable {
        case valid, used, cancelled
    }

    package let id: String
    package let status: Status
    /// Cannot be guessed, says nothing of any id, never issued twice.
    package let barcode: String

    package init(id: String, status: Status, barcode: String) {
        self.id = id
        self.status = status
        self.barcode = barcode
    }
}

/// What a retailer may note of a payment; anything else of it is never kept (contract, section 5).
package struct Payment: Hashable, Sendable {
    package let method: String?
    package let reference: String?

    package init(method: String?, reference: String?) {
        self.method = method
        self.reference = reference
    }

    /// Characters of each.
    package static let lengthMax = 64
}

extension Ticket {
    /// A ticket is named by its order and its place in it.
    package static func id(of order: Order.ID, position: Int) -> String {
        "\(order.text)-\(position + 1)"
    }
}
