/// What `POST /api/v3/orders` is sent.
public struct OrderCreateBody: Codable, Hashable, Sendable {
    /// The cart to buy.
    public var cartId: String
    /// What the customer agreed to pay: the cart's total.
    public var expectedTotal: MoneyBody
    /// Who buys.
    public var contact: ContactBody
    /// Left out by partners that note nothing of their payment.
    public var payment: PaymentBody?

    /// Puts the fields together, as they stand in the body.
    public init(cartId: String, expectedTotal: MoneyBody, contact: ContactBody, payment: PaymentBody? = nil) {
        self.cartId = cartId
        self.expectedTotal = expectedTotal
        self.contact = contact
        self.payment = payment
    }
}

/// Who bought.
public struct ContactBody: Codable, Hashable, Sendable {
    /// 1 to 200 characters.
    public var name: String
    /// One address.
    public var email: String
    /// E.164.
    public var phone: String?

    /// Puts the fields together, as they stand in the body.
    public init(name: String, email: String, phone: String? = nil) {
        self.name = name
        self.email = email
        self.phone = phone
    }
}

/// What is kept of a payment: never a card.
public struct PaymentBody: Codable, Hashable, Sendable {
    /// At most 64 characters.
    public var method: String?
    /// At most 64 characters.
    public var reference: String?

    /// Puts the fields together, as they stand in the body.
    public init(method: String? = nil, reference: String? = nil) {
        self.method = method
        self.reference = reference
    }
}

/// A sale.
public struct OrderBody: Codable, Hashable, Sendable {
    /// Opaque.
    public var id: String
    /// Ten characters without look-alikes.
    public var confirmationNumber: String
    /// `CONFIRMED` or `CANCELLED`.
    public var status: OrderStatus
    /// UTC, whole seconds.
    public var createdAt: String
    /// The event of the occurrence.
    public var eventId: String
    /// The occurrence that everything in it is of.
    public var occurrenceId: String
    /// Who buys.
    public var contact: ContactBody
    /// What is in it.
    public var items: [CartItemBody]
    /// To be shown in this order.
    public var receiptLines: [ReceiptLineBody]
    /// What is to be paid.
    public var total: MoneyBody
    /// Null when it was not chosen.
    public var protection: Nullable<ProtectionBody>
    /// Only where the seller discloses taxes; already inside of the total.
    public var totalTaxes: MoneyBody?
    /// The tier that was used, if any.
    public var rateCode: String?

    /// Puts the fields together, as they stand in the body.
    public init(
        id: String, confirmationNumber: String, status: OrderStatus, createdAt: String, eventId: String,
        occurrenceId: String, contact: ContactBody, items: [CartItemBody], receiptLines: [ReceiptLineBody],
        total: MoneyBody, protection: ProtectionBody?, totalTaxes: MoneyBody?, rateCode: String?
    ) {
        self.id = id
        self.confirmationNumber = confirmationNumber
        self.status = status
        self.createdAt = createdAt
        self.eventId = eventId
        self.occurrenceId = occurrenceId
        self.contact = contact
        self.items = items
        self.receiptLines = receiptLines
        self.total = total
        self.protection = Nullable(protection)
        self.totalTaxes = totalTaxes
        self.rateCode = rateCode
    }
}

/// Lets one person in, or hands out one unit of an extra.
public struct TicketBody: Codable, Hashable, Sendable {
    /// Opaque.
    public var id: String
    /// `VALID`, `USED` or `CANCELLED`.
    public var status: TicketStatus
    /// What is scanned at the door.
    public var barcode: BarcodeBody

    /// Puts the fields together, as they stand in the body.
    public init(id: String, status: TicketStatus, barcode: BarcodeBody) {
        self.id = id
        self.status = status
        self.barcode = barcode
    }
}

/// What is scanned at the door.
public struct BarcodeBody: Codable, Hashable, Sendable {
    /// What is drawn.
    public var value: String
    /// `QR_CODE`.
    public var format: BarcodeFormat
    /// A picture of it; needs no key.
    public var imageUrl: String?

    /// Puts the fields together, as they stand in the body.
    public init(value: String, format: BarcodeFormat, imageUrl: String? = nil) {
        self.value = value
        self.format = format
        self.imageUrl = imageUrl
    }
}
