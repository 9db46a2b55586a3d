import ArgumentParser
import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeHTTP
import BoxOfficeStore
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

#if canImport(CMalloc)
    import CMalloc
#endif
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sell: answer partners' programs over HTTP until SIGTERM or SIGINT.",
        // All of the options in one line would be read by nobody.
        usage: "boxoffice serve [OPTIONS]",
        discussion: """
            Serves what 'boxoffice catalogue import' put on sale, and follows later imports within a second. Logs a \
            line a request on standard error. On SIGTERM it finishes what it was asked and stops; a second one stops \
            it without --drain. GET /health is 200 while it can sell, GET /ready while it also goes on to.
            """)

    @Option(
        help: ArgumentHelp(
            "\(DatabaseOption.help) (default: \(DatabaseLocation.byDefault) in the working directory; "
                + "--demo: \(DemoServer.databasePath)).", valueName: "FILE|URL"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "Connections to PostgreSQL that write, and as many that read (default: 4; docs/operating.md says when "
                + "more help).", valueName: "N"))
    var databaseConnections: Int?

    @Option(help: "The address to listen on (default: 127.0.0.1, this machine alone; 0.0.0.0 is every network).")
    var host: String?

    @Option(help: "The port to listen on (default: 8080).")
    var port: Int?

    @OptionGroup var environment: EnvironmentOption

    @Option(
        help: ArgumentHelp(
            "Requests a second that a key may make, with twice as many at once, or off (default: 100).",
            valueName: "N|off"))
    var rateLimit: RateLimit?

    @OptionGroup var tls: TLSOption

    @Option(
        help: ArgumentHelp(
            "Seconds for which, on SIGTERM, GET /ready is 503 while everything else is still answered, so that a load "
                + "balancer looks elsewhere first (default: 0).", valueName: "SECONDS"))
    var drain: Int?

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
        let rateLimit = try Setting.value(rateLimit, flag: "rate-limit", default: .byDefault)
        let tls = try tls.configuration()
        let drain = try Setting.value(drain, flag: "drain", default: 0)
        guard (0...600).contains(drain) else { throw ValidationError("--drain is \(drain); it must be 0 to 600.") }
        // The demo never touches a seller's database by way of the environment.
        let database = try DatabaseLocation(
            demo
                ? database ?? DemoServer.databasePath
                : Setting.value(database, flag: "database", default: DatabaseLocation.byDefault.description))
        let connections = try Setting.value(databaseConnections, flag: "database-connections", default: 4)
        guard (1...100).contains(connections) else {
            throw ValidationError("--database-connections is \(connections); it must be 1 to 100.")
        }
        // A reader of our output that goes away must not end sales.
        signal(SIGPIPE, SIG_IGN)
        #if canImport(CMalloc)
            // Answers of this size and more go back to the system when they are done with. Left to itself, the allocator
            // would raise the limit with the largest that it sees, and keep what it has.
            mallopt(M_MMAP_THRESHOLD, 256 << 10)
        #endif
        let limits = ConnectionLimits().within(openFilesMax: raisedOpenFilesMax())

        let logger = Assembly.logger()
        defer { LogPaper.shared.flush() }
        try await Assembly.withDesk(
            database: database, isMade: true, pool: .init(writers: connections, readers: connections)
        ) { desk in
            try await desk.shelf.refresh()
            if demo {
                // An address of IPv6 stands in brackets.
                let address = "\(tls == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(port)"
                let server = DemoServer(desk: desk, environment: environment, address: address, database: database)
                try await server.prepare()
            } else if desk.catalogue.version == 0 {
                logger.warning("nothing is on sale yet: run 'boxoffice catalogue import FILE' with the same --database")
            }
            let readiness = Readiness()
            let api = API(
                desk: desk, environment: environment, requestsPerSecond: rateLimit.requestsPerSecond, limits: limits,
                readiness: readiness, logger: logger)
            let application = try api.application(
                host: host, port: port, tls: tls,
                services: [
                    CatalogueFollower(desk: desk, logger: logger), ChangeFollower(desk: desk, logger: logger),
                    Sweeper(desk: desk, logger: logger),
                ])
            let run = ServerRun(application, readiness: readiness, drain: .seconds(drain), logger: logger)
            try await start(run, host: host, port: port)
        }
    }

    private func start(_ run: ServerRun, host: String, port: Int) async throws {
        do {
            try await run.untilStopped()
        } catch  where error is SocketAddressError || error is SocketAddressError.UnknownHost {
            throw CommandFailure("--host is '\(host)', which is no address of this machine; 127.0.0.1 always is.")
        } catch let error as IOError {
            throw CommandFailure(
                "Cannot listen on \(host):\(port): \(String(cString: strerror(error.errnoCode))). "
                    + "Choose another with --port or --host.")
        }
    }

    /// Every connection is a file to the system, and many systems start a program with 1,024 of them.
    private func raisedOpenFilesMax() -> Int {
        var limit = rlimit()
        guard getrlimit(Self.openFiles, &limit) == 0 else { return Self.openFilesAtLeast }
        limit.rlim_cur = limit.rlim_max
        // Where the system lets nobody raise it, what it was counts.
        if setrlimit(Self.openFiles, &limit) != 0 { _ = getrlimit(Self.openFiles, &limit) }
        return Int(clamping: limit.rlim_cur)
    }

    private static let openFilesAtLeast = 256
    #if canImport(Glibc)
        private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let openFiles = RLIMIT_NOFILE
    #endif
}
