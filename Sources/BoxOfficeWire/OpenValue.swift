/// What a field says by name. It may say more one day: a value that has no name here is kept as it came, so that a
/// program goes on working when a server learns a new one.
///
/// - Note: `Field` only tells values of different fields apart; each has a name of its own, as ``OrderStatus`` has.
public struct OpenValue<Field>: RawRepresentable, Codable, Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    /// As it travels.
    public var rawValue: String

    /// Any value, known or not.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Any value, known or not.
    public init(stringLiteral value: String) {
        self.init(rawValue: value)
    }

    /// As it travels.
    public var description: String { rawValue }
}

/// What an inventory item is.
public typealias InventoryType = OpenValue<InventoryVariantBody>

extension InventoryType {
    /// One seat, with its section, row and number.
    public static var assignedSeat: Self { "AssignedSeat" }
    /// A place in an area without seats.
    public static var generalAdmission: Self { "GeneralAdmission" }
    /// Something that is sold beside tickets, and lets nobody in.
    public static var extra: Self { "Extra" }
}

/// What an attribute of a seat is about.
public typealias SeatAttributeCategory = OpenValue<SeatAttributeBody>

extension SeatAttributeCategory {
    /// Who can get there, and how.
    public static var accessibility: Self { "accessibility" }
    /// What can be seen from there.
    public static var view: Self { "view" }
    /// How one sits there.
    public static var comfort: Self { "comfort" }
    /// Anything else.
    public static var other: Self { "other" }
}

/// What a line of a receipt is about.
public typealias ReceiptLineType = OpenValue<ReceiptLineBody>

extension ReceiptLineType {
    /// All items; always the first line.
    public static var subtotal: Self { "SubtotalLine" }
    /// A fee of the order as a whole.
    public static var fee: Self { "FeeLine" }
    /// What a voucher takes off.
    public static var voucher: Self { "VoucherLine" }
    /// The protection that the customer chose.
    public static var protection: Self { "ProtectionLine" }
}

/// Whether a line of a receipt is added or taken off.
public typealias ReceiptLineSign = OpenValue<ReceiptLineBody.SignField>

extension ReceiptLineBody {
    /// Tells ``ReceiptLineSign`` from ``ReceiptLineType``.
    public enum SignField {}
}

extension ReceiptLineSign {
    /// To be paid.
    public static var positive: Self { "positive" }
    /// Taken off.
    public static var negative: Self { "negative" }
}

/// Where a sale stands.
public typealias OrderStatus = OpenValue<OrderBody>

extension OrderStatus {
    /// Sold.
    public static var confirmed: Self { "CONFIRMED" }
    /// Taken back.
    public static var cancelled: Self { "CANCELLED" }
}

/// Whether a ticket lets somebody in.
public typealias TicketStatus = OpenValue<TicketBody>

extension TicketStatus {
    /// It does.
    public static var valid: Self { "VALID" }
    /// It did.
    public static var used: Self { "USED" }
    /// It does no more.
    public static var cancelled: Self { "CANCELLED" }
}

/// How a barcode is drawn.
public typealias BarcodeFormat = OpenValue<BarcodeBody>

extension BarcodeFormat {
    /// A QR code.
    public static var qrCode: Self { "QR_CODE" }
}
