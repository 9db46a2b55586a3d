import Foundation
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A TCP connection to this machine, for what no HTTP client would do: to stop in the middle of a request.
struct LoopbackSocket: ~Copyable {
    private let descriptor: Int32

    private init() {
        #if canImport(Glibc)
            descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        // A server that is started now must not inherit it.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    static func connected(to port: Int) throws -> LoopbackSocket {
        let socket = LoopbackSocket()
        let status = withAddress(port) { connect(socket.descriptor, $0, $1) }
        guard status == 0 else { throw failure("connect") }
        return socket
    }

    /// Takes a port, so that a server cannot.
    static func listening() throws -> LoopbackSocket {
        let socket = LoopbackSocket()
        guard withAddress(0, { bind(socket.descriptor, $0, $1) }) == 0, listen(socket.descriptor, 1) == 0 else {
            throw failure("bind")
        }
        return socket
    }

    deinit { close(descriptor) }

    /// A port that nobody listened on a moment ago.
    static func freePort() throws -> Int {
        try listening().port
    }

    var port: Int {
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    func send(_ text: String) throws {
        let bytes = Array(text.utf8)
        #if canImport(Glibc)
            let sent = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        #else
            let sent = Darwin.send(descriptor, bytes, bytes.count, 0)
        #endif
        guard sent == bytes.count else { throw Self.failure("send") }
    }

    /// Everything until the other side closes.
    func receiveAll() async throws -> String {
        var received: [UInt8] = []
        try await eventually("the server closes the connection") {
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 { received += buffer[..<count] }
            return count == 0
        }
        return String(decoding: received, as: UTF8.self)
    }

    private static func withAddress(_ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func failure(_ call: String) -> NeverHappened {
        NeverHappened(description: "\(call): \(String(cString: strerror(errno)))")
    }
}
