import BoxOfficeWire

/// What was bought, for a terminal or a file: a ticket after the other, each with what is scanned at the door.
struct TicketText {
    let lines: [String]

    init(_ order: OrderBody, isColored: Bool) {
        var lines = ["Order \(order.confirmationNumber) \(order.status), \(order.total.text)"]
        for item in order.items {
            for ticket in item.tickets ?? [] {
                lines += ["", "\(item.inventoryVariant.name) (\(item.priceOption.category.name)) \(ticket.status)"]
                if ticket.barcode.format == .qrCode, let code = QRCode(ticket.barcode.value) {
                    lines += code.lines(isColored: isColored)
                }
                lines.append(ticket.barcode.value)
            }
        }
        self.lines = lines
    }
}
