import AsyncHTTPClient
import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPCompression

extension Transport {
    /// Carries calls by AsyncHTTPClient, over connections that all of a program's box offices share.
    ///
    /// - Parameter timeout: how long a call may take, from its first byte to the last of its answer.
    public static func asyncHTTPClient(timeout: Duration = .seconds(30)) -> Transport {
        Transport { request, body in
            try await withThrowingTaskGroup { group in
                group.addTask { try await exchange(request, body) }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    throw TimeoutPassed(timeout: timeout)
                }
                defer { group.cancelAll() }
                // Of two tasks one ends first.
                guard let first = try await group.next() else { throw CancellationError() }
                return first
            }
        }
    }

    private static func exchange(_ request: HTTPRequest, _ body: [UInt8]) async throws -> (HTTPResponse, [UInt8]) {
        var sent = HTTPClientRequest(
            url: "\(request.scheme ?? "")://\(request.authority ?? "")\(request.path ?? "")")
        sent.method = HTTPMethod(rawValue: request.method.rawValue)
        for field in request.headerFields { sent.headers.add(name: field.name.rawName, value: field.value) }
        sent.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
        if !body.isEmpty { sent.body = .bytes(body) }
        // The timeout above is the one that counts.
        let answer = try await client.execute(sent, deadline: .distantFuture)
        let received = try await answer.body.collect(upTo: answerBytesMax)
        var response = HTTPResponse(status: .init(code: Int(answer.status.code)))
        for (name, value) in answer.headers {
            // What is no header's name is none that is looked for.
            guard let name = HTTPField.Name(name) else { continue }
            response.headerFields.append(HTTPField(name: name, value: value))
        }
        return (response, Array(received.readableBytesView))
    }

    /// The inventory of a hundred thousand seats, unpacked.
    private static let answerBytesMax = 256 << 20

    /// As long as the program: its connections are worth keeping, and it is never shut down.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.decompression = .enabled(limit: .size(answerBytesMax))
        configuration.timeout.connect = .seconds(10)
        // What is tried again, and when, is said in one place, and it is not here: a server that is not there is said
        // at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()
}

private struct TimeoutPassed: Error, CustomStringConvertible {
    let timeout: Duration

    var description: String { "no answer within \(timeout)" }
}
