import BoxOfficeClient

/// A cart or an order as a receipt of lines, amounts below each other.
struct ReceiptText {
    let lines: [String]

    init(items: [CartItemBody], receiptLines: [ReceiptLineBody], total: MoneyBody) {
        var rows = items.map { item in
            (
                "\(item.quantity) x \(item.inventoryVariant.name) (\(item.priceOption.category.name))", item.total.text
            )
        }
        // In the server's order, and never summed up here: the total is what it says.
        rows += receiptLines.map { ($0.label, ($0.sign == .negative ? "-" : "") + $0.total.text) }
        rows.append(("To pay", total.text))
        let widths = (rows.map(\.0.count).max() ?? 0, rows.map(\.1.count).max() ?? 0)
        lines = rows.map { label, amount in
            "  \(label.padded(to: widths.0))  \(String(repeating: " ", count: widths.1 - amount.count))\(amount)"
                .printable
        }
    }
}

/// How long a hold still is: `14:59`, rounded down, so that nobody counts on a second that is not there.
struct Countdown: CustomStringConvertible {
    let timeLeft: Duration

    var description: String {
        let seconds = timeLeft.components.seconds
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }
}
