import BoxOfficeDomain
import BoxOfficeWire

extension Wish {
    init(_ item: CartCreateBody.Item, quantity: Int) {
        self.init(
            occurrence: .init(item.occurrenceId), item: OptionIDs.item(item.inventoryItemId),
            option: OptionIDs.priceOption(item.priceOptionId), quantity: quantity)
    }
}

extension CartBody {
    init(_ cart: Cart) {
        self.init(
            id: cart.id.text, createdAt: cart.createdAt.description, expiresAt: cart.expiresAt.description,
            eventId: cart.event.text, occurrenceId: cart.occurrence.text,
            items: cart.items.map { CartItemBody($0, of: cart.occurrence, tickets: nil) },
            receiptLines: cart.receipt.lines.map(ReceiptLineBody.init), total: MoneyBody(cart.receipt.total),
            protection: ProtectionBody(cart.receipt), totalTaxes: cart.receipt.totalTaxes.map(MoneyBody.init))
    }
}

extension CartItemBody {
    init(_ item: Cart.Item, of occurrence: Occurrence.ID, tickets: [Ticket]?) {
        let name = Wish.ItemName(occurrence: occurrence, variant: item.variant.id)
        self.init(
            inventoryItemId: OptionIDs.itemID(name), occurrenceId: occurrence.text,
            inventoryVariant: InventoryVariantBody(item.variant), priceOption: PriceOptionBody(item.option, of: name),
            quantity: item.quantity, total: MoneyBody(item.total), tickets: tickets?.map(TicketBody.init))
    }
}

extension ReceiptLineBody {
    init(_ line: Receipt.Line) {
        let amount = line.amount.amount
        self.init(
            type: line.kind.wireType, label: line.label, sign: amount < 0 ? .negative : .positive,
            total: MoneyBody(amount: abs(amount), currency: line.amount.currency.code))
    }
}

extension ProtectionBody {
    /// Nil when it was not chosen.
    init?(_ receipt: Receipt) {
        guard let line = receipt.lines.first(where: { $0.kind == .protection }) else { return nil }
        self.init(name: line.label, total: MoneyBody(line.amount))
    }
}

extension Receipt.Line.Kind {
    fileprivate var wireType: ReceiptLineType {
        switch self {
        case .subtotal: .subtotal
        case .fee: .fee
        case .voucher: .voucher
        case .protection: .protection
        }
    }
}
