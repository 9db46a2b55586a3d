import BoxOfficeClient
import HTTPTypes
import Synchronization
import Testing

@Suite("Lists are fetched as they are read")
struct PagingTests {
    /// A server with so many events, which counts how often it was asked.
    private final class Shelf: Sendable {
        let count: Int
        let total: Int
        private let asked = Mutex(0)

        init(_ count: Int, claiming total: Int? = nil) {
            self.count = count
            self.total = total ?? count
        }

        var calls: Int { asked.withLock { $0 } }

        var boxOffice: BoxOffice {
            get throws { try BoxOffice.answering { self.answer(to: $0.path ?? "") } }
        }

        func answer(to path: String) -> (HTTPResponse, String) {
            asked.withLock { $0 += 1 }
            let (limit, offset) = (number("limit", in: path) ?? 50, number("offset", in: path) ?? 0)
            let events = (0..<count).dropFirst(offset).prefix(limit).map {
                Sample.eventBody.replacing("\"123\"", with: "\"\($0)\"")
            }
            let body = """
                {"data": [\(events.joined(separator: ","))],
                 "pagination": {"limit": \(limit), "offset": \(offset), "total": \(total)}}
                """
            return (HTTPResponse(status: .ok), body)
        }

        private func number(_ name: String, in path: String) -> Int? {
            path.split { "?&".contains($0) }.first { $0.hasPrefix(name + "=") }.flatMap {
                Int($0.dropFirst(name.count + 1))
            }
        }
    }

    @Test(
        "all of them, each once and in order, with no call too many",
        arguments: [(0, 10, 1), (1, 10, 1), (10, 10, 1), (11, 10, 2), (4321, 1000, 5), (4321, 100, 44), (120, nil, 3)])
    func all(count: Int, pageSize: Int?, calls: Int) async throws {
        let shelf = Shelf(count)
        let events = try shelf.boxOffice.events()
        let read = try await (pageSize.map { events.inPages(of: $0) } ?? events).all()
        #expect(read.map(\.id) == (0..<count).map(String.init))
        #expect(shelf.calls == calls)
    }

    @Test("who stops reading stops fetching")
    func lazily() async throws {
        let shelf = Shelf(4321)
        for try await event in try shelf.boxOffice.events().inPages(of: 10) where event.id == "14" { break }
        #expect(shelf.calls == 2)
    }

    @Test("entries that are gone meanwhile end the list, whatever its total says", arguments: [100, 1_000_000])
    func lyingTotal(total: Int) async throws {
        let shelf = Shelf(25, claiming: total)
        #expect(try await shelf.boxOffice.events().inPages(of: 10).all().count == 25)
        #expect(shelf.calls == 4)
    }

    @Test("one page with its place")
    func page() async throws {
        let page = try await Shelf(4321).boxOffice.events().page(limit: 3, offset: 4000)
        #expect(page.data.map(\.id) == ["4000", "4001", "4002"])
        #expect(page.pagination == PaginationBody(limit: 3, offset: 4000, total: 4321))
    }

    @Test("a list that comes whole is not asked for again")
    func whole() async throws {
        let boxOffice = try BoxOffice.answering { request in
            #expect(request.path == "/api/v3/events/1/occurrences")
            return (
                HTTPResponse(status: .ok),
                #"{"data": [{"id": "2", "startsAt": "2090-05-05T19:30:00+01:00", "endsAt": null, "fromPrice": null}]}"#
            )
        }
        #expect(try await boxOffice.occurrences(of: "1").all().map(\.id) == ["2"])
    }

    @Test("a page that fails ends the reading with its error")
    func failing() async throws {
        let shelf = Shelf(30)
        let failing = try BoxOffice.answering { request in
            request.path?.contains("offset=20") == true
                ? (HTTPResponse(status: .unauthorized), #"{"error": {"code": "INVALID_API_KEY"}}"#)
                : shelf.answer(to: request.path ?? "")
        }
        var read = 0
        do {
            for try await _ in failing.events().inPages(of: 10) { read += 1 }
            Issue.record("nothing was thrown")
        } catch let error as BoxOfficeError {
            #expect(error.code == .invalidAPIKey)
        }
        #expect(read == 20)
    }
}
