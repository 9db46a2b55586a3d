import BoxOfficeClient
import BoxOfficeDomain
import Foundation
import HTTPTypes
import NIOCore

extension Caller {
    /// The same partner, by way of the SDK. Nothing waits before it tries again.
    ///
    /// - Parameter now: the server's clock: a router alone, without a server around it, says no `Date`.
    func boxOffice(
        now clock: TestClock, transport: @Sendable (Transport) -> Transport = { $0 }
    ) throws -> BoxOffice {
        let direct = Transport { request, body in
            var headers: [String: String] = [:]
            for field in request.headerFields { headers[field.name.rawName] = field.value }
            let reply = try await send(
                request.method, request.path ?? "", bytes: body.isEmpty ? nil : ByteBuffer(bytes: body), headers)
            var response = HTTPResponse(status: .init(code: reply.status), headerFields: reply.headers)
            let now = Date(timeIntervalSince1970: Double(clock.now().microseconds) / 1_000_000)
            response.headerFields[.date] = Self.httpDates.string(from: now)
            return (response, Array(reply.bytes.readableBytesView))
        }
        return try BoxOffice("http://world.test", key: key ?? "none", transport: transport(direct)) { _ in }
    }

    private static var httpDates: DateFormatter {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format
    }
}
