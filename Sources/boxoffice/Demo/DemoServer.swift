import BoxOfficeCatalogue
import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeHTTP
import BoxOfficeStore

/// Gets the demo ready to be looked at: imports the house, sells one night out, makes a key, and says how to buy.
struct DemoServer {
    let desk: Desk
    let environment: SellingEnvironment
    /// `http://127.0.0.1:8080`
    let address: String
    let database: DatabaseLocation

    static let databasePath = "boxoffice-demo.sqlite"
    private static let catalogueName = "demo-catalogue.yaml"

    func prepare() async throws {
        try await refuseForeignDatabase()
        let house = DemoHouse(today: LocalDateTime(secondsSinceEpoch: desk.now().secondsRoundedDown).date)
        let document = CatalogueText(name: Self.catalogueName, text: house.catalogue)
        let reading = try CatalogueReader(seatingPlan: { _ in house.seatingPlan }).read(document)
        _ = try await desk.importCatalogue(reading, from: document)
        guard let retailer = desk.catalogue.retailer(house.retailer) else { return }
        try await sellOut(house.soldOutOccurrence.occurrenceID, for: retailer)
        let key = try await desk.createKey(for: retailer.id, scopes: [.browse, .sell], in: environment)
        Terminal.result(try await guide(house, retailer, key: key))
    }

    /// The file is the whole truth: importing the demo over a seller's catalogue would take the seller's shows off sale.
    private func refuseForeignDatabase() async throws {
        let names = try await desk.store.read { try $0.catalogueTexts().map(\.name) }
        guard let name = names.first, name != Self.catalogueName else { return }
        throw CommandFailure(
            "The database '\(database)' holds a catalogue of its own ('\(name)'). Name another with --database, or none: "
                + "the demo then uses \(Self.databasePath).")
    }

    /// Buys whatever is left of an occurrence, as any partner would.
    private func sellOut(_ occurrence: Occurrence.ID, for retailer: Retailer) async throws {
        guard let listing = desk.catalogue.listing(occurrence) else { return }
        let left = try await desk.inventory(of: occurrence, of: listing.event.id, for: retailer, tier: nil).value.items
        let wishes = left.filter(\.variant.isAdmission).compactMap { $0.wish($0.quantityAvailable, of: occurrence) }
        for start in stride(from: 0, to: wishes.count, by: Cart.itemsMax) {
            let request = CartRequest(Array(wishes[start...].prefix(Cart.itemsMax)))
            let cart = try await desk.openCart(request, for: retailer).cart
            let total = cart.receipt.total
            let checkout = Checkout(
                cart: cart.id, expectedTotal: ExpectedTotal(amount: total.amount, currency: total.currency.code),
                contact: try Contact(name: "Demo Party", email: "party@example.com", phone: nil), payment: nil,
                idempotencyKey: nil)
            _ = try await desk.placeOrder(checkout, for: retailer)
        }
    }

    private func guide(_ house: DemoHouse, _ retailer: Retailer, key: String) async throws -> String {
        let purchase = try await DemoPurchase(house, at: desk, for: retailer)
        return """
            The demo house is open. Its key, for retailer '\(retailer.id)':

            \(key)

            Four lines that buy two seats and a programme; paste them into another terminal:

            \(purchase.curlLines(address: address, key: key).joined(separator: "\n\n"))

            Or with questions and answers, at a plan of the house:

            \(CommandLine.arguments[0]) buy --url \(address) --key \(key)

            Ctrl-C ends it. Orders are kept in \(database); delete that for a fresh house.

            """
    }
}

extension InventoryItem {
    /// So many of it at its first price.
    func wish(_ quantity: Int, of occurrence: Occurrence.ID) -> Wish? {
        guard let option = priceOptions.first else { return nil }
        let item = Wish.ItemName(occurrence: occurrence, variant: variant.id)
        return Wish(
            occurrence: occurrence, item: item, option: Wish.OptionName(item: item, option: option.name),
            quantity: quantity)
    }
}
