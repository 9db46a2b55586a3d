import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeWire

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
        case .event(let id): self = .notFound("event", id)
        case .occurrence(let id): self = .notFound("occurrence", id)
        case .cart(let id): self = .notFound("cart", id)
        case .order(let id): self = .notFound("order", id)
        case .providerCode(let code): self = .notFound("providerCode", code)
        }
    }

    private init(_ refusal: CartRefusal) {
        switch refusal {
        case .itemCount(let count):
            self = .invalid("items", "items has \(count) entries; it must have 1 to \(Cart.itemsMax).")
        case .quantity(let index, let quantity):
            let found = quantity.map { "is \($0)" } ?? "is no whole number"
            self.init(
                code: .invalidQuantity,
                message: "items[\(index)].quantity \(found); it must be a whole number from 1 to \(Cart.quantityMax).",
                param: "items[\(index)].quantity")
        case .occurrenceMismatch(let index, let first):
            self.init(
                code: .occurrenceMismatch,
                message:
                    "All items of a cart must be of one occurrence; items[\(index)] is not of \(first.text.quoted).",
                param: "items[\(index)].occurrenceId")
        case .occurrenceUnknown(let id):
            self = .notFound("occurrence", id.text)
            // All items are of one occurrence when this is judged.
            param = "items[0].occurrenceId"
        case .occurrenceNotOnSale(let id):
            self = .notOnSale(id)
            param = "items[0].occurrenceId"
        case .itemUnknown(let index):
            self.init(
                code: .invalidInventoryItem,
                message: "items[\(index)].inventoryItemId is not in the inventory of this occurrence.",
                param: "items[\(index)].inventoryItemId")
        case .seatListedTwice(let index, let variant):
            self.init(
                code: .duplicateItem, message: "The seat \(variant.name.quoted) is listed twice.",
                param: "items[\(index)].inventoryItemId")
        case .optionListedTwice(let index, let variant):
            self.init(
                code: .duplicateItem,
                message: "\(variant.name.quoted) is listed twice at one price option; add the quantities up.",
                param: "items[\(index)].priceOptionId")
        case .seatQuantity(let index, let quantity):
            self.init(
                code: .invalidQuantity, message: "items[\(index)].quantity is \(quantity); a seat's is 1.",
                param: "items[\(index)].quantity")
        case .optionUnknown(let index):
            self.init(
                code: .invalidPriceOption,
                message:
                    "items[\(index)].priceOptionId is not a price option of that inventory item for this retailer.",
                param: "items[\(index)].priceOptionId")
        case .tiersMixed(let index):
            self.init(
                code: .invalidPriceOption,
                message: "All items of a cart must be priced in one tier, or none; items[\(index)] is of another.",
                param: "items[\(index)].priceOptionId")
        case .tooManyTickets(let limit, let wished):
            self.init(
                code: .ticketLimitExceeded, message: "The cart has \(wished) tickets; this event allows \(limit).",
                param: "items")
        case .voucherInvalid(let code):
            self.init(
                code: .invalidVoucher,
                message: "The voucher \(code.quoted) is unknown here, not in force, or used up.", param: "voucherCode")
        case .protectionNotOffered:
            self = .invalid("protection", "This event offers no protection; leave protection out.")
        case .idempotencyKeyReused: self = .keyReused
        case .exhausted(let occurrence, let shortages): self = .exhausted(shortages, in: occurrence)
        }
    }

    private static let keyReused = Problem(
        code: .idempotencyKeyReused, message: "This Idempotency-Key was used for another request.",
        param: "Idempotency-Key")

    private init(_ refusal: CheckoutRefusal) {
        switch refusal {
        case .idempotencyKeyReused: self = .keyReused
        case .cartUnknown(let id):
            self = .notFound("cart", id.text)
            param = "cartId"
        case .alreadyOrdered(let order):
            self.init(
                code: .cartAlreadyOrdered, message: "This cart was ordered already, as \(order.text.quoted).",
                param: "cartId", details: ErrorDetailsBody(orderId: order.text))
        case .cartExpired(let moment):
            self.init(
                code: .cartExpired, message: "This cart ran out at \(moment). Open a new one.", param: "cartId",
                details: ErrorDetailsBody(expiredAt: moment.description))
        case .totalMismatch(let expected, let actual):
            self.init(
                code: .totalPriceMismatch,
                message: "The total is \(actual.amount) \(actual.currency), not \(expected.amount) "
                    + "\(expected.currency.quoted). Show the cart to the customer again.",
                param: "expectedTotal",
                details: ErrorDetailsBody(
                    expectedTotal: MoneyBody(amount: expected.amount, currency: expected.currency),
                    actualTotal: MoneyBody(actual)))
        case .occurrenceNotOnSale(let id): self = .notOnSale(id)
        case .exhausted(let occurrence, let shortages): self = .exhausted(shortages, in: occurrence)
        }
    }

    private static func notOnSale(_ id: Occurrence.ID) -> Problem {
        Problem(code: .occurrenceNotOnSale, message: "The occurrence \(id.text.quoted) is not on sale.")
    }

    private static func exhausted(_ shortages: [Shortage], in occurrence: Occurrence.ID) -> Problem {
        let bodies = shortages.map { shortage in
            ShortageBody(
                param: "items[\(shortage.index)].quantity",
                inventoryItemId: OptionIDs.itemID(.init(occurrence: occurrence, variant: shortage.variant)),
                availableQuantity: shortage.available, requestedQuantity: shortage.requested)
        }
        let first = bodies.first
        return Problem(
            code: .inventoryExhausted,
            message: "Only \(first?.availableQuantity ?? 0) of \(first?.requestedQuantity ?? 0) are free for "
                + "\(first?.param ?? "items"). Read the inventory again.",
            param: first?.param,
            details: ErrorDetailsBody(
                availableQuantity: first?.availableQuantity, requestedQuantity: first?.requestedQuantity, items: bodies)
        )
    }
}
