import BoxOfficeWire
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

/// Contract, section 1, "Bodies".
@Suite("A body is JSON, in bounds, with what is asked for")
struct BodyTests {
    private static let bytesMax = 64 * 1024

    @Test("a body of 64 KiB is read, one byte more is too large", arguments: ["/api/v3/carts", "/api/v3/orders"])
    func size(path: String) async throws {
        try await withWorld { world in
            let json =
                path.hasSuffix("carts")
                ? [Line("dance-floor")].json : CheckoutJSON(cart: "x", amount: 1, currency: "GBP").json
            let fitting = json + String(repeating: " ", count: Self.bytesMax - json.utf8.count)
            let reply = try await world.acme.post(path, fitting)
            #expect(reply.status == (path.hasSuffix("carts") ? 201 : 404))
            try expect(try await world.acme.post(path, fitting + " "), refuses: "PAYLOAD_TOO_LARGE")
        }
    }

    @Test("over a real connection as well")
    func sizeLive() async throws {
        try await withWorld(.live) { world in
            let json = [Line("dance-floor")].json
            let fitting = json + String(repeating: " ", count: Self.bytesMax - json.utf8.count)
            #expect(try await world.acme.post("/api/v3/carts", fitting).status == 201)
            try expect(try await world.acme.post("/api/v3/carts", fitting + " "), refuses: "PAYLOAD_TOO_LARGE")
        }
    }

    @Test(
        "another media type than JSON is not read",
        arguments: [
            "text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data; boundary=x",
        ])
    func mediaType(type: String) async throws {
        try await withWorld { world in
            for path in ["/api/v3/carts", "/api/v3/orders"] {
                let reply = try await world.acme.post(path, "{}", ["Content-Type": type])
                #expect(reply.status == 415)
                #expect(try reply.error().code == "UNSUPPORTED_MEDIA_TYPE")
            }
        }
    }

    @Test(
        "JSON is JSON whatever its parameters",
        arguments: ["application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8"])
    func json(type: String) async throws {
        try await withWorld { world in
            let reply = try await world.acme.post("/api/v3/carts", [Line("dance-floor")].json, ["Content-Type": type])
            #expect(reply.status == 201)
        }
    }

    @Test(
        "what is not JSON is refused",
        arguments: [
            "", "{", "{\"items\": [}", "nonsense", "{\"items\": []", "{\"items\": [1,]}}", "[]", "\"items\"", "7",
            "null", "{\"items\": [],}", "{\"items\": [], \"x\": 01}", "{\"items\": [], \"x\": \"\t\"}",
        ])
    func malformed(body: String) async throws {
        try await withWorld { world in
            for path in ["/api/v3/carts", "/api/v3/orders"] {
                let reply = try await world.acme.post(path, body)
                try expect(reply, refuses: "MALFORMED_BODY")
            }
        }
    }

    @Test("JSON that is nested without end is refused, not followed")
    func nesting() async throws {
        try await withWorld { world in
            for (start, end) in [("[", "]"), ("{\"a\":", "}")] {
                let depth = 5000
                let nested = String(repeating: start, count: depth) + "1" + String(repeating: end, count: depth)
                for body in [nested, "{\"items\": \(nested)}", "{\"more\": \(nested)}", String(nested.prefix(9000))] {
                    let reply = try await world.acme.post("/api/v3/carts", body)
                    #expect(reply.status == 400)
                }
            }
        }
    }

