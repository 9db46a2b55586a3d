import BoxOfficeDesk
import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever was thrown further in into an answer of the API. Nothing of our inside is shown; it is in the log.
struct ProblemMiddleware: RouterMiddleware {
    let logger: Logger
    let knownPaths: KnownPaths

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = problem(error, request, context)
            let language = Language(acceptLanguage: request.headers[.acceptLanguage])
            return try Answer.json(
                problem.body(in: language), status: problem.code.status,
                headers: problem.headers.with(.contentLanguage, language.rawValue))
        }
    }

    private func problem(_ error: any Error, _ request: Request, _ context: APIContext) -> Problem {
        if let problem = Problem(ours: error) { return problem }
        if let error = error as? HTTPError, error.status == .notFound { return knownPaths.problem(request) }
        let metadata: Logger.Metadata = [
            "error": "\(String(reflecting: error))", "request.id": "\(context.requestID)",
        ]
        if Desk.mayPass(error) {
            logger.error("not available", metadata: metadata)
            return .unavailable
        }
        logger.error("failed", metadata: metadata)
        return .internal
    }
}
