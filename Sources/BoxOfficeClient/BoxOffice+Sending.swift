import HTTPTypes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension BoxOffice {
    /// Sends a call, and again as long as ``Retries`` says so.
    func answer(to call: Call) async throws -> Answer {
        var retries = Retries()
        while true {
            do {
                return try await send(call)
            } catch let error as BoxOfficeError {
                guard let wait = retries.wait(after: error, of: call) else { throw error }
                try await sleep(wait)
            }
        }
    }

    func list<Body: Codable & Sendable>(_ call: Call, of type: Body.Type = Body.self) async throws -> ListEnvelope<Body>
    {
        try await answer(to: call).decoded(ListEnvelope<Body>.self)
    }

    func data<Body: Codable & Sendable>(_ call: Call, of type: Body.Type = Body.self) async throws -> Body {
        try await answer(to: call).decoded(DataEnvelope<Body>.self).data
    }

    /// Sends a call once.
    private func send(_ call: Call) async throws -> Answer {
        try Task.checkCancellation()
        let answer: Answer
        let sentAt = ContinuousClock.now
        do {
            let (response, body) = try await transport.send(call.request(to: self), call.body)
            answer = Answer(response: response, body: body, sentAt: sentAt)
        } catch {
            // Each transport has an error of its own for this.
            try Task.checkCancellation()
            throw BoxOfficeError(
                .noAnswer, "There was no answer from \(address.authority): \(error).", cause: error)
        }
        guard answer.response.status.kind == .successful else { throw answer.error }
        return answer
    }
}

/// What came back.
struct Answer {
    let response: HTTPResponse
    let body: [UInt8]
    /// The instant before the try that it answers was sent.
    let sentAt: ContinuousClock.Instant

    func decoded<Body: Decodable>(_ type: Body.Type) throws -> Body {
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            throw unreadable(because: "\(error)", cause: error)
        }
    }

    /// The error that it holds, or that it holds none.
    var error: BoxOfficeError {
        do {
            let body = try JSONDecoder().decode(AnyErrorEnvelope.self, from: Data(body)).error
            var error = BoxOfficeError(.init(rawValue: body.code), body.message)
            error.type = body.type
            error.param = body.param
            error.details = body.details
            return about(error)
        } catch {
            return unreadable(because: "it holds no error", cause: error)
        }
    }

    func unreadable(because reason: String, cause: (any Error)? = nil) -> BoxOfficeError {
        about(
            BoxOfficeError(
                .unreadableAnswer, "The answer, of status \(response.status.code), is none of this API: \(reason).",
                cause: cause))
    }

    private func about(_ error: BoxOfficeError) -> BoxOfficeError {
        var error = error
        error.status = response.status.code
        error.requestID = response.headerFields[.requestID]
        error.retryAfter = response.headerFields[.retryAfter].flatMap { Int64($0) }.flatMap {
            $0 < 0 ? nil : .seconds($0)
        }
        return error
    }
}

/// An error's envelope, of which all but the code may be missing or of another shape than today.
private struct AnyErrorEnvelope: Decodable {
    let error: Body

    struct Body: Decodable {
        let code: String
        let message: String
        let type: String?
        let param: String?
        let details: ErrorDetailsBody?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            code = try fields.decode(String.self, forKey: .code)
            // A program decides by the code: nothing else that changed one day may hide it.
            message = (try? fields.decode(String.self, forKey: .message)) ?? ""
            type = try? fields.decode(String.self, forKey: .type)
            param = try? fields.decode(String.self, forKey: .param)
            details = try? fields.decode(ErrorDetailsBody.self, forKey: .details)
        }

        private enum CodingKeys: CodingKey { case code, message, type, param, details }
    }
}
