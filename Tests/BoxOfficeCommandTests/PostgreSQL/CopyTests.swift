import BoxOfficeTestSupport
import BoxOfficeWire
import Foundation
import Testing

extension Commands {
    @Suite("Moving up to PostgreSQL", .enabled(if: Engine.isPostgreSQL), .timeLimit(.minutes(5)))
    struct Copy {
        private static let source = "boxoffice.sqlite"

        private func copy(_ here: Workplace, to target: PostgreSQLDatabase) async throws -> Finished {
            try await here.run("copy", "--from", Self.source, "--to", target.address)
        }

        @Test("everything is there, compared and audited, and is sold on from there; not while a server has it open")
        func moved() async throws {
            let target = try await PostgreSQLDatabase(isNew: true)
            try await Workplace.open(on: Self.source) { here in
                let (server, partner) = try await here.sell()
                let order = try await partner.order(["Stalls-A-1": 1, "pit": 3, "programme": 1])
                let held: CartBody = try await partner.hold(["Stalls-A-2": 1, "pit": 2]).data()

                let early = try await copy(here, to: target)
                #expect(early.status == 1)
                #expect(early.errors.contains("'boxoffice.sqlite' is in use: stop the server"))
                _ = try await server.stop()

                let copied = try await copy(here, to: target)
                #expect(copied.status == 0, "\(copied.errors)")
                #expect(copied.output.contains("is a sound copy of boxoffice.sqlite: 1 order with 5 tickets."))
                #expect(copied.errors.contains("same   tickets: 5, checksum "))

                let there = try await here.serve("--database", target.address).partner(partner.key)
                #expect(try await there.get("/api/v3/orders/\(order.id)").data() == order)
                #expect(try await there.get("/api/v3/carts/\(held.id)").data() == held)
                #expect(try await there.hold(["pit": 16]).code == "INVENTORY_EXHAUSTED")
                #expect(try await there.buy(held).status == 201)
                _ = try await there.order(["pit": 15])
                #expect(try await here.run("audit", "--database", target.address).status == 0)

                let again = try await copy(here, to: target)
                #expect(again.status == 1)
                #expect(again.errors.contains("The target holds something already. Name an empty database"))
            }
        }

        /// What a copy runs into at its tickets, when it has copied nearly everything.
        private let obstacle = """
            CREATE FUNCTION refuse() RETURNS trigger AS 'BEGIN RAISE disk_full; END' LANGUAGE plpgsql;
            CREATE TRIGGER refuse BEFORE INSERT ON ticket EXECUTE FUNCTION refuse()
            """

        @Test(
            "what was interrupted goes on, or begins anew where something was sold since; nobody sells from it before",
            arguments: [false, true])
        func interrupted(isSoldFromMeanwhile: Bool) async throws {
            let target = try await PostgreSQLDatabase(isNew: true)
            try await Workplace.open(on: Self.source) { here in
                let (server, partner) = try await here.sell()
                _ = try await partner.order(["Stalls-A-1": 1])
                _ = try await server.stop()
                #expect(try await here.run("migrate", "--database", target.address).status == 0)
                try target.run(obstacle)
                #expect(try await copy(here, to: target).status == 1)
                #expect(try target.run("SELECT COUNT(*) FROM orders")[0][0] == "1")
                let premature = try await here.run("audit", "--database", target.address)
                #expect(premature.status == 1)
                #expect(
                    premature.errors.contains("A copy into it is not finished: run the same 'boxoffice copy' again."))

                if isSoldFromMeanwhile {
                    let again = try await here.serve()
                    _ = try await again.partner(partner.key).order(["pit": 1])
                    _ = try await again.stop()
                }
                try target.run("DROP TRIGGER refuse ON ticket")
                let copied = try await copy(here, to: target)
                #expect(copied.status == 0, "\(copied.errors)")
                let orders = isSoldFromMeanwhile ? "2 orders with 2 tickets" : "1 order with 1 ticket"
                #expect(copied.output.contains(orders))
            }
        }

        @Test("a table or a column that copy does not know is found by this")
        func whole() async throws {
            let target = try await PostgreSQLDatabase(isNew: true)
            try await Workplace.open(on: Self.source) { here in
                _ = try await here.openHouse()
                #expect(try await copy(here, to: target).status == 0)
                // Every column of every table was compared, so what copy does not name is what is not there.
                let tables = try target.run(
                    "SELECT COUNT(DISTINCT table_name), COUNT(*) FROM information_schema.columns "
                        + "WHERE table_schema = 'public' AND table_name <> 'schema_version'")
                #expect(tables[0] == ["15", "\(Self.columnsCopied)"])
            }
        }

        /// Of `StoredTable.all`. Who adds a column adds it there, and here.
        private static let columnsCopied = 91

        @Test("what is no file, and what is no address, is said to be none")
        func wrong() async throws {
            try await Workplace.open(on: Self.source) { here in
                let url = "postgres://db/sale"
                for (from, to, words) in [
                    (url, url, "--from is an address; it must be the file"),
                    ("a.sqlite", "b.sqlite", "--to is 'b.sqlite'; it must be an address: postgres://"),
                    ("a.sqlite", url, "There is no database at 'a.sqlite'"),
                    ("a.sqlite", "mysql://db", "--to begins with 'mysql://'"),
                ] {
                    let refused = try await here.run("copy", "--from", from, "--to", to)
                    #expect(refused.status != 0)
                    #expect(refused.errors.contains(words), "\(refused.errors)")
                }
            }
        }
    }
}
