// Whoever imports the SDK reads and writes the bodies, whose names are not to need a second import.
@_exported public import BoxOfficeWire

/// A ticket sales server, as a retail partner's program sees it.
///
/// ```swift
/// let boxOffice = try BoxOffice("https://tickets.example.com", key: key)
/// for try await event in boxOffice.events() { print(event.name) }
/// ```
///
/// It is a value: copy it, keep it, call it from any number of tasks. Every call throws a ``BoxOfficeError``, or
/// `CancellationError` when its task was cancelled. Calls that are worth it are tried again by themselves; <doc:Purchase>
/// says which.
public struct BoxOffice: Sendable, CustomStringConvertible, CustomReflectable {
    /// What language people read messages in: an `Accept-Language`, as `fr-FR`. Nil leaves the choice to the server.
    public var language: String?

    /// What a test server is to pretend: an error's code, as `INVENTORY_EXHAUSTED`, or `latency=1500` for so many
    /// milliseconds. It is sent as `X-Simulate`, which a live server passes over. Nil is nothing.
    public var simulation: String?

    let address: Address
    let key: String
    let transport: Transport
    let sleep: @Sendable (Duration) async throws -> Void

    /// Nothing is sent yet.
    ///
    /// - Parameters:
    ///   - url: where the server is, without `/api`: `https://tickets.example.com`.
    ///   - key: the seller's key, `sk_test_...` or `sk_live_...`. It is sent with every call, and to no other server:
    ///     redirects are not followed.
    ///   - transport: what carries calls; an app or a test may bring its own.
    ///   - sleep: what waits before a call is tried again; it throws when the task is cancelled. A test may bring one
    ///     that does not wait.
    /// - Throws: ``BoxOfficeError`` with ``BoxOfficeError/Code/invalidSetting`` where the address or the key cannot be
    ///   one.
    public init(
        _ url: String, key: String, transport: Transport = .asyncHTTPClient(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) throws {
        guard let address = Address(url) else {
            throw BoxOfficeError(
                .invalidSetting,
                "'\(Address.withoutUser(url))' is no address of a server; one looks like https://tickets.example.com.")
        }
        // The key itself is in no message: it is a secret, also when it is mistyped.
        guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw BoxOfficeError(.invalidSetting, "The key is empty, or has characters that no key has.")
        }
        self.address = address
        self.key = key
        self.transport = transport
        self.sleep = sleep
    }

    /// The server's address, and nothing of the key: what is printed ends in logs.
    public var description: String { "BoxOffice(\(address))" }

    /// As ``description``, for `dump`, debuggers and whatever else looks inside.
    public var customMirror: Mirror { Mirror(self, children: ["address": "\(address)"]) }
}
