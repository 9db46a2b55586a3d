import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeHTTP

/// Two seats beside each other and an extra, free at this moment: an example that works when it is pasted.
struct DemoPurchase {
    private let event: Event.ID
    private let occurrence: Occurrence.ID
    private let wishes: [Wish]
    private let total: Money

    /// Soonest performances are passed over: an example should still work tomorrow.
    private static let leadSeconds: Int64 = 24 * 3600

    init(_ house: DemoHouse, at desk: Desk, for retailer: Retailer) async throws {
        let (event, section, extra) = house.purchase
        let now = desk.now()
        let later = now.adding(seconds: Self.leadSeconds)
        let upcoming = try await desk.occurrences(of: event, for: retailer, matching: OccurrenceFilter(quantity: 2))
            .value
        for listed in upcoming where listed.listing.occurrence.startsAt.moment > later {
            let id = listed.listing.occurrence.id
            let items = try await desk.inventory(of: id, of: event, for: retailer, tier: nil).value.items
            guard let seats = Self.pair(in: section, of: items),
                let extra = items.first(where: { $0.variant.id == extra })
            else { continue }
            let wishes = (seats + [extra]).compactMap { $0.wish(1, of: id) }
            let cart = try Cart.open(id: .init("demo"), wishes: wishes, for: retailer, from: desk.catalogue, at: now)
            self.event = event
            self.occurrence = id
            self.wishes = wishes
            self.total = cart.receipt.total
            return
        }
        throw CommandFailure("The demo house has no two seats left. Delete its database for a fresh one.")
    }

    /// The first two free seats that stand beside each other in a row.
    private static func pair(in section: String, of items: [InventoryItem]) -> [InventoryItem]? {
        zip(items, items.dropFirst()).first { left, right in
            guard case .assignedSeat(section, let row, let seat) = left.variant.kind,
                case .assignedSeat(section, row, let next) = right.variant.kind,
                let number = Int(seat), let nextNumber = Int(next), abs(nextNumber - number) == 1
            else { return false }
            return left.variant.attributes.isEmpty && right.variant.attributes.isEmpty
        }.map { [$0, $1] }
    }

    /// Dates, inventory, cart, order. The third keeps the cart's id, from its `Location`, for the fourth.
    func curlLines(address: String, key: String) -> [String] {
        let base = "\(address)/api/v3"
        let curl = "curl -sS -H 'X-TT-API-Key: \(key)'"
        let send = "\(curl) -H 'Content-Type: application/json'"
        let items = wishes.map { wish in
            let ids = OptionIDs.ids(of: wish)
            return "{\"occurrenceId\":\"\(wish.occurrence)\",\"inventoryItemId\":\"\(ids.item)\","
                + "\"priceOptionId\":\"\(ids.option)\",\"quantity\":\(wish.quantity)}"
        }
        let order =
            #"{\"cartId\":\"$CART\",\"expectedTotal\":{\"amount\":\#(total.amount),\"currency\":\"\#(total.currency)\"},"#
            + #"\"contact\":{\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\"}}"#
        return [
            "\(curl) '\(base)/events/\(event)/occurrences?quantity=2&limit=5'; echo",
            "\(curl) '\(base)/events/\(event)/occurrences/\(occurrence)/inventory-items?limit=5'; echo",
            "CART=$(\(send) -i -d '{\"items\":[\(items.joined(separator: ","))]}' '\(base)/carts'); "
                + #"printf '%s\n' "$CART"; "#
                + #"CART=$(printf '%s' "$CART" | sed -n 's|^[Ll]ocation: .*/\([0-9a-f-]*\).*|\1|p')"#,
            "\(send) -d \"\(order)\" '\(base)/orders'; echo",
        ]
    }
}
