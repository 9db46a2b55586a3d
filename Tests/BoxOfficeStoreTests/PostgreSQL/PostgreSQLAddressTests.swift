import BoxOfficeTestSupport
import Testing

@testable import BoxOfficeStore

@Suite("Where a PostgreSQL is, and what is never told of it")
struct PostgreSQLAddressTests {
    @Test("an address is told from the name of a file by how it begins")
    func isAddress() {
        #expect(PostgreSQLAddress.isAddress("postgres://localhost/sale"))
        #expect(PostgreSQLAddress.isAddress("postgresql://"))
        #expect(!PostgreSQLAddress.isAddress("boxoffice.sqlite"))
        #expect(!PostgreSQLAddress.isAddress("postgres"))
        #expect(!PostgreSQLAddress.isAddress("mysql://localhost/sale"))
    }

    @Test("what is told of one is everything but its password, and all of its hosts")
    func description() throws {
        #expect(
            try PostgreSQLAddress("postgres://ada:swordfish@db1:5433,db2:5434/sale?sslmode=require").description
                == "postgres://ada@db1,db2:5433,5434/sale")
        #expect(try PostgreSQLAddress("postgresql://db/sale?password=swordfish").description == "postgres://db/sale")
        #expect(try PostgreSQLAddress("postgres://ada:sw%40rd%2Ffish@db/sale").description == "postgres://ada@db/sale")
    }

    @Test(
        "one that cannot be read, or is read as nobody meant it, is refused without a word of it",
        arguments: [
            "postgres://ada:swordfish@db:port/sale", "postgres://ada:sword@fish@db/sale",
            "postgres://ada:sword/fish@db/sale", "postgres://ada:swordfish@[::1/sale",
            "postgres://ada:swordfish%zz@db/sale", "postgres://ada:swordfish@db/sale?swordfish=1",
            "postgres://ada:swordfish@db/sale?sslmode", "postgres://ada:sword%00fish@db/sale",
        ])
    func refused(address: String) throws {
        let failure = try #require(throws: StoreFailure.self) { try PostgreSQLAddress(address) }
        for text in [failure.cause, failure.debugDescription, "\(failure)"] {
            #expect(!text.contains("sword") && !text.contains("fish"), "\(text)")
        }
        #expect(failure.cause.contains("%XX"))
    }

    @Test("a password opens the database, and one that does not is in no error", .enabled(if: Engine.isPostgreSQL))
    func password() async throws {
        let database = try await TemporaryDatabase()
        _ = try await database.store()
        let server = try database.server
        try server.run("DROP ROLE IF EXISTS locked; CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'swordfish'")
        func store(_ password: String) async throws -> Store {
            let address = server.address.replacing("\(PostgreSQLServer.user)@", with: "locked:\(password)@")
            return try await Store(
                PostgreSQLDriver(
                    try PostgreSQLAddress(address), pool: .init(writers: 1, readers: 1), patience: .serving, clock: nil)
            )
        }
        try await store("swordfish").checkIsWritable()
        let failure = try await #require(throws: StoreFailure.self) { _ = try await store("marlin") }
        #expect(failure.code == .unavailable)
        #expect(failure.cause.contains("password authentication failed") && !failure.cause.contains("marlin"))
    }

    @Test("where nobody listens, that is said, with the address", .enabled(if: Engine.isPostgreSQL))
    func nobody() async throws {
        let relay = try Relay(to: 1)
        let address = try PostgreSQLAddress("postgres://ada:swordfish@127.0.0.1:\(relay.port)/sale")
        let failure = await #expect(throws: StoreFailure.self) {
            _ = try await Store(
                PostgreSQLDriver(address, pool: .init(writers: 1, readers: 1), patience: .serving, clock: nil))
        }
        #expect(failure?.code == .unavailable)
        #expect(failure?.cause.contains("postgres://ada@127.0.0.1:\(relay.port)/sale") == true)
        #expect(failure?.cause.contains("swordfish") == false)
    }
}
