import FoundationEssentials
// Without this import every named zone is nil on Linux: the zones' data is in it.
import FoundationInternationalization

/// The rules by which a venue's wall clock follows UTC. The one place of the Domain that needs Foundation.
package struct VenueTimeZone: Hashable, Sendable {
    /// The IANA name, as the catalogue wrote it: `Europe/London`.
    package let name: String
    private let zone: TimeZone

    /// Nil when the name is not an IANA zone of a place (or `UTC`).
    package init?(name: String) {
        guard name.utf8.contains(UInt8(ascii: "/")) || name == "UTC", let zone = TimeZone(identifier: name) else {
            return nil
        }
        self.name = name
        self.zone = zone
    }

    /// Every name that can be written, for suggestions.
    package static var knownNames: [String] {
        TimeZone.knownTimeZoneIdentifiers
    }

    /// Seconds east of UTC at that moment, daylight saving included.
    package func offsetSeconds(at moment: Moment) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.secondsRoundedDown)))
    }

    package func local(_ moment: Moment) -> LocalMoment {
        LocalMoment(moment: moment, offsetSeconds: offsetSeconds(at: moment))
    }

    /// The moment at which the wall clock shows that time: the earlier of two when clocks go back, nil when clocks
    /// skip it going forward.
    package func moment(of local: LocalDateTime) -> LocalMoment? {
        let asUTC = Moment(seconds: local.secondsSinceEpoch)
        // Offsets are within a day of UTC, and change at most once in such a span.
        let offsets = [asUTC.adding(seconds: -86_400), asUTC.adding(seconds: 86_400)].map(offsetSeconds)
        return Set(offsets)
            .map { LocalMoment(moment: asUTC.adding(seconds: -Int64($0)), offsetSeconds: $0) }
            .filter { offsetSeconds(at: $0.moment) == $0.offsetSeconds }
            .min { $0.moment < $1.moment }
    }

    /// The moment that was written; an offset that was written wins over the zone. Nil when the wall clock skips it.
    package func moment(of written: WrittenTime) -> LocalMoment? {
        guard let offset = written.offsetSeconds else { return moment(of: written.local) }
        return local(Moment(seconds: written.local.secondsSinceEpoch - Int64(offset)))
    }
}

/// A moment together with what the venue's clock shows then.
package struct LocalMoment: Hashable, Sendable, CustomStringConvertible {
    package let moment: Moment
    /// Seconds east of UTC.
    package let offsetSeconds: Int

    package init(moment: Moment, offsetSeconds: Int) {
        self.moment = moment
        self.offsetSeconds = offsetSeconds
    }

    package var wallClock: LocalDateTime {
        LocalDateTime(secondsSinceEpoch: moment.secondsRoundedDown + Int64(offsetSeconds))
    }

    /// RFC 3339 with the offset: `2026-12-15T19:30:00+00:00`.
    package var description: String {
        let minutes = abs(offsetSeconds) / 60
        let offset = "\((minutes / 60).padded(to: 2)):\((minutes % 60).padded(to: 2))"
        return "\(wallClock)\(offsetSeconds < 0 ? "-" : "+")\(offset)"
    }
}
