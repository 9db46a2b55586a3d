import BoxOfficeClient
import BoxOfficeDomain
import Testing

@testable import boxoffice

/// An inventory item as the API gives it.
func item(
    _ id: String, _ type: InventoryType, _ name: String, row: String? = nil, seat: String? = nil,
    section: String? = nil, free: Int = 1, _ prices: [(String, Int64)] = [("Adult", 8000)]
) -> InventoryItemBody {
    InventoryItemBody(
        id: id,
        inventoryVariant: InventoryVariantBody(
            type: type, id: id, name: name, attributes: [], section: section, row: row, seat: seat),
        quantityAvailable: free,
        priceOptions: prices.map { category, amount in
            PriceOptionBody(
                id: "\(id)-\(category)", category: PriceCategoryBody(id: category.uppercased(), name: category),
                listPrice: nil, sellPrice: MoneyBody(amount: amount, currency: "GBP"), promotion: nil)
        })
}

func seat(
    _ section: String, _ row: String, _ seat: String, _ prices: [(String, Int64)] = [("Adult", 8000)]
) -> InventoryItemBody {
    item(
        "\(section)-\(row)-\(seat)", .assignedSeat, "\(section) \(row) \(seat)", row: row, seat: seat, section: section,
        prices)
}

@Suite("The plan of a house")
struct HousePlanTests {
    @Test("free seats are letters by their price, the cheapest first, below their numbers")
    func plan() {
        let items =
            [3, 4, 6].map { seat("Stalls", "A", "\($0)", [("Adult", 9000), ("Child", 4500)]) }
            + [2, 11].map { seat("Stalls", "BB", "\($0)", [("Adult", 6000)]) }
            + [seat("Balcony", "A", "1", [("Adult", 6000)])]
            + [
                item("pit", .generalAdmission, "The Pit", free: 20, [("Adult", 3500)]),
                item("tea", .extra, "Tea", free: 7, [("Tea", 250)]),
            ]
        #expect(
            HousePlan(items).lines == [
                "Stalls",
                "      2  5    10",
                "  A   .bb.b.....",
                "  BB  a........a",
                "",
                "Balcony",
                "     1",
                "  A  a",
                "",
                ".  not free, or no seat",
                "a  Adult 60.00 GBP",
                "b  Adult 90.00 GBP, Child 45.00 GBP",
                "",
                "The Pit: 20 free, Adult 35.00 GBP",
                "Tea: 7 free, Tea 2.50 GBP",
            ])
    }

    @Test("seats without numbers, and rows too wide for a screen, are lists", arguments: ["1a", "900"])
    func lists(other: String) {
        let lines = HousePlan([seat("Stalls", "A", "2"), seat("Stalls", "A", other)]).lines
        #expect(lines.prefix(2) == ["Stalls", "  A  2(a) \(other)(a)"])
    }

    @Test("nothing free is nothing to draw, and many prices share the last letter")
    func extremes() {
        #expect(HousePlan([]).lines == [])
        let seats = (1...40).map { seat("Stalls", "A", "\($0)", [("Adult", Int64($0))]) }
        #expect(HousePlan(seats).lines[2] == "  A  abcdefghijklmnopqrstuvwxyzzzzzzzzzzzzzzz")
    }
}

@Suite("What is wished")
struct ItemWishTests {
    @Test(
        "is a name, with a quantity before it and a category behind it",
        arguments: [
            ("Stalls A 3", 1, "Stalls A 3", nil), ("  2 x The  Pit ", 2, "The Pit", nil), ("12 X pit", 12, "pit", nil),
            ("Stalls A 4 as Child", 1, "Stalls A 4", "Child"), ("3 x pit as Over 60", 3, "pit", "Over 60"),
            ("2 seats", 1, "2 seats", nil), ("x", 1, "x", nil), ("as", 1, "as", nil),
            ("As You Like It", 1, "As You Like It", nil), ("0 x pit", 0, "pit", nil),
            ("two x pit", 1, "two x pit", nil),
        ])
    func parsing(text: String, quantity: Int, name: String, category: String?) throws {
        let wish = try #require(ItemWish(text))
        #expect(wish.quantity == quantity)
        #expect(wish.name == name)
        #expect(wish.category == category)
    }

