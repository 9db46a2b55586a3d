import ArgumentParser
import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeHTTP
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sell: answer partners' programs over HTTP until SIGTERM or SIGINT.",
        discussion: """
            Serves what 'boxoffice catalogue import' put on sale, and follows later imports within a second. Logs a \
            line a request on standard error. On SIGTERM it finishes what it was asked and stops. GET /health is 200 \
            while it can sell.
            """)

    @Option(
        help: ArgumentHelp(
            "The database file (default: \(DatabaseOption.defaultPath) in the working directory; with --demo "
                + "\(DemoServer.databasePath)).", valueName: "FILE"))
    var database: String?

    @Option(help: "The address to listen on (default: 127.0.0.1, this machine alone; 0.0.0.0 is every network).")
    var host: String?

    @Option(help: "The port to listen on (default: 8080).")
    var port: Int?

    @OptionGroup var environment: EnvironmentOption

    @Option(
        help: ArgumentHelp(
            "Requests a second that a key may make, or off (default: 100). Read, but not in force yet.",
            valueName: "N|off"))
    var rateLimit: RateLimit?

    @Flag(
        help: """
            Sell a house of the demo's own, from a database of its own: imports it, makes a key and prints it with \
            four lines of curl that go through a purchase.
            """)
    var demo = false

    func run() async throws {
        let host = try Setting.value(host, flag: "host", default: "127.0.0.1")
        let port = try Setting.value(port, flag: "port", default: 8080)
        guard (1...65_535).contains(port) else { throw ValidationError("--port is \(port); it must be 1 to 65535.") }
        let environment = try environment.value()
        _ = try Setting.value(rateLimit, flag: "rate-limit", default: .byDefault)
        // The demo never touches a seller's database by way of the environment.
        let path =
            demo
            ? database ?? DemoServer.databasePath
            : try Setting.value(database, flag: "database", default: DatabaseOption.defaultPath)
        // A reader of our output that goes away must not end sales.
        signal(SIGPIPE, SIG_IGN)

        let logger = Assembly.logger()
        let desk = try await Assembly.desk(database: path, isMade: true)
        try await desk.shelf.refresh()
        if demo {
            // An address of IPv6 stands in brackets.
            let address = "http://\(host.contains(":") ? "[\(host)]" : host):\(port)"
            let server = DemoServer(desk: desk, environment: environment, address: address, path: path)
            try await server.prepare()
        } else if desk.catalogue.version == 0 {
            logger.warning("nothing is on sale yet: run 'boxoffice catalogue import FILE' with the same --database")
        }
        try await serve(desk, environment: environment, host: host, port: port, logger: logger)
    }

    private func serve(
        _ desk: Desk, environment: SellingEnvironment, host: String, port: Int, logger: Logger
    ) async throws {
        let application = API(desk: desk, environment: environment, logger: logger).application(
            host: host, port: port,
            services: [CatalogueFollower(desk: desk, logger: logger), Sweeper(desk: desk, logger: logger)])
        do {
            try await application.runService()
        } catch let error as IOError {
            throw CommandFailure(
                "Cannot listen on \(host):\(port): \(String(cString: strerror(error.errnoCode))). "
                    + "Choose another with --port or --host.")
        }
    }
}
