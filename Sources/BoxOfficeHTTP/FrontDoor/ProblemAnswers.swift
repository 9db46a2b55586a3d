import BoxOfficeDesk
import HTTPTypes
import Hummingbird
import Logging

/// Turns whatever was thrown further in into an answer of the API. Nothing of our inside is shown; it is in the log.
struct ProblemAnswers {
    let logger: Logger
    let knownPaths: KnownPaths

    /// - Parameter name: what the request is called in the log.
    func answer(_ error: any Error, to request: Request, named name: String) throws -> Response {
        let problem = problem(error, request, name)
        let language = Language(acceptLanguage: request.headers[.acceptLanguage])
        return try Answer.json(
            problem.body(in: language), status: problem.code.status,
            headers: problem.headers.with(.contentLanguage, language.rawValue))
    }

    private func problem(_ error: any Error, _ request: Request, _ name: String) -> Problem {
        if let problem = Problem(ours: error) { return problem }
        if let error = error as? HTTPError, error.status == .notFound { return knownPaths.problem(request) }
        let metadata: Logger.Metadata = ["error": "\(String(reflecting: error))", "request.id": "\(name)"]
        if Desk.mayPass(error) {
            logger.error("not available", metadata: metadata)
            return .unavailable
        }
        logger.error("failed", metadata: metadata)
        return .internal
    }
}
