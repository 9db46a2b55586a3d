import BoxOfficeDesk
import BoxOfficeDomain
import HTTPTypes
import Hummingbird

/// Asks every call of the API for its key, before path, method and body (contract, section 1), and lets no key ask for
/// more than its share.
struct KeyMiddleware: RouterMiddleware {
    let desk: Desk
    let environment: SellingEnvironment
    /// Nil limits nothing.
    let limiter: RateLimiter?

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.split(separator: "/").first == "api" else {
            return try await next(request, context)
        }
        guard let secret = request.headers[.apiKey],
            let partner = try await desk.partner(withKey: secret, in: environment)
        else { throw Problem.unknownKey }
        context.notes.keyID = partner.keyID
        try limit(partner, context)
        try checkHeaders(of: request, from: partner)
        var context = context
        context.partner = partner
        return try await next(request, context)
    }

    private func limit(_ partner: Partner, _ context: APIContext) throws {
        guard let allowance = limiter?.admit(partner.keyID, at: desk.now()) else { return }
        context.notes.allowance = allowance
        if !allowance.isAdmitted { throw Problem.rateLimited(retryAfterSeconds: allowance.retryAfterSeconds) }
    }

    private func checkHeaders(of request: Request, from partner: Partner) throws {
        if let retailer = request.headers[.retailer], retailer != partner.retailer.id.text {
            throw Problem(
                .insufficientPermissions, .foreignRetailer, ["found": retailer.quoted],
                param: HTTPField.Name.retailer.rawName)
        }
        for (name, values) in [(HTTPField.Name.platform, Self.platforms), (.clientPlatform, Self.clientPlatforms)] {
            if let platform = request.headers[name], !values.contains(platform) {
                throw Problem.invalid(
                    name.rawName, .notOneOf,
                    ["found": platform.quoted, "allowed": values.joined(separator: ", ")])
            }
        }
    }

    private static let platforms = ["ios", "android", "web", "api"]
    private static let clientPlatforms = platforms + ["server"]
}

/// Pretends on a test server what a call asks for in `X-Simulate` (contract, section 9). A live one has no such layer.
struct SimulationMiddleware: RouterMiddleware {
    let knownPaths: KnownPaths

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard context.partner != nil, let wish = request.headers[.simulate] else {
            return try await next(request, context)
        }
        switch try Simulation(wish, of: request, paths: knownPaths) {
        case .problem(let problem): throw problem
        case .latency(let duration):
            try await Task.sleep(for: duration)
            return try await next(request, context)
        }
    }
}
