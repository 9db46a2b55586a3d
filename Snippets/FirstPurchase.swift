import BoxOfficeClient

let boxOffice = try BoxOffice(CommandLine.arguments[1], key: CommandLine.arguments[2])
guard let event = try await boxOffice.events().all().first,
    let date = try await boxOffice.occurrences(of: event.id, quantity: 1).all().last,
    let seat = try await boxOffice.inventoryItems(of: date.id, of: event.id).all().first
else { fatalError("Nothing is on sale.") }
let wish = CartCreateBody.Item(
    occurrenceId: date.id, inventoryItemId: seat.id, priceOptionId: seat.priceOptions[0].id, quantity: 1)
let cart = try await boxOffice.openCart([wish])
print("\(seat.inventoryVariant.name) for \(cart.total.text), held for \(cart.timeLeft)")
let order = try await boxOffice.placeOrder(cart, for: ContactBody(name: "Ada Lovelace", email: "ada@example.com"))
print(order.confirmationNumber, order.items[0].tickets?.first?.barcode.value ?? "")
