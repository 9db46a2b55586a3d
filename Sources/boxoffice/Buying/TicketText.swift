import BoxOfficeClient

/// What was bought, for a terminal or a file: a ticket after the other, each with what is scanned at the door.
struct TicketText {
    let lines: [String]

    init(_ order: OrderBody, isColored: Bool) {
        var lines = ["Order \(order.confirmationNumber) \(order.status), \(order.total.text)".printable]
        for item in order.items {
            for ticket in item.tickets ?? [] {
                let title = "\(item.inventoryVariant.name) (\(item.priceOption.category.name)) \(ticket.status)"
                lines += ["", title.printable]
                if ticket.barcode.format == .qrCode, let code = QRCode(ticket.barcode.value) {
                    lines += code.lines(isColored: isColored)
                }
                lines.append(ticket.barcode.value.printable)
            }
        }
        self.lines = lines
    }
}
