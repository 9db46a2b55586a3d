import BoxOfficeWire
import FoundationEssentials
import NIOCore

/// Writes requests as partners' programs send them, with their key.
struct Requests: Sendable {
    let key: String

    func get(_ path: String) -> LoadRequest {
        LoadRequest(bytes: ByteBuffer(string: "GET \(path) HTTP/1.1\r\n\(headers)\r\n"), expected: 200)
    }

    /// Opens a cart with one ticket.
    func hold(_ item: CartCreateBody.Item, refusal: Int? = nil, note: Int = 0) throws -> LoadRequest {
        let body = try JSONEncoder().encode(CartCreateBody(items: [item]))
        return LoadRequest(
            bytes: post("/api/v3/carts", String(decoding: body, as: UTF8.self)), expected: 201, refusal: refusal,
            note: note)
    }

    /// Buys a cart of one ticket.
    ///
    /// - Parameter number: of the customer, who has an address of their own.
    func order(cart: Substring, number: Int) -> LoadRequest {
        let body = """
            {"cartId":"\(cart)","expectedTotal":{"amount":\(House.priceMinorUnits),"currency":"GBP"},\
            "contact":{"name":"Ada Lovelace","email":"customer\(number)@example.com"}}
            """
        return LoadRequest(bytes: post("/api/v3/orders", body), call: 1, expected: 201)
    }

    private func post(_ path: String, _ body: String) -> ByteBuffer {
        ByteBuffer(
            string: """
                POST \(path) HTTP/1.1\r\n\(headers)Content-Type: application/json\r\n\
                Content-Length: \(body.utf8.count)\r\n\r\n\(body)
                """)
    }

    private var headers: String {
        "Host: 127.0.0.1\r\nUser-Agent: boxoffice-bench\r\nX-TT-API-Key: \(key)\r\n"
    }
}

extension House {
    /// Holds of one ticket each, of so many seats of an occurrence.
    func holds(_ seats: Range<Int>, occurrence: Int, _ requests: Requests, refusal: Int? = nil) throws -> [LoadRequest]
    {
        try seats.map { try requests.hold(wish(seatID($0), occurrence: occurrence), refusal: refusal, note: $0) }
    }
}

/// What the connections of a load do.
enum Scripts {
    /// The same again and again.
    static func again(_ request: LoadRequest) -> @Sendable () -> LoadScript {
        { { _ in request } }
    }

    /// Each once.
    static func each(_ requests: [LoadRequest]) -> @Sendable () -> LoadScript {
        {
            var rest = requests[...]
            return { _ in rest.popFirst() }
        }
    }

    /// Round and round.
    static func around(_ requests: [LoadRequest]) -> @Sendable () -> LoadScript {
        {
            var index = -1
            return { _ in
                index = (index + 1) % requests.count
                return requests[index]
            }
        }
    }

    /// Each hold once, and what was held is bought: by calls 0 and 1.
    static func sales(_ holds: [LoadRequest], _ requests: Requests) -> @Sendable () -> LoadScript {
        {
            var rest = holds[...]
            var customers = 0
            return { last in
                guard let last, last.request.call == 0, last.answer.status == last.request.expected,
                    let cart = last.answer.location?.split(separator: "/").last
                else { return rest.popFirst() }
                customers += 1
                return requests.order(cart: cart, number: customers)
            }
        }
    }
}
