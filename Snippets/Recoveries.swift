// What the article of the SDK shows, part by part: run it with a test server's address and key.

import BoxOfficeClient
import HTTPTypes

let (url, key) = (CommandLine.arguments[1], CommandLine.arguments[2])

// snippet.settings
var boxOffice = try BoxOffice(url, key: key)
boxOffice.language = "fr-FR"
// snippet.end
boxOffice.language = nil

func browse(_ boxOffice: BoxOffice) async throws -> CartCreateBody.Item? {
    // snippet.browse
    for try await event in boxOffice.events() {
        let dates = boxOffice.occurrences(of: event.id, quantity: 2, startDate: "2026-01-01")
        guard let date = try await dates.all().last(where: { $0.fromPrice.value != nil }) else { continue }
        let items = try await boxOffice.inventoryItems(of: date.id, of: event.id).all()
        for item in items where item.inventoryVariant.type == .assignedSeat {
            guard let option = item.priceOptions.first(where: { $0.category.id == "ADULT" }) else { continue }
            return CartCreateBody.Item(
                occurrenceId: date.id, inventoryItemId: item.id, priceOptionId: option.id, quantity: 1)
        }
    }
    return nil
    // snippet.end
}

func hold(_ wish: CartCreateBody.Item, _ boxOffice: BoxOffice) async throws -> Cart? {
    // snippet.hold
    do {
        return try await boxOffice.openCart([wish])
    } catch let error as BoxOfficeError where error.code == .inventoryExhausted {
        for item in error.details?.items ?? [] {
            print("\(item.param): \(item.requestedQuantity) wished, \(item.availableQuantity) left")
        }
        return nil  // Show the inventory anew, and let the customer choose.
    }
    // snippet.end
}

func show(_ cart: Cart) {
    // snippet.receipt
    for line in cart.receiptLines {
        print(line.label, line.sign == .negative ? "-" : "", line.total.text)
    }
    print("To pay:", cart.total.text, "within", cart.timeLeft)
    // snippet.end
}

func buy(_ cart: Cart, for buyer: ContactBody, _ boxOffice: BoxOffice) async throws -> OrderBody? {
    // snippet.buy
    do {
        return try await boxOffice.placeOrder(cart, for: buyer)
    } catch let error as BoxOfficeError where error.mayHaveBeenDone {
        // It may have been sold. Keep the cart's id and total, and do this again later: it answers the same order.
        let body = OrderCreateBody(cartId: cart.id, expectedTotal: cart.total, contact: buyer)
        return try await boxOffice.placeOrder(body)
    } catch let error as BoxOfficeError {
        switch error.code {
        case .totalPriceMismatch:
            // Nothing was sold, and everything is still held: ask the customer about the new price.
            let now = try await boxOffice.cart(cart.id)
            return agrees(to: now.total) ? try await boxOffice.placeOrder(now, for: buyer) : nil
        case .cartExpired, .resourceNotFound, .inventoryExhausted, .occurrenceNotOnSale:
            return nil  // Nothing was sold. Begin again with what is on sale now.
        case .cartAlreadyOrdered:
            guard let id = error.details?.orderId else { throw error }
            return try await boxOffice.order(id)  // It was bought before. Do not charge the customer twice.
        default:
            throw error
        }
    }
    // snippet.end
}

func agrees(to total: MoneyBody) -> Bool { true }

func changeOfMind(_ cart: Cart, _ boxOffice: BoxOffice) async throws {
    // snippet.release
    try await boxOffice.releaseCart(cart.id)
    // snippet.end
}

func report(_ boxOffice: BoxOffice) async throws {
    // snippet.orders
    for try await order in boxOffice.orders(createdFrom: "2026-01-01").inPages(of: 500) {
        print(order.confirmationNumber, order.status, order.total.text)
    }
    // snippet.end
}

func rehearse(_ boxOffice: BoxOffice) async throws {
    // snippet.simulate
    var rehearsal = boxOffice
    rehearsal.simulation = "CART_EXPIRED"
    do {
        _ = try await rehearsal.cart("any")
    } catch let error as BoxOfficeError {
        print(error.code.rawValue, error.status ?? 0, error.message)
    }
    // snippet.end
}

func offline() async throws {
    // snippet.transport
    let closed = Transport { request, body in
        print(request.method, request.path ?? "", "with \(body.count) bytes")
        return (HTTPResponse(status: .serviceUnavailable), [])
    }
    let boxOffice = try BoxOffice("https://tickets.example.com", key: "sk_test_1", transport: closed) { wait in
        print("would wait for", wait)
    }
    // snippet.end
    do {
        _ = try await boxOffice.event("101")
    } catch let error as BoxOfficeError {
        print(error.code.rawValue)
    }
}

guard let wish = try await browse(boxOffice), let cart = try await hold(wish, boxOffice) else {
    fatalError("Nothing is on sale.")
}
show(cart)
let buyer = ContactBody(name: "Ada Lovelace", email: "ada@example.com")
_ = try await buy(cart, for: buyer, boxOffice)
let taken = try await hold(wish, boxOffice)
print("Held again:", taken != nil)
try await changeOfMind(cart, boxOffice)
try await report(boxOffice)
try await rehearse(boxOffice)
try await offline()
