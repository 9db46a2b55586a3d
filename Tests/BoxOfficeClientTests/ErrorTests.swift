import BoxOfficeClient
import HTTPTypes
import Testing

@Suite("Errors are one type")
struct ErrorTests {
    @Test("an error tells its code, parameter, details and whereabouts")
    func whole() async throws {
        let body = """
            {"error": {"type": "CONFLICT_ERROR", "code": "INVENTORY_EXHAUSTED", "message": "Only one is left.",
             "param": "items[1].quantity", "details": {"availableQuantity": 1, "requestedQuantity": 4,
             "items": [{"param": "items[1].quantity", "inventoryItemId": "x", "availableQuantity": 1,
                        "requestedQuantity": 4}]}}}
            """
        let boxOffice = try BoxOffice.answering { _ in
            (HTTPResponse(status: .conflict, headerFields: [try #require(.init("X-Request-ID")): "req_7"]), body)
        }
        let error = try #require(await error { try await boxOffice.openCart([Sample.wish]) })
        #expect(error.code == .inventoryExhausted)
        #expect(error.type == "CONFLICT_ERROR")
        #expect(error.param == "items[1].quantity")
        #expect(error.details?.availableQuantity == 1)
        #expect(error.details?.items?.map(\.inventoryItemId) == ["x"])
        #expect(error.status == 409)
        #expect(error.requestID == "req_7")
        #expect("\(error)" == "INVENTORY_EXHAUSTED (items[1].quantity): Only one is left. [req_7]")
    }

    @Test(
        "a code that nobody knows yet comes through, whatever else of the error changed",
        arguments: [
            #"{"error": {"code": "SEAT_HAUNTED", "message": "Boo."}}"#,
            #"{"error": {"code": "SEAT_HAUNTED", "message": {"en": "Boo."}, "type": 7, "param": []}, "more": 1}"#,
            #"{"error": {"code": "SEAT_HAUNTED", "details": "none", "hint": {"ghosts": 2}}}"#,
            #"{"error": {"code": "SEAT_HAUNTED", "details": {"items": "several", "ghosts": 2}}}"#,
        ])
    func unknownCode(body: String) async throws {
        let boxOffice = try BoxOffice.answering { _ in (HTTPResponse(status: .conflict), body) }
        let error = await error { try await boxOffice.event("123") }
        #expect(error?.code.rawValue == "SEAT_HAUNTED")
        #expect(error?.status == 409)
    }

    @Test(
        "an answer that is none of this API is said to be so",
        arguments: [
            (404, "<h1>Not Found</h1>"), (404, ""), (404, #"{"message": "no"}"#), (200, ""), (200, "<h1>Welcome</h1>"),
            (200, #"{"data": {"id": 123}}"#), (200, #"{"data": null}"#), (204, ""), (302, ""), (304, ""),
        ])
    func unreadable(status: Int, body: String) async throws {
        let boxOffice = try BoxOffice.answering { _ in (HTTPResponse(status: .init(code: status)), body) }
        let error = try #require(await error { try await boxOffice.event("123") })
        #expect(error.code == .unreadableAnswer)
        #expect(error.status == status)
        #expect(error.message.contains("of status \(status)"))
    }

    @Test("a cart whose end cannot be read is no cart")
    func unreadableTime() async throws {
        let boxOffice = try BoxOffice.answering { _ in (HTTPResponse(status: .ok), Sample.cart(expiresAt: "soon")) }
        let error = await error { try await boxOffice.cart("c-1") }
        #expect(error?.code == .unreadableAnswer)
        #expect(error?.message.contains("'soon' is no time") == true)
    }

    @Test("a transport's failure keeps its cause and tells no secret")
    func transport() async throws {
        let boxOffice = try BoxOffice.answering { _ in throw Unplugged() }
        let error = try #require(await error { try await boxOffice.event("123") })
        #expect(error.code == .noAnswer)
        #expect(error.cause is Unplugged)
        #expect("\(error)" == "NO_ANSWER: There was no answer from tickets.example.com: the cable is out.")
    }

    @Test(
        "an address that cannot be one is refused before anything is sent",
        arguments: [
            "", "tickets.example.com", "localhost:8080", "ftp://tickets.example.com", "http://", "https://a?b=c",
            "https://a#b", "https://user:secret@a", "user:secret@a", "https://user:s@secret@a", "http://a:port",
            "http://a b",
        ])
    func address(url: String) throws {
        let error = #expect(throws: BoxOfficeError.self) { try BoxOffice(url, key: "sk_test_1") }
        #expect(error?.code == .invalidSetting)
        #expect(error?.message.contains("secret") == false)
    }

    @Test("the key is in nothing that is printed")
    func printed() throws {
        let boxOffice = try BoxOffice("https://tickets.example.com:8443/a/", key: "sk_live_secret")
        #expect("\(boxOffice)" == "BoxOffice(https://tickets.example.com:8443/a)")
        var dumped = String(reflecting: boxOffice)
        dump(["mine": boxOffice], to: &dumped)
        #expect(dumped.contains("tickets.example.com") && !dumped.contains("secret"))
    }

    @Test(
        "whether it may have been done is told by the error",
        arguments: [
            (429, true), (500, true), (503, true), (502, true), (400, false), (401, false), (404, false), (409, false),
            (410, false),
        ])
    func mayHaveBeenDone(status: Int, mayBe: Bool) async throws {
        let boxOffice = try BoxOffice.answering { _ in
            let headers: HTTPFields = [.retryAfter: "61"]
            return (
                HTTPResponse(status: .init(code: status), headerFields: headers),
                #"{"error": {"code": "SOME_CODE", "message": ""}}"#
            )
        }
        #expect(await error { try await boxOffice.placeOrder(Sample.checkout) }?.mayHaveBeenDone == mayBe)
    }

    @Test("an answer that is none, or none of this API, tells nothing of what was done")
    func nothingTold() async throws {
        let page = try BoxOffice.answering { _ in (HTTPResponse(status: .created), "<h1>Welcome</h1>") }
        #expect(await error { try await page.placeOrder(Sample.checkout) }?.mayHaveBeenDone == true)
        let silence = try BoxOffice.answering { _ in throw Unplugged() }
        #expect(await error { try await silence.openCart([Sample.wish]) }?.mayHaveBeenDone == true)
        let refused = #expect(throws: BoxOfficeError.self) { try BoxOffice("", key: "k") }
        #expect(refused?.mayHaveBeenDone == false)
    }

    @Test(
        "a key that cannot be one is refused, and not shown", arguments: ["", "sk test", "sk_\r\nHost: x", "schlüssel"])
    func key(key: String) throws {
        let error = try #require(
            #expect(throws: BoxOfficeError.self) { try BoxOffice("https://a", key: key) })
        #expect(error.code == .invalidSetting)
        #expect(key.isEmpty || !"\(error)".contains(key))
    }
}

private struct Unplugged: Error, CustomStringConvertible {
    let description = "the cable is out"
}
