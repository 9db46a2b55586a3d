import BoxOfficeWire
import Foundation
import HTTPTypes
import NIOCore
import Testing

/// Contract, section 2, "Caching" and "Freshness".
@Suite("What is on sale may be kept, and asked about again")
struct CachingTests {
    private static let paths = [
        "/api/v3/events", "/api/v3/events/123", "/api/v3/events/123/occurrences", "/api/v3/events/123/occurrences/456",
        "/api/v3/events/123/occurrences/456/inventory-items", KeyTests.legacy,
    ]

    @Test("an answer is named, and its name is enough the next time", arguments: paths)
    func notModified(path: String) async throws {
        try await withWorld { world in
            let first = try await world.acme.get(path)
            let tag = try #require(first.header("ETag"))
            #expect(tag.wholeMatch(of: #/"[!#-~]+"/#) != nil, "a strong tag")
            #expect(first.header("Cache-Control") == "private, no-cache")
            #expect(first.header("Vary") == "Accept-Encoding")
            for known in [tag, "W/\(tag)", "\"other\", \(tag)", "\"other\",\(tag)", "*"] {
                let again = try await world.acme.get(path, ["If-None-Match": known])
                #expect(again.status == 304, "\(known)")
                #expect(again.text.isEmpty)
                #expect(again.header("ETag") == tag)
                #expect(again.header("Cache-Control") == "private, no-cache")
                #expect(again.header("Vary") == "Accept-Encoding")
                #expect(again.header("Content-Type") == nil)
                #expect(again.header("Content-Length") == nil)
                #expect(again.header("X-Request-ID") != nil)
            }
            for unknown in ["\"other\"", String(tag.dropLast(2)) + "\"", tag.replacing("\"", with: "")] {
                #expect(try await world.acme.get(path, ["If-None-Match": unknown]).status == 200, "\(unknown)")
            }
        }
    }

    @Test("another partner's answer of the same bytes has the same name; a sale makes another")
    func tags() async throws {
        try await withWorld { world in
            let path = "/api/v3/events/123/occurrences/456/inventory-items"
            let tag = try await world.acme.get(path).header("ETag")
            #expect(try await world.corner.get(path).header("ETag") == tag)
            let cart = try await world.acme.cart(Line("Orchestra-A-101"))
            let held = try await world.acme.get(path, ["If-None-Match": tag ?? ""])
            #expect(held.status == 200)
            #expect(held.header("ETag") != tag)
            _ = try await world.acme.delete("/api/v3/carts/\(cart.id)")
            #expect(try await world.acme.get(path, ["If-None-Match": tag ?? ""]).status == 304)
        }
    }

    @Test("a packed answer is the same answer, under a name of its own", arguments: paths)
    func gzip(path: String) async throws {
        try await withWorld { world in
            let plain = try await world.acme.get(path)
            for header in ["gzip", "GZIP", "br, gzip;q=0.5", "*", "identity;q=0.5, gzip", "deflate;q=0.9,gzip ; q=0.8"]
            {
                let packed = try await world.acme.get(path, ["Accept-Encoding": header])
                #expect(packed.header("Content-Encoding") == "gzip", "\(header)")
                #expect(packed.header("Content-Length") == "\(packed.bytes.readableBytes)")
                #expect(packed.header("Vary") == "Accept-Encoding")
                #expect(try packed.unpacked() == plain.text)
                let tag = try #require(packed.header("ETag"))
                #expect(tag != plain.header("ETag"))
                let again = try await world.acme.get(path, ["Accept-Encoding": header, "If-None-Match": tag])
                #expect(again.status == 304)
                // The same name does not stand for the plain bytes.
                #expect(try await world.acme.get(path, ["If-None-Match": tag]).status == 200)
            }
            for header in ["", "identity", "gzip;q=0", "br", "*;q=0", "gzip;q=0, *", "identity, gzip;q=0.1"] {
                let reply = try await world.acme.get(path, ["Accept-Encoding": header])
                #expect(reply.header("Content-Encoding") == nil, "\(header)")
                #expect(reply.text == plain.text)
            }
        }
    }

    @Test("a HEAD has the name as well")
    func head() async throws {
        try await withWorld { world in
            let path = "/api/v3/events/123/occurrences"
            let get = try await world.acme.get(path)
            let head = try await world.acme.send(.head, path)
            #expect(head.status == 200)
            #expect(head.text.isEmpty)
            for name in ["ETag", "Content-Length", "Content-Type", "Vary"] {
                #expect(head.header(name) == get.header(name))
            }
        }
    }

    @Test("carts, orders and errors are kept by nobody, and never packed")
    func neverKept() async throws {
        try await withWorld { world in
            let cart = try await world.acme.cart(Line("dance-floor"))
            let order = try await world.acme.order(cart)
            for path in ["/api/v3/orders", "/api/v3/orders/\(order.id)", "/api/v3/carts/x", "/nothing", "/health"] {
                let reply = try await world.acme.get(path, ["Accept-Encoding": "gzip", "If-None-Match": "*"])
                #expect(reply.status != 304)
                #expect(reply.header("Cache-Control") == "no-store")
                #expect(reply.header("ETag") == nil)
                #expect(reply.header("Content-Encoding") == nil)
            }
        }
    }
}
