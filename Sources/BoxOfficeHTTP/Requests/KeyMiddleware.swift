import BoxOfficeDesk
import BoxOfficeDomain
import HTTPTypes
import Hummingbird

/// Asks every call of the API for its key, before path, method and body (contract, section 1).
struct KeyMiddleware: RouterMiddleware {
    let desk: Desk
    let environment: SellingEnvironment

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.split(separator: "/").first == "api" else {
            return try await next(request, context)
        }
        guard let secret = request.headers[.apiKey],
            let partner = try await desk.partner(withKey: secret, in: environment)
        else { throw Problem.unknownKey }
        context.keyID.value = partner.keyID
        try checkHeaders(of: request, from: partner)
        var context = context
        context.partner = partner
        return try await next(request, context)
    }

    private func checkHeaders(of request: Request, from partner: Partner) throws {
        if let retailer = request.headers[.retailer], retailer != partner.retailer.id.text {
            throw Problem(
                code: .insufficientPermissions,
                message: "X-TT-Retailer is \(retailer.quoted), which is not the retailer of this key.",
                param: "X-TT-Retailer")
        }
        for (name, values) in [(HTTPField.Name.platform, Self.platforms), (.clientPlatform, Self.clientPlatforms)] {
            if let platform = request.headers[name], !values.contains(platform) {
                throw Problem.invalid(
                    name.rawName,
                    "\(name.rawName) is \(platform.quoted); it must be one of \(values.joined(separator: ", ")).")
            }
        }
    }

    private static let platforms = ["ios", "android", "web", "api"]
    private static let clientPlatforms = platforms + ["server"]
}