    @Test("is nothing without a name", arguments: ["", "  ", "2 x", "2 x "])
    func nothing(text: String) {
        #expect(ItemWish(text) == nil)
    }

    private static let occurrence = OccurrenceBody(
        id: "456", startsAt: "2090-05-05T19:30:00+01:00", endsAt: nil, fromPrice: nil, maxDiscountPercentage: nil,
        maxDiscountAmount: nil, promotions: nil, venue: nil)
    private static let items = [
        seat("Stalls", "A", "3", [("Adult", 8000), ("Child", 4000)]),
        item("pit", .generalAdmission, "The Pit", free: 20),
    ]

    @Test(
        "becomes a line of a cart, by name or id, in any case",
        arguments: [
            ("stalls a 3", "Stalls-A-3", "Stalls-A-3-Adult"), ("Stalls-A-3 as child", "Stalls-A-3", "Stalls-A-3-Child"),
            ("THE PIT", "pit", "pit-Adult"),
        ])
    func line(text: String, item: String, option: String) throws {
        let line = try #require(ItemWish(text)).line(from: Self.items, of: Self.occurrence)
        #expect(line.occurrenceId == "456")
        #expect(line.inventoryItemId == item)
        #expect(line.priceOptionId == option)
    }
}

@Suite("Small texts of a purchase")
struct PurchaseTextTests {
    @Test(
        "a countdown never shows a second that is not there",
        arguments: [(899_999, "14:59"), (60_000, "1:00"), (9_001, "0:09"), (999, "0:00"), (0, "0:00")])
    func countdown(milliseconds: Int, text: String) {
        #expect("\(Countdown(timeLeft: .milliseconds(milliseconds)))" == text)
    }

    @Test("the SDK knows the decimals of every currency that a seller may name", arguments: Currency.codes.sorted())
    func money(code: String) throws {
        let currency = try #require(Currency(code: code))
        #expect(MoneyBody(amount: 1_234_567, currency: code).text == "\(Money(1_234_567, currency).majorUnits) \(code)")
    }

    @Test("what a server sent moves no cursor and changes no colour")
    func printable() {
        #expect(
            "A\u{1B}[2J\u{9B}1m\u{7F}\r\n\tö 猫\u{0}".printable
                == "A\u{FFFD}[2J\u{FFFD}1m\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}ö 猫\u{FFFD}")
        let items = [seat("St\u{1B}[2Jalls", "\u{9B}A", "1"), item("pit", .generalAdmission, "The\u{7} Pit")]
        let shown = HousePlan(items).lines.joined()
        let controls = shown.unicodeScalars.filter { $0.properties.generalCategory == .control }
        #expect(controls.isEmpty)
    }

    @Test("a QR code has its three eyes and a quiet zone around it")
    func qrCode() throws {
        let code = try #require(QRCode("PJCTS95JBJS53E4ADSV8M57PDSC7XYAS"))
        let last = code.modules.count - 7
        #expect(code.modules.count % 4 == 1 && code.modules.allSatisfy { $0.count == code.modules.count })
        for (row, column) in [(0, 0), (0, last), (last, 0)] {
            let eye = code.modules[row..<row + 7].map { $0[column..<column + 7].map { $0 ? "#" : "." }.joined() }
            #expect(eye == ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"])
        }
        let lines = code.lines(isColored: false)
        #expect(lines.prefix(2).allSatisfy { $0.allSatisfy { $0 == " " } })
        #expect(lines.allSatisfy { $0.hasPrefix("    ") && $0.hasSuffix("    ") })
        #expect(code.lines(isColored: true).allSatisfy { $0.hasPrefix("\u{1B}[30;107m") && $0.hasSuffix("\u{1B}[0m") })
        #expect(QRCode(String(repeating: "x", count: 8000)) == nil)
    }
}
