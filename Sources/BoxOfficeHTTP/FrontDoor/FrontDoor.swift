import BoxOfficeDesk
import HTTPTypes
import Hummingbird
import Logging

/// What every call passes on its way in and out, in the contract's order: its name, its key, its key's share, what it
/// wants to be simulated; then its route; then its errors, the headers that every answer has, and its log line.
///
/// One layer rather than one for each: a layer costs a call more than most of what these do.
struct FrontDoor: RouterMiddleware {
    let keys: KeyCheck
    /// Nil on a live server, which pretends nothing.
    let simulations: SimulationDesk?
    let problems: ProblemAnswers
    let legacy: LegacyHeaders
    let readiness: Readiness
    let logger: Logger

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let name = RequestName(request.headers[.requestID]).text
        var visit = Visit()
        var response: Response
        do {
            response = try await answer(request, context, &visit, next)
        } catch {
            // Also of one that is only pretended.
            let code = (error as? Problem)?.code
            if code == .invalidAPIKey { visit.allowance = nil }
            if code == .rateLimitExceeded { visit.allowance = visit.allowance?.usedUp }
            response = try problems.answer(error, to: request, named: name)
        }
        // The router strips the body where it made HEAD of GET; an error's is stripped here.
        if request.method == .head { response = response.createHeadResponse() }
        // What has no body has no length either (RFC 9110, section 8.6).
        if response.status == .noContent || response.status == .notModified { response.headers[.contentLength] = nil }
        response.headers[.requestID] = name
        visit.allowance?.add(to: &response.headers)
        legacy.add(to: &response, of: request)
        // Whoever keeps a connection open finds another server by a new one.
        if readiness.isLeaving { response.headers[.connection] = "close" }
        log(request, context, response, visit, name, since: start)
        return response
    }

    private func answer(
        _ request: Request, _ context: APIContext, _ visit: inout Visit,
        _ next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard KeyCheck.isAsked(of: request) else { return try await next(request, context) }
        var context = context
        context.partner = try await keys.partner(of: request, &visit)
        if let simulations, request.headers.contains(.simulate) { try await simulations.simulate(request) }
        return try await next(request, context)
    }

    /// The line never holds a key, a contact or a barcode: only the route's template stands for the path.
    private func log(
        _ request: Request, _ context: APIContext, _ response: Response, _ visit: Visit, _ name: String,
        since start: ContinuousClock.Instant
    ) {
        let microseconds = (ContinuousClock.now - start).microsecondsRoundedDown
        // All in the message, as the metadata would be written: a dictionary of it, made and read for each line, costs
        // as much as all else that the front door does.
        logger.info(
            """
            request key.id=\(visit.keyID ?? "none") method=\(request.method.rawValue) microseconds=\(microseconds) \
            request.id=\(name) route=\(context.endpointPath ?? "unknown") status=\(response.status.code)
            """)
    }
}

extension Duration {
    fileprivate var microsecondsRoundedDown: Int64 {
        components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
    }
}

/// What is known of a call once its key was looked at, whether it succeeds or fails.
struct Visit {
    /// Whose key it was, for the log line.
    var keyID: String?
    /// What the key may still ask for, for the answer's headers; nil where nothing limits it.
    var allowance: Allowance?
}
