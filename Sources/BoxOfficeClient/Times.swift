#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Date {
    /// Reads a time of a body: `2029-11-30T10:15:00Z`, or with an offset. A fraction of a second is left off: a hold is
    /// rather too short than too long. Nil is that it is none.
    init?(timestamp: String) {
        var timestamp = timestamp
        if let point = timestamp.firstIndex(of: ".") {
            let digits = timestamp[point...].dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return nil }
            timestamp.removeSubrange(point..<digits.endIndex)
        }
        guard let date = try? Date(timestamp, strategy: .iso8601) else { return nil }
        self = date
    }

    /// Reads the header `Date` (RFC 9110): `Fri, 30 Nov 2029 10:15:00 GMT`. Nil is that it is none.
    init?(httpDate: String) {
        let parts = httpDate.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let month = Self.months.firstIndex(of: String(parts[2])) else {
            return nil
        }
        self.init(timestamp: "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z")
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
