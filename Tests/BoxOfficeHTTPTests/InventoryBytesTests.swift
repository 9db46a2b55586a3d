import BoxOfficeWire
import Foundation
import Testing

/// An inventory is put together from pieces that no encoder writes; nobody may be able to tell.
@Suite("An inventory is the bytes that the encoder would write")
struct InventoryBytesTests {
    @Test(
        "whole and in pages, in every tier, with attributes, promotions, areas and extras",
        arguments: [
            "", "?providerCode=campaign-may", "?providerCode=members", "?limit=3", "?limit=3&offset=2",
            "?limit=1&offset=8",
            "?offset=100", "?limit=1000",
        ])
    func bytes(query: String) async throws {
        try await withWorld { world in
            let path = "/api/v3/events/123/occurrences/456/inventory-items\(query)"
            try await expectEncoded(world.acme.get(path))
            // With gaps at the beginning, in the middle, and in an area and an extra.
            _ = try await world.acme.cart(
                Line("Orchestra-B-1"), Line("Orchestra-A-102"), Line("dance-floor", quantity: 2),
                Line.extra("programme", quantity: 2))
            try await expectEncoded(world.acme.get(path))
        }
    }

    @Test("nothing free is an empty list, in a page or not")
    func empty() async throws {
        try await withWorld { world in
            for query in ["", "?limit=10"] {
                let reply = try await world.acme.get("/api/v3/events/123/occurrences/459/inventory-items\(query)")
                #expect(try reply.list(of: InventoryItemBody.self).data.isEmpty)
                try expectEncoded(reply)
            }
        }
    }

    @Test("names that JSON has to escape, and names of many letters")
    func escaped() async throws {
        try await withWorld { world in
            try await world.importCatalogue(replacing: [
                "name: Souvenir programme": #"name: "\"Souvenir\" \\ /programme/ ¿Qué? 日本 🎭""#,
                "name: Dance Floor": #"name: "Dance & <Floor> 'é'""#,
            ])
            let reply = try await world.acme.get("/api/v3/events/123/occurrences/456/inventory-items")
            try expectEncoded(reply)
            let names = try reply.list(of: InventoryItemBody.self).data.map(\.inventoryVariant.name)
            #expect(names.contains(#""Souvenir" \ /programme/ ¿Qué? 日本 🎭"#))
        }
    }

    private func expectEncoded(_ reply: Reply, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let encoded = try encoder.encode(reply.list(of: InventoryItemBody.self))
        #expect(String(decoding: encoded, as: UTF8.self) == reply.text, sourceLocation: sourceLocation)
    }
}
