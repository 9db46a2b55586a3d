package import BoxOfficeDesk
package import Hummingbird
package import Logging
import HummingbirdCore
import HummingbirdTLS
package import NIOSSL
package import ServiceLifecycle

/// The API: its routes, and the layers around them.
///
/// A request comes in through the ``FrontDoor``, and is handed to a route, whose context is the proof of the key's scope.
package struct API: Sendable {
    private let desk: Desk
    private let environment: SellingEnvironment
    private let limiter: RateLimiter?
    private let limits: ConnectionLimits
    private let readiness: Readiness
    private let logger: Logger

    /// - Parameter requestsPerSecond: that a key may make; nil limits nothing.
    package init(
        desk: Desk, environment: SellingEnvironment, requestsPerSecond: Int?, limits: ConnectionLimits = .init(),
        readiness: Readiness = .init(), logger: Logger
    ) {
        self.desk = desk
        self.environment = environment
        self.limiter = requestsPerSecond.map(RateLimiter.init)
        self.limits = limits
        self.readiness = readiness
        self.logger = logger
    }

    /// The server, ready to run.
    ///
    /// - Parameters:
    ///   - tls: the certificate and its key; nil is plain HTTP.
    ///   - services: what runs beside it, and stops after it.
    /// - Throws: an error of TLS where the certificate and the key do not fit.
    package func application(
        host: String, port: Int, tls: TLSConfiguration? = nil, services: [any Service] = []
    ) throws -> some ApplicationProtocol {
        let requests = RequestsUnderWay(max: limits.requestsMax)
        let http = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [
                    ConnectionGuard(limits: limits, logger: logger),
                    OverloadGuard(requests: requests, logger: logger),
                ], idleTimeout: limits.idle,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerBytesMax, maxHeaderListSize: limits.headerBytesMax,
                    maxHeaderFieldCount: limits.headersMax)))
        return Application(
            responder: responder(),
            server: try tls.map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port), serverName: "boxoffice",
                availableConnectionsDelegate: .maximum(limits.connectionsMax, logger: logger)),
            services: services,
            logger: logger)
    }

    private func responder() -> some HTTPResponder<APIContext> {
        let open = HealthRoutes(desk: desk, readiness: readiness).routes + ReferenceRoutes().routes
        let cache = BrowseCache(desk: desk)
        let browse = BrowseRoutes(desk: desk, cache: cache).routes + LegacyRoutes(desk: desk, cache: cache).routes
        let sell = CartRoutes(desk: desk).routes + OrderRoutes(desk: desk).routes
        let paths = KnownPaths(
            open.map { ($0.method, $0.template) } + browse.map { ($0.method, $0.template) }
                + sell.map { ($0.method, $0.template) })

        let router = Router(context: APIContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: FrontDoor(
                keys: KeyCheck(desk: desk, environment: environment, limiter: limiter),
                simulations: environment == .test ? SimulationDesk(knownPaths: paths) : nil,
                problems: ProblemAnswers(logger: logger, knownPaths: paths), legacy: LegacyHeaders(desk: desk),
                readiness: readiness, logger: logger))
        router.add(open)
        router.group(context: BrowseContext.self).add(browse)
        router.group(context: SellContext.self).add(sell)
        return router.buildResponder()
    }
}
