import BoxOfficeClient
import HTTPTypes
import Synchronization
import Testing

@Suite("Calls are spelled as the contract spells them", .timeLimit(.minutes(1)))
struct RequestTests {
    @Test("every call goes to its path, with its key")
    func paths() async throws {
        let targets = Mutex<[String]>([])
        let boxOffice = try BoxOffice.answering { request in
            targets.withLock { $0.append("\(request.method) \(request.path ?? "")") }
            let key = try #require(HTTPField.Name("X-TT-API-Key"))
            #expect(request.headerFields[key] == "sk_test_1")
            #expect(request.authority == "tickets.example.com")
            return (HTTPResponse(status: .ok), #"{"data": []}"#)
        }
        _ = try await boxOffice.events(locationID: "new york").all()
        _ = try await boxOffice.events().inPages(of: 7).all()
        _ = try await boxOffice.occurrences(of: "1", quantity: 2, startDate: "2090-05-05", endDate: "2090-05-06").all()
        _ = try await boxOffice.occurrences(of: "1").page(limit: 5, offset: 10)
        _ = try await boxOffice.inventoryItems(of: "2", of: "1", providerCode: "a&b=c").all()
        _ = try await boxOffice.orders(
            email: "a+b@example.com", confirmationNumber: "X", occurrenceID: "2", createdFrom: "2090-05-05",
            createdTo: "2090-05-06"
        ).all()
        _ = try await boxOffice.legacyAvailability(
            of: "1", quantity: 2, fromDate: "2090-05-05", toDate: "2090-05-06")
        _ = await error { try await boxOffice.event("1/../2") }
        _ = await error { try await boxOffice.occurrence("2", of: "1") }
        _ = await error { try await boxOffice.openCart([Sample.wish]) }
        _ = await error { try await boxOffice.cart("c") }
        _ = try await boxOffice.releaseCart("c")
        _ = await error { try await boxOffice.placeOrder(Sample.checkout) }
        _ = await error { try await boxOffice.order("ö") }
        #expect(
            targets.withLock { $0 } == [
                "GET /api/v3/events?locationId=new%20york",
                "GET /api/v3/events?limit=7",
                "GET /api/v3/events/1/occurrences?quantity=2&startDate=2090-05-05&endDate=2090-05-06",
                "GET /api/v3/events/1/occurrences?limit=5&offset=10",
                "GET /api/v3/events/1/occurrences/2/inventory-items?providerCode=a%26b%3Dc",
                "GET /api/v3/orders?email=a%2Bb%40example.com&confirmationNumber=X&occurrenceId=2"
                    + "&createdFrom=2090-05-05&createdTo=2090-05-06",
                "GET /api/v4/availability/products/1/quantity/2/from/2090-05-05/to/2090-05-06",
                "GET /api/v3/events/1%2F..%2F2",
                "GET /api/v3/events/1/occurrences/2",
                "POST /api/v3/carts",
                "GET /api/v3/carts/c",
                "DELETE /api/v3/carts/c",
                "POST /api/v3/orders",
                "GET /api/v3/orders/%C3%B6",
            ])
    }

    @Test("what is set goes along, and only then")
    func settings() async throws {
        try await ScriptedServer.run(.json(Sample.event), .json(Sample.event)) { server in
            var boxOffice = try BoxOffice.at(server)
            _ = try await boxOffice.event("123")
            boxOffice.language = "fr-FR"
            boxOffice.simulation = "latency=1"
            _ = try await boxOffice.event("123")
            #expect(server.requests[0].headers["x-simulate"] == nil)
            #expect(server.requests[0].headers["accept-language"] == nil)
            #expect(server.requests[0].headers["content-type"] == nil)
            #expect(server.requests[1].headers["x-simulate"] == "latency=1")
            #expect(server.requests[1].headers["accept-language"] == "fr-FR")
            #expect(server.requests[1].headers["x-tt-api-key"] == "sk_test_1")
        }
    }

    @Test(
        "a server behind a gateway is found by its prefix",
        arguments: [("", ""), ("/", ""), ("/tickets", "/tickets"), ("/a/b/", "/a/b")])
    func prefix(path: String, prefix: String) async throws {
        try await ScriptedServer.run(.json(Sample.event)) { server in
            _ = try await BoxOffice(server.address + path, key: "k").event("123")
            #expect(server.requests.map(\.target) == ["\(prefix)/api/v3/events/123"])
        }
    }

    @Test("a redirect is not followed: the key is for one server")
    func redirect() async throws {
        try await ScriptedServer.run { other in
            let there = Act.answer([Act.response(302, "", ["Location": other.address + "/api/v3/events/123"])])
            try await ScriptedServer.run(there) { server in
                let boxOffice = try BoxOffice.at(server)
                #expect(await error { try await boxOffice.event("123") }?.status == 302)
            }
            #expect(other.requests.isEmpty)
        }
    }

    @Test("an answer in many pieces is one answer")
    func pieces() async throws {
        let pieces = Act.response(200, Sample.event).map(String.init)
        try await ScriptedServer.run(.answer(pieces)) { server in
            let event = try await BoxOffice.at(server).event("123")
            #expect(event.name == "Hamlet")
        }
    }

    @Test("an answer that comes twice is not taken for the next call's")
    func twice() async throws {
        let hamlet = Act.response(200, Sample.event)
        let other = Sample.event.replacing("Hamlet", with: "Macbeth")
        try await ScriptedServer.run(.answer([hamlet + hamlet]), .json(other)) { server in
            let boxOffice = try BoxOffice.at(server)
            #expect(try await boxOffice.event("123").name == "Hamlet")
            // The connection is spoiled: either it is not used again, or the call says that it had no answer.
            let second = try? await boxOffice.event("124").name
            let third = second == nil ? try await boxOffice.event("124").name : second
            #expect(third == "Macbeth")
        }
    }
}
