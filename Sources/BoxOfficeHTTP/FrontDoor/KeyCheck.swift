import BoxOfficeDesk
import BoxOfficeDomain
import HTTPTypes
import Hummingbird

/// Asks every call of the API for its key, before path, method and body (contract, section 1), and lets no key ask for
/// more than its share.
struct KeyCheck {
    let desk: Desk
    let environment: SellingEnvironment
    /// Nil limits nothing.
    let limiter: RateLimiter?

    /// Everything below `/api` needs a key, also what is not there.
    static func isAsked(of request: Request) -> Bool {
        request.uri.path.isBelow("api")
    }

    /// Whose key it is.
    ///
    /// - Throws: ``Problem``.
    func partner(of request: Request, _ visit: inout Visit) async throws -> Partner {
        guard let secret = request.headers.value(.apiKey), let partner = try await partner(withKey: secret) else {
            throw Problem.unknownKey
        }
        visit.keyID = partner.keyID
        visit.allowance = limiter?.admit(partner.keyID, at: desk.now())
        if let allowance = visit.allowance, !allowance.isAdmitted {
            throw Problem.rateLimited(retryAfterSeconds: allowance.retryAfterSeconds)
        }
        try checkHeaders(of: request, from: partner)
        return partner
    }

    private func partner(withKey secret: String) async throws -> Partner? {
        // Mostly it was shown a moment ago, and nothing waits: then neither do we, which costs less.
        if let partner = desk.knownPartner(withKey: secret, in: environment) { return partner }
        return try await desk.partner(withKey: secret, in: environment)
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

    static let platforms = ["ios", "android", "web", "api"]
    private static let clientPlatforms = platforms + ["server"]
}
