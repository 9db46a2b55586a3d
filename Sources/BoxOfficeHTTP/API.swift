package import BoxOfficeDesk
package import Hummingbird
package import Logging
import NIOCore
package import ServiceLifecycle

/// The API: its routes, and the layers around them.
///
/// A request comes in through ``NamingMiddleware`` (its name, its log line), ``ProblemMiddleware`` (its errors) and
/// ``KeyMiddleware`` (whose key it is), and is handed to a route, whose context is the proof of the key's scope.
package struct API: Sendable {
    private let desk: Desk
    private let environment: SellingEnvironment
    private let logger: Logger

    /// A connection on which nothing came for so long is closed, also in the middle of a request: else a client that
    /// went away in one would keep a server from ever stopping.
    private static let idleTimeout = TimeAmount.seconds(60)

    package init(desk: Desk, environment: SellingEnvironment, logger: Logger) {
        self.desk = desk
        self.environment = environment
        self.logger = logger
    }

    /// The server, ready to run.
    ///
    /// - Parameter services: what runs beside it, and stops after it.
    package func application(
        host: String, port: Int, services: [any Service] = []
    ) -> some ApplicationProtocol {
        Application(
            responder: responder(),
            server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: "boxoffice"),
            services: services,
            logger: logger)
    }

    private func responder() -> some HTTPResponder<APIContext> {
        let open = HealthRoutes(desk: desk).routes
        let browse = BrowseRoutes(desk: desk).routes + LegacyRoutes(desk: desk).routes
        let sell = CartRoutes(desk: desk).routes + OrderRoutes(desk: desk).routes
        let paths = KnownPaths(
            open.map { ($0.method, $0.template) } + browse.map { ($0.method, $0.template) }
                + sell.map { ($0.method, $0.template) })

        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: NamingMiddleware(logger: logger))
        router.add(middleware: LegacyHeaders(desk: desk))
        router.add(middleware: ProblemMiddleware(logger: logger, knownPaths: paths))
        router.add(middleware: KeyMiddleware(desk: desk, environment: environment))
        router.add(open)
        router.group(context: BrowseContext.self).add(browse)
        router.group(context: SellContext.self).add(sell)
        return router.buildResponder()
    }
}
