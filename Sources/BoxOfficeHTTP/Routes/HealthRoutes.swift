import BoxOfficeDesk
import BoxOfficeDomain
import HTTPTypes
import Hummingbird

/// | method | path | key |
/// | --- | --- | --- |
/// | GET | /health | none |
/// | GET | /ready | none |
struct HealthRoutes {
    let desk: Desk
    let readiness: Readiness

    var routes: [Route<APIContext>] {
        [Route(.get, "/health", health), Route(.get, "/ready", ready)]
    }

    /// 200 when it can sell and goes on to: a load balancer sends calls elsewhere otherwise.
    @Sendable private func ready(_ request: Request, _ context: APIContext) async throws -> Response {
        if readiness.isLeaving { return try status("about to stop", .serviceUnavailable) }
        return try await health(request, context)
    }

    /// 200 when it can sell: there is a catalogue, and the database takes writes.
    @Sendable private func health(_ request: Request, _ context: APIContext) async throws -> Response {
        guard desk.catalogue.version > 0 else {
            return try status("no catalogue: run 'boxoffice catalogue import FILE'", .serviceUnavailable)
        }
        do {
            try await desk.checkCanSell()
        } catch  where Desk.mayPass(error) {
            return try status("the database takes no writes", .serviceUnavailable)
        }
        return try status("ok", .ok)
    }

    private func status(_ text: String, _ status: HTTPResponse.Status) throws -> Response {
        try Answer.json(["status": text], status: status)
    }
}
