import BoxOfficeWire
import Testing

/// Contract, section 4: which of two faults is answered.
@Suite("Of two faults in a cart, the one that is checked first is answered")
struct CartOrderOfChecksTests {
    /// A cart with two faults of checks that follow one another, and the answer of the earlier.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let lines: [Line]
        let code: String
        let param: String
        var testDescription: String { name }
    }

    private static let unknownItem = Line("dance-floor").with { $0.item = "x" }
    private static let unknownOption = Line("dance-floor").with { $0.option = "x" }

    static let cases = [
        Case(
            name: "a missing field before the number of items",
            lines: Array(repeating: Line("dance-floor"), count: 50) + [
                Line("dance-floor").with { $0.quantity = "null" }
            ],
            code: "MISSING_PARAMETER", param: "items[50].quantity"),
        Case(
            name: "a control character before the number of items",
            lines: Array(repeating: Line("dance-floor"), count: 50) + [Line("dance-floor").with { $0.item += "\\n" }],
            code: "INVALID_PARAMETER", param: "items[50].inventoryItemId"),
        Case(
            name: "the number of items before a quantity",
            lines: Array(repeating: Line("dance-floor", quantity: 0), count: 51), code: "INVALID_PARAMETER",
            param: "items"),
        Case(
            name: "a missing field of a later line before a quantity",
            lines: [Line("dance-floor", quantity: 0), Line("dance-floor").with { $0.quantity = "null" }],
            code: "MISSING_PARAMETER", param: "items[1].quantity"),
        Case(
            name: "a quantity before two occurrences",
            lines: [Line("dance-floor"), Line("dance-floor", of: "457"), Line("dance-floor", quantity: 0)],
            code: "INVALID_QUANTITY", param: "items[2].quantity"),
        Case(
            name: "two occurrences before an unknown one",
            lines: [Line("dance-floor", of: "999"), Line("dance-floor")],
            code: "OCCURRENCE_MISMATCH", param: "items[1].occurrenceId"),
        Case(
            name: "two occurrences before one that is off sale",
            lines: [Line("dance-floor", of: "459"), Line("dance-floor")],
            code: "OCCURRENCE_MISMATCH", param: "items[1].occurrenceId"),
        Case(
            name: "off sale before an unknown item", lines: [unknownItem.with { $0.occurrence = "459" }],
            code: "OCCURRENCE_NOT_ON_SALE", param: "items[0].occurrenceId"),
        Case(
            name: "an unknown item before a duplicate", lines: [Line("Circle-A-1"), Line("Circle-A-1"), unknownItem],
            code: "INVALID_INVENTORY_ITEM", param: "items[2].inventoryItemId"),
        Case(
            name: "a duplicate before a seat's quantity", lines: [Line("Circle-A-1", quantity: 2), Line("Circle-A-1")],
            code: "DUPLICATE_ITEM", param: "items[1].inventoryItemId"),
        Case(
            name: "a seat's quantity before a price option", lines: [unknownOption, Line("Circle-A-1", quantity: 2)],
            code: "INVALID_QUANTITY", param: "items[1].quantity"),
        Case(
            name: "a price option before the ticket limit",
            lines: [Line("dance-floor", quantity: 6), Line("Circle-A-1").with { $0.option = "x" }],
            code: "INVALID_PRICE_OPTION", param: "items[1].priceOptionId"),
        Case(
            name: "two tiers before the ticket limit",
            lines: [
                Line("Orchestra-A-101", tier: "members"), Line("Orchestra-A-102"), Line("dance-floor", quantity: 5),
            ],
            code: "INVALID_PRICE_OPTION", param: "items[1].priceOptionId"),
        Case(
            name: "the ticket limit before what is free", lines: [Line("dance-floor", quantity: 7)],
            code: "TICKET_LIMIT_EXCEEDED", param: "items"),
        Case(
            name: "a price option before what is free", lines: [Line("Orchestra-B-1").with { $0.option = "x" }],
            code: "INVALID_PRICE_OPTION", param: "items[0].priceOptionId"),
    ]

    @Test("as the contract says", arguments: cases)
    func order(pair: Case) async throws {
        try await withWorld { world in
            _ = try await world.corner.cart(Line("Orchestra-B-1"))
            let reply = try await world.acme.open(pair.lines)
            try expect(
                reply, refuses: pair.code, pair.param)
            #expect(try await world.acme.free("Circle-A-1") == 1)
            #expect(try await world.acme.free("dance-floor") == 6)
        }
    }

    @Test("an occurrence that this retailer may not sell is unknown before it is off sale")
    func unknownBeforeOffSale() async throws {
        try await withWorld { world in
            let reply = try await world.corner.open([Line("yard", of: "91")])
            try expect(reply, lacks: "occurrence", "91", "items[0].occurrenceId")
        }
    }
}
