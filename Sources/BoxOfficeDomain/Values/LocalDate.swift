/// A day of the proleptic Gregorian calendar, in whatever time zone its owner is: `2026-12-15`.
package struct LocalDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let daysSinceEpoch: Int

    package init(daysSinceEpoch: Int) {
        self.daysSinceEpoch = daysSinceEpoch
    }

    /// Nil when there is no such day, such as 30 February.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Years are counted from March, so that the leap day is the last day of one.
        let shifted = month > 2 ? year : year - 1
        let era = shifted.flooredQuotient(by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(daysSinceEpoch: era * 146_097 + dayOfEra - 719_468)
        guard parts == (year, month, day) else { return nil }
    }

    /// Reads `YYYY-MM-DD` and nothing else.
    package init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), scanner.isAtEnd
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package var parts: (year: Int, month: Int, day: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    package var weekday: Weekday {
        // 1970-01-01 was a Thursday.
        Weekday.allCases[(daysSinceEpoch + 3) - (daysSinceEpoch + 3).flooredQuotient(by: 7) * 7]
    }

    package func adding(days: Int) -> LocalDate {
        LocalDate(daysSinceEpoch: daysSinceEpoch + days)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.daysSinceEpoch < right.daysSinceEpoch
    }

    package var description: String {
        let (year, month, day) = parts
        return "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
    }
}

/// A day of the week, Monday first, named as the catalogue writes it.
package enum Weekday: String, CaseIterable, Sendable {
    case mon, tue, wed, thu, fri, sat, sun
}

/// A date and a time of day without an offset, as a clock on the venue's wall shows it.
package struct LocalDateTime: Hashable, Sendable, CustomStringConvertible {
    package let date: LocalDate
    /// Seconds since midnight, 0 to 86,399.
    package let secondOfDay: Int

    package init(date: LocalDate, secondOfDay: Int) {
        self.date = date
        self.secondOfDay = secondOfDay
    }

    /// The wall clock of a place whose offset is already added to the count.
    package init(secondsSinceEpoch: Int64) {
        let days = Int(secondsSinceEpoch).flooredQuotient(by: 86_400)
        self.init(date: LocalDate(daysSinceEpoch: days), secondOfDay: Int(secondsSinceEpoch) - days * 86_400)
    }

    /// The count that this wall clock would be in UTC.
    package var secondsSinceEpoch: Int64 {
        Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay)
    }

    /// `19:30`
    package var hoursAndMinutes: String {
        "\((secondOfDay / 3600).padded(to: 2)):\((secondOfDay / 60 % 60).padded(to: 2))"
    }

    package var description: String { written(andThen: "") }

    /// `2026-12-15T19:30:00`, and an offset behind it. Every answer of a sale has some of these, so it is written in one
    /// go.
    func written(andThen offset: StaticString) -> String {
        let (year, month, day) = date.parts
        guard (0...9999).contains(year) else {
            return "\(date)T\(hoursAndMinutes):\((secondOfDay % 60).padded(to: 2))\(offset)"
        }
        return String(unsafeUninitializedCapacity: 19 + offset.utf8CodeUnitCount) { text in
            var end = 0
            func write(_ byte: UInt8) {
                text[end] = byte
                end += 1
            }
            func write(_ number: Int, _ separator: Unicode.Scalar? = nil) {
                write(UInt8(ascii: "0") + UInt8(number / 10))
                write(UInt8(ascii: "0") + UInt8(number % 10))
                if let separator { write(UInt8(ascii: separator)) }
            }
            write(year / 100)
            write(year % 100, "-")
            write(month, "-")
            write(day, "T")
            write(secondOfDay / 3600, ":")
            write(secondOfDay / 60 % 60, ":")
            write(secondOfDay % 60)
            for index in 0..<offset.utf8CodeUnitCount { write(offset.utf8Start[index]) }
            return end
        }
    }
}

/// A time as somebody wrote it: `2026-12-15T19:30`, perhaps with seconds, perhaps with `Z` or an offset such as `+01:00`.
package struct WrittenTime: Equatable, Sendable {
    package let local: LocalDateTime
    /// Seconds east of UTC, where one was written.
    package let offsetSeconds: Int?
    let hasSeconds: Bool

    package init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let date = scanner.prefix(10).flatMap(LocalDate.init), scanner.skip("T") || scanner.skip(" "),
            let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2), hour < 24, minute < 60
        else { return nil }
        var second = 0
        self.hasSeconds = scanner.skip(":")
        if hasSeconds {
            guard let written = scanner.digits(2), written < 60 else { return nil }
            second = written
        }
        self.local = LocalDateTime(date: date, secondOfDay: hour * 3600 + minute * 60 + second)
        if scanner.isAtEnd {
            self.offsetSeconds = nil
            return
        }
        if scanner.skip("Z") {
            self.offsetSeconds = 0
        } else {
            let isEast = scanner.skip("+")
            guard isEast || scanner.skip("-"), let hours = scanner.digits(2), scanner.skip(":"),
                let minutes = scanner.digits(2), hours <= 14, minutes < 60
            else { return nil }
            self.offsetSeconds = (isEast ? 1 : -1) * (hours * 3600 + minutes * 60)
        }
        guard scanner.isAtEnd else { return nil }
    }
}

/// Reads fixed-width digits from the front of ASCII text.
package struct DigitScanner {
    private var rest: Substring.UTF8View

    package init(_ text: String) {
        rest = text[...].utf8
    }

    package var isAtEnd: Bool { rest.isEmpty }

    /// The next `count` characters as a number, or nil when they are not all digits.
    package mutating func digits(_ count: Int) -> Int? {
        let head = rest.prefix(count)
        guard head.count == count else { return nil }
        var value = 0
        for byte in head {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest = rest.dropFirst(count)
        return value
    }

    /// True, and past it, when that character comes next.
    package mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    package mutating func prefix(_ count: Int) -> String? {
        let head = rest.prefix(count)
        guard head.count == count else { return nil }
        rest = rest.dropFirst(count)
        return String(Substring(head))
    }
}

extension Int {
    /// The quotient rounded towards minus infinity, for a divisor above zero.
    func flooredQuotient(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }

    /// At least `width` digits, zeros in front.
    package func padded(to width: Int) -> String {
        let digits = String(self)
        let missing = width - digits.utf8.count
        return missing > 0 ? String(repeating: "0", count: missing) + digits : digits
    }
}
