import BoxOfficeDomain
import BoxOfficeWire

extension OrderBody {
    init(_ order: Order) {
        let cart = order.cart
        self.init(
            id: order.id.text, confirmationNumber: order.confirmationNumber,
            status: OrderStatus(rawValue: order.status.rawValue.uppercased()),
            createdAt: order.createdAt.description, eventId: cart.event.text, occurrenceId: cart.occurrence.text,
            contact: ContactBody(
                name: order.contact.name, email: order.contact.email, phone: order.contact.phone),
            items: zip(cart.items, order.tickets).map { CartItemBody($0, of: cart.occurrence, tickets: $1) },
            receiptLines: cart.receipt.lines.map(ReceiptLineBody.init), total: MoneyBody(cart.receipt.total),
            protection: ProtectionBody(cart.receipt), totalTaxes: cart.receipt.totalTaxes.map(MoneyBody.init),
            rateCode: cart.tier)
    }
}

extension TicketBody {
    init(_ ticket: Ticket) {
        self.init(
            id: ticket.id, status: TicketStatus(rawValue: ticket.status.rawValue.uppercased()),
            barcode: BarcodeBody(value: ticket.barcode, format: .qrCode))
    }
}

extension Contact {
    init(_ body: ContactBody) throws {
        do throws(Contact.Fault) {
            try self.init(name: body.name, email: body.email, phone: body.phone)
        } catch {
            switch error {
            case .name: throw Problem.invalid("contact.name", .contactName, ["max": "\(Contact.nameLengthMax)"])
            case .email: throw Problem.invalid("contact.email", .contactEmail)
            case .phone: throw Problem.invalid("contact.phone", .contactPhone)
            }
        }
    }
}

extension Payment {
    /// Nil when nothing of it is kept.
    init?(_ body: PaymentBody) throws {
        for (value, param) in [(body.method, "payment.method"), (body.reference, "payment.reference")] {
            if let value, value.unicodeScalars.count > Self.lengthMax {
                throw Problem.invalid(
                    param, .textTooLong, ["count": "\(value.unicodeScalars.count)", "max": "\(Self.lengthMax)"])
            }
        }
        if body.method == nil && body.reference == nil { return nil }
        self.init(method: body.method, reference: body.reference)
    }
}
