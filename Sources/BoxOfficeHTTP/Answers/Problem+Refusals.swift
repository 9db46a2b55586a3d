import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire
import HTTPTypes

/// The one table from what the Domain and the Desk refuse to what the wire says.
extension Problem {
    /// Nil when the error is no refusal: then it is a failure of ours.
    init?(ours error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let notFound as NotFound: self.init(notFound)
        case let refusal as CartRefusal: self.init(refusal)
        case let refusal as CheckoutRefusal: self.init(refusal)
        default: return nil
        }
    }

    private init(_ notFound: NotFound) {
        switch notFound {
        case .event(let id): self = .notFound(.event, id)
        case .occurrence(let id): self = .notFound(.occurrence, id)
        case .cart(let id): self = .notFound(.cart, id)
        case .order(let id): self = .notFound(.order, id)
        case .providerCode(let code): self = .notFound(.providerCode, code)
        }
    }

    private init(_ refusal: CartRefusal) {
        switch refusal {
        case .itemCount(let count):
            self = .invalid("items", .itemCount, ["count": "\(count)", "max": "\(Cart.itemsMax)"])
        case .quantity(let index, let quantity):
            self = .quantity(quantity, of: index)
        case .occurrenceMismatch(let index, let first):
            self.init(
                .occurrenceMismatch, .occurrenceMismatch, ["first": first.text.quoted],
                param: "items[\(index)].occurrenceId")
        // All items are of one occurrence when these two are judged.
        case .occurrenceUnknown(let id): self = .notFound(.occurrence, id.text, param: "items[0].occurrenceId")
        case .occurrenceNotOnSale(let id): self = .notOnSale(id, param: "items[0].occurrenceId")
        case .itemUnknown(let index):
            self.init(.invalidInventoryItem, .itemUnknown, param: "items[\(index)].inventoryItemId")
        case .seatListedTwice(let index, let variant):
            self.init(
                .duplicateItem, .seatListedTwice, ["name": variant.name.quoted],
                param: "items[\(index)].inventoryItemId")
        case .optionListedTwice(let index, let variant):
            self.init(
                .duplicateItem, .optionListedTwice, ["name": variant.name.quoted],
                param: "items[\(index)].priceOptionId")
        case .seatQuantity(let index, let quantity):
            self.init(
                .invalidQuantity, .seatQuantity, ["found": "\(quantity)"], param: "items[\(index)].quantity")
        case .optionUnknown(let index):
            self.init(.invalidPriceOption, .optionUnknown, param: "items[\(index)].priceOptionId")
        case .tiersMixed(let index):
            self.init(.invalidPriceOption, .tiersMixed, param: "items[\(index)].priceOptionId")
        case .tooManyTickets(let limit, let wished):
            self.init(
                .ticketLimitExceeded, .tooManyTickets, ["wished": "\(wished)", "limit": "\(limit)"], param: "items")
        case .voucherInvalid(let code):
            self.init(.invalidVoucher, .voucherInvalid, ["code": code.quoted], param: "voucherCode")
        case .protectionNotOffered: self = .invalid("protection", .protectionNotOffered)
        case .idempotencyKeyReused: self = .keyReused
        case .exhausted(let occurrence, let shortages): self = .exhausted(shortages, in: occurrence)
        }
    }

    private init(_ refusal: CheckoutRefusal) {
        switch refusal {
        case .idempotencyKeyReused: self = .keyReused
        case .cartUnknown(let id): self = .notFound(.cart, id.text, param: "cartId")
        case .alreadyOrdered(let order):
            self.init(
                .cartAlreadyOrdered, .cartAlreadyOrdered, ["order": order.text.quoted], param: "cartId",
                details: ErrorDetailsBody(orderId: order.text))
        case .cartExpired(let moment):
            self.init(
                .cartExpired, .cartExpired, ["moment": moment.description], param: "cartId",
                details: ErrorDetailsBody(expiredAt: moment.description))
        case .totalMismatch(let expected, let actual):
            self = .totalMismatch(
                expected: MoneyBody(amount: expected.amount, currency: expected.currency), actual: MoneyBody(actual))
        case .occurrenceNotOnSale(let id): self = .notOnSale(id)
        case .exhausted(let occurrence, let shortages): self = .exhausted(shortages, in: occurrence)
        }
    }

    private static let keyReused = Problem(
        .idempotencyKeyReused, .idempotencyKeyReused, param: HTTPField.Name.idempotencyKey.rawName)

    /// - Parameter quantity: nil is no whole number.
    private static func quantity(_ quantity: Int?, of index: Int) -> Problem {
        let max = "\(Cart.quantityMax)"
        let param = "items[\(index)].quantity"
        guard let quantity else { return Problem(.invalidQuantity, .quantityNotWhole, ["max": max], param: param) }
        return Problem(
            .invalidQuantity, .wholeNumber, ["found": "\(quantity)", "min": "1", "max": max], param: param)
    }

    private static func notOnSale(_ id: Occurrence.ID, param: String? = nil) -> Problem {
        Problem(.occurrenceNotOnSale, .occurrenceNotOnSale, ["id": id.text.quoted], param: param)
    }

    /// - Parameter shortages: one at least.
    private static func exhausted(_ shortages: [Shortage], in occurrence: Occurrence.ID) -> Problem {
        let bodies = shortages.map { shortage in
            ShortageBody(
                param: "items[\(shortage.index)].quantity",
                inventoryItemId: OptionIDs.itemID(.init(occurrence: occurrence, variant: shortage.variant)),
                availableQuantity: shortage.available, requestedQuantity: shortage.requested)
        }
        guard let first = bodies.first else { preconditionFailure("a cart is refused as short of nothing") }
        return Problem(
            .inventoryExhausted, .exhausted,
            ["available": "\(first.availableQuantity)", "requested": "\(first.requestedQuantity)"],
            param: first.param,
            details: ErrorDetailsBody(
                availableQuantity: first.availableQuantity, requestedQuantity: first.requestedQuantity, items: bodies)
        )
    }
}