    @Test("a body is UTF-8", arguments: [[0xFF, 0xFE], [0xC3, 0x28], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func encoding(bytes: [UInt8]) async throws {
        try await withWorld { world in
            let body = ByteBuffer(bytes: Array("{\"items\": [\"".utf8) + bytes + Array("\"]}".utf8))
            let reply = try await world.acme.send(.post, "/api/v3/carts", bytes: body)
            try expect(reply, refuses: "MALFORMED_BODY")
            let text = "{\"items\": []}".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let wide = try await world.acme.send(.post, "/api/v3/carts", bytes: ByteBuffer(bytes: text))
            try expect(wide, refuses: "MALFORMED_BODY")
        }
    }

    @Test("and is told the place where it stops being JSON")
    func place() async throws {
        try await withWorld { world in
            let reply = try await world.acme.post("/api/v3/carts", "{\n  \"items\": nonsense\n}")
            try expect(reply, refuses: "MALFORMED_BODY")
            #expect(try reply.error().message.contains("line 2"))
        }
    }

    @Test(
        "a field of a cart that is left out or null is missing",
        arguments: ["occurrenceId", "inventoryItemId", "priceOptionId", "quantity"])
    func missingInCart(field: String) async throws {
        try await withWorld { world in
            let json = Line("dance-floor").json
            for without in [
                json.replacing("\"\(field)\"", with: "\"other\""),
                json.replacing(try Regex("\"\(field)\": (\"[^\"]*\"|1)"), with: "\"\(field)\": null"),
            ] {
                let reply = try await world.acme.post("/api/v3/carts", "{\"items\": [\(json), \(without)]}")
                try expect(reply, refuses: "MISSING_PARAMETER", "items[1].\(field)")
            }
        }
    }

    @Test("a cart without items lacks items", arguments: ["{}", "{\"items\": null}", "{\"Items\": []}"])
    func noItems(body: String) async throws {
        try await withWorld { world in
            try expect(try await world.acme.post("/api/v3/carts", body), refuses: "MISSING_PARAMETER", "items")
        }
    }

    @Test("a field of a cart has its type")
    func typesInCart() async throws {
        try await withWorld { world in
            for (field, change) in [
                ("occurrenceId", \Line.occurrence), ("inventoryItemId", \.item), ("priceOptionId", \.option),
            ] {
                for wrong in ["7", "true", "[]", "{}"] {
                    let line = Line("dance-floor")
                    let json = line.json.replacing("\"\(line[keyPath: change])\"", with: wrong)
                    let reply = try await world.acme.post("/api/v3/carts", "{\"items\": [\(json)]}")
                    try expect(reply, refuses: "INVALID_PARAMETER", "items[0].\(field)")
                }
            }
            for wrong in ["{}", "\"x\"", "7"] {
                let reply = try await world.acme.post("/api/v3/carts", "{\"items\": \(wrong)}")
                try expect(reply, refuses: "INVALID_PARAMETER", "items")
            }
            try expect(
                try await world.acme.post("/api/v3/carts", "{\"items\": [7]}"), refuses: "INVALID_PARAMETER", "items[0]"
            )
        }
    }

    @Test(
        "a quantity is a whole number from 1 to 1,000",
        arguments: ["\"2\"", "1.5", "0", "-1", "1001", "true", "[]", "{}", "1e30", "99999999999999999999"])
    func quantity(quantity: String) async throws {
        try await withWorld { world in
            let lines = [Line("dance-floor"), .extra("drink").with { $0.quantity = quantity }]
            try expect(try await world.acme.open(lines), refuses: "INVALID_QUANTITY", "items[1].quantity")
            #expect(try await world.acme.free("dance-floor") == 6)
        }
    }

    @Test("no text holds a control character", arguments: ["\\u0000", "\\n", "\\u001f", "\\u007f", "\\u0085"])
    func controlCharacters(character: String) async throws {
        try await withWorld { world in
            let acme = world.acme
            let line = Line("dance-floor")
            let item = try await acme.open([line.with { $0.item += character }])
            try expect(item, refuses: "INVALID_PARAMETER", "items[0].inventoryItemId")
            let option = try await acme.open([line.with { $0.option += character }])
            try expect(option, refuses: "INVALID_PARAMETER", "items[0].priceOptionId")
            let occurrence = try await acme.open([line.with { $0.occurrence += character }])
            try expect(occurrence, refuses: "INVALID_PARAMETER", "items[0].occurrenceId")
            let checkout = CheckoutJSON(try await acme.cart(line))
            let name = try await acme.checkOut(checkout.with { $0.name = "\"Ada\(character)\"" })
            try expect(name, refuses: "INVALID_PARAMETER", "contact.name")
            let cart = try await acme.checkOut(checkout.with { $0.cartId = "\"1\(character)\"" })
            try expect(cart, refuses: "INVALID_PARAMETER", "cartId")
            let currency = try await acme.checkOut(checkout.with { $0.currency = "\"GBP\(character)\"" })
            try expect(currency, refuses: "INVALID_PARAMETER", "expectedTotal.currency")
            let payment = try await acme.checkOut(checkout.with { $0.payment = "{\"reference\": \"1\(character)\"}" })
            try expect(payment, refuses: "INVALID_PARAMETER", "payment.reference")
        }
    }

    @Test("fields that are unknown are passed over")
    func unknownFields() async throws {
        try await withWorld { world in
            let line = Line("dance-floor").json.dropLast() + ", \"more\": {\"a\": [1]}, \"price\": null}"
            let reply = try await world.acme.post("/api/v3/carts", "{\"items\": [\(line)], \"source\": 7}")
            #expect(reply.status == 201)
            let json = CheckoutJSON(try reply.data()).json.dropLast() + ", \"note\": \"\\u0007\", \"more\": [null]}"
            #expect(try await world.acme.post("/api/v3/orders", String(json)).status == 201)
        }
    }
}
