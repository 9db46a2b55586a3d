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

    /// Everything below `/api` needs a key, also what is not there. Slashes count once, as the router reads them.
    static func isAsked(of request: Request) -> Bool {
        let path = request.uri.path.utf8.drop { $0 == UInt8(ascii: "/") }
        return path.prefix { $0 != UInt8(ascii: "/") }.elementsEqual("api".utf8)
    }

    /// Whose key it is.
    ///
    /// - Throws: ``Problem``.
    func partner(of request: Request, _ visit: inout Visit) async throws -> Partner {
        guard let secret = request.headers[.apiKey],
            let partner = try await desk.partner(withKey: secret, in: environment)
        else { throw Problem.unknownKey }
        visit.keyID = partner.keyID
        visit.allowance = limiter?.admit(partner.keyID, at: desk.now())
        if let allowance = visit.allowance, !allowance.isAdmitted {
            throw Problem.rateLimited(retryAfterSeconds: allowance.retryAfterSeconds)
        }
        try checkHeaders(of: request, from: partner)
        return partner
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
