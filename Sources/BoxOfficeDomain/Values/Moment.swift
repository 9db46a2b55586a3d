/// An instant: microseconds since 1970-01-01T00:00:00Z.
///
/// The Domain never reads a clock. A moment is handed in by whoever asks, so that tests move time as they like.
package struct Moment: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package init(seconds: Int64) {
        self.microseconds = seconds * Self.microsecondsPerSecond
    }

    /// The beginning of a day in UTC.
    package init(startOf date: LocalDate) {
        self.init(seconds: LocalDateTime(date: date, secondOfDay: 0).secondsSinceEpoch)
    }

    package static let microsecondsPerSecond: Int64 = 1_000_000

    /// Later than everything that has a moment.
    package static let distantFuture = Moment(microseconds: .max)

    package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }

    /// Whether a time from one moment on until before another is now; nil is no bound on that side.
    package func isWithin(from: Moment?, until: Moment?) -> Bool {
        from.map { $0 <= self } ?? true && until.map { self < $0 } ?? true
    }

    package func adding(seconds: Int64) -> Moment {
        Moment(microseconds: microseconds + seconds * Self.microsecondsPerSecond)
    }

    package func adding(microseconds: Int64) -> Moment {
        Moment(microseconds: self.microseconds + microseconds)
    }

    /// Whole seconds since 1970, rounded towards the past.
    package var secondsRoundedDown: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: Self.microsecondsPerSecond)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The first whole second that is not before this moment.
    package var roundedUpToSecond: Moment {
        let floor = Moment(seconds: secondsRoundedDown)
        return floor == self ? self : floor.adding(seconds: 1)
    }
}

extension Moment: CustomStringConvertible {
    /// RFC 3339 in UTC, whole seconds: `2026-12-15T19:30:00Z`.
    package var description: String {
        LocalDateTime(secondsSinceEpoch: secondsRoundedDown).written(andThen: "Z")
    }

    /// The moment that RFC 3339 text names, such as `2026-12-15T19:30:00Z`: seconds, and an offset or `Z`. Nil for
    /// anything else.
    package init?(rfc3339 text: String) {
        guard let written = WrittenTime(text), let offset = written.offsetSeconds, written.hasSeconds else {
            return nil
        }
        self.init(seconds: written.local.secondsSinceEpoch - Int64(offset))
    }
}
