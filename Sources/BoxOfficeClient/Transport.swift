public import HTTPTypes

/// What carries one call to a server and its answer back.
///
/// The SDK brings one, ``asyncHTTPClient(timeout:)``. An app that has its own way to the network, or a test that needs no
/// server, makes another: with URLSession it is one call of `upload(for:from:)` of the module HTTPTypesFoundation.
///
/// - Important: It sends each request once, follows no redirect (the key would go to another server), and throws where
///   there was no whole answer: timeouts are its own affair.
public struct Transport: Sendable {
    /// Sends a request with its body, which is empty for a call without one, and waits for the whole answer.
    public var send: @Sendable (HTTPRequest, [UInt8]) async throws -> (HTTPResponse, [UInt8])

    /// Carries calls by what it is given.
    public init(_ send: @escaping @Sendable (HTTPRequest, [UInt8]) async throws -> (HTTPResponse, [UInt8])) {
        self.send = send
    }
}
