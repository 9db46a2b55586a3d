import BoxOfficeTestSupport
import BoxOfficeWire
import Crypto
import Foundation
import Testing

extension Commands {
    @Suite("Keys let partners' programs in, and out", .timeLimit(.minutes(1)))
    struct Keys {
        @Test(
            "what is printed is the key and nothing else",
            arguments: [
                ([], "sk_test_"), (["--environment", "test"], "sk_test_"), (["--environment", "live"], "sk_live_"),
            ])
        func output(environment: [String], prefix: String) async throws {
            try await Workplace.open { here in
                _ = try await here.openHouse()
                let made = try await here.start(["keys", "create", "--retailer", "acme"] + environment).finished()
                #expect(made.status == 0)
                #expect(made.errors == "")
                #expect(made.output.hasPrefix(prefix) && made.output.hasSuffix("\n"))
                let secret = made.output.dropFirst(prefix.count).dropLast()
                #expect(secret.count == 40)
                #expect(secret.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) })
            }
        }

        @Test("a key for a retailer that there is not names those that there are")
        func unknownRetailer() async throws {
            try await Workplace.open { here in
                _ = try await here.openHouse()
                let refused = try await here.run("keys", "create", "--retailer", "acne")
                #expect(refused.status != 0)
                #expect(refused.output == "")
                #expect(refused.errors.contains("no retailer 'acne'. It has: acme, corner."))
            }
        }

        @Test("where there is no database, no command that only looks makes one", .enabled(if: Engine.isSQLite))
        func noDatabase() async throws {
            try await Workplace.open { here in
                for command in [["keys", "create", "--retailer", "acme"], ["keys", "list"], ["audit"]] {
                    let refused = try await here.start(command).finished()
                    #expect(refused.status != 0)
                    #expect(refused.output == "")
                    #expect(refused.errors.contains("There is no database at 'boxoffice.sqlite'"))
                }
                #expect(try here.files == [])
            }
        }

        @Test("a key works at once on a server that runs, even when its retailer is as new as it is")
        func atOnce() async throws {
            try await Workplace.open { here in
                let server = try await here.serve()
                let first = try await here.openHouse()
                #expect(try await server.partner(first).get("/api/v3/events").status == 200)
                let second = try await here.key("--retailer", House.otherRetailer)
                #expect(try await server.partner(second).events().map(\.id) == ["124"])
            }
        }

        @Test("a key does what its scopes say")
        func scopes() async throws {
            try await Workplace.open { here in
                let server = try await here.sell().server
                let looking = server.partner(try await here.key("--retailer", "acme", "--scopes", "browse"))
                #expect(try await looking.get("/api/v3/events").status == 200)
                #expect(try await looking.hold(["pit": 1]).code == "INSUFFICIENT_PERMISSIONS")
                let selling = server.partner(try await here.key("--retailer", "acme", "--scopes", "sell"))
                #expect(try await selling.get("/api/v3/events").code == "INSUFFICIENT_PERMISSIONS")
                #expect(try await selling.get("/api/v3/orders").status == 200)
                let both = server.partner(try await here.key("--retailer", "acme", "--scopes", "browse,sell"))
                #expect(try await both.hold(["pit": 1]).status == 201)

                let refused = try await here.run("keys", "create", "--retailer", "acme", "--scopes", "sell,fly")
                #expect(refused.status != 0)
                #expect(refused.output == "")
                #expect(refused.errors.contains("browse, sell"))
            }
        }

        @Test("a key opens servers of its own environment alone")
        func environments() async throws {
            try await Workplace.open { here in
                let test = try await here.openHouse()
                let live = try await here.key("--retailer", "acme", "--environment", "live")
                let testServer = try await here.serve()
                let liveServer = try await here.serve("--environment", "live")
                #expect(try await testServer.partner(test).get("/api/v3/events").status == 200)
                #expect(try await liveServer.partner(live).get("/api/v3/events").status == 200)
                for refused in [testServer.partner(live), liveServer.partner(test), testServer.partner(nil)] {
                    let reply = try await refused.get("/api/v3/events")
                    #expect(reply.status == 401)
                    #expect(reply.code == "INVALID_API_KEY")
                }
            }
        }

        @Test("the list has a line a key: id, retailer, scopes, environment, when, and whether it is in force")
        func list() async throws {
            try await Workplace.open { here in
                let secret = try await here.openHouse()
                _ = try await here.key(
                    "--retailer", "corner", "--scopes", "browse", "--environment", "live")
                let keys = try await here.keys()
                #expect(
                    keys.map { Array($0.dropFirst().prefix(3)) } == [
                        ["acme", "browse,sell", "test"], ["corner", "browse", "live"],
                    ])
                #expect(keys.allSatisfy { $0[0].hasPrefix("key_") && Array($0.suffix(2)) == ["in", "force"] })
                let revoked = try await here.run("keys", "revoke", keys[0][0])
                #expect(revoked.status == 0)
                #expect(revoked.output == "")
                let after = try await here.keys()
                #expect(after[0].contains("revoked"))
                #expect(after[1] == keys[1])
                let listed = try await here.run("keys", "list")
                #expect(!listed.output.contains(secret.dropFirst("sk_test_".count)))
            }
        }

        @Test("a revoked key stops within a second on every server, and the others go on")
        func revoke() async throws {
            try await Workplace.open { here in
                let leaving = try await here.openHouse()
                let staying = try await here.key("--retailer", "acme")
                let id = try #require(try await here.keys().first?.first)
                let servers = [try await here.serve(), try await here.serve()]
                for server in servers {
                    #expect(try await server.partner(leaving).get("/api/v3/events").status == 200)
                }
                #expect(try await here.run("keys", "revoke", id).status == 0)
                for server in servers {
                    try await eventually("the revoked key is refused", within: .seconds(1)) {
                        try await server.partner(leaving).get("/api/v3/events").status == 401
                    }
                    #expect(try await server.partner(staying).get("/api/v3/events").status == 200)
                }
                let again = try await here.run("keys", "revoke", id)
                #expect(again.status != 0)
                #expect(again.errors.contains("No key in force has the id '\(id)'"))
            }
        }

        @Test("who revokes a key by the key itself is told what its id looks like")
        func revokeSecret() async throws {
            try await Workplace.open { here in
                let secret = try await here.openHouse()
                let refused = try await here.run("keys", "revoke", secret)
                #expect(refused.status != 0)
                #expect(refused.errors.contains("its id starts with key_"))
            }
        }

        @Test("of a key, only its hash is stored")
        func hash() async throws {
            try await Workplace.open { here in
                let secret = try await here.openHouse()
                let server = try await here.serve()
                _ = try await server.partner(secret).order(["pit": 1])
                let stored = try here.everythingKept()
                let hash = SHA256.hash(data: Data(secret.utf8)).map { String(format: "%02x", $0) }.joined()
                #expect(stored.range(of: Data(hash.utf8)) != nil)
                #expect(stored.range(of: Data(secret.dropFirst("sk_test_".count).utf8)) == nil)
            }
        }
    }
}

extension Workplace {
    /// The words of each line of `keys list`, without its head.
    fileprivate func keys() async throws -> [[String]] {
        let listed = try await run("keys", "list")
        try #require(listed.status == 0)
        return listed.output.split(separator: "\n").dropFirst().map { $0.split(separator: " ").map(String.init) }
    }
}
