import BoxOfficeDomain

/// When the demo house plays, seen from the day on which the demo is started.
///
/// The demo may be started again on any later day over the same database, and an import refuses to drop or to close
/// what somebody bought. So what an occurrence *is* (its id, its start, whether it is cancelled, its house seats, when
/// its sale opens) follows from its own date alone; today decides only which dates are in the file. The far end of
/// that moves forward with today, the near end stays behind it, and what falls off at the near end is over.
struct DemoDates {
    let today: LocalDate

    /// Two days back: where the sun is behind the clock that gave us today, yesterday's evening is still to come, and a
    /// club night ends a day after it starts.
    var first: LocalDate { today.adding(days: -2) }

    /// Sixteen weeks, today among them: as long as the cycle of special dates, so that each of these is in it once.
    var last: LocalDate { today.adding(days: Self.cycleDays - 1) }

    /// A gala is announced half a cycle before its sale opens, and that is half a cycle before it plays: of galas a
    /// cycle apart, there is always exactly one that is not yet on sale.
    var lastGala: LocalDate { today.adding(days: Self.cycleDays + Self.galaSaleDays) }
    static let galaSaleDays = cycleDays / 2

    /// Monday of this week: a bound that stands still while the demo runs for some days.
    var monday: LocalDate { today.adding(days: -Self.dayOfWeek(today)) }

    var year: Int { today.parts.year }

    /// The dates that come once a cycle, on that weekday of that week of the cycle.
    ///
    /// Weeks are counted from 1970, not from today, which is why a date that is special once was so all along.
    func special(_ weekday: Weekday, ofWeek week: Int, until last: LocalDate) -> [LocalDate] {
        dates(until: last).filter {
            $0.weekday == weekday && Self.weeksSinceEpoch($0) % Self.cycleWeeks == week && !Self.isHoliday($0)
        }
    }

    /// The first such weekday, from a day on, that is no holiday.
    func next(_ weekday: Weekday, from first: LocalDate) -> LocalDate {
        var date = first
        while date.weekday != weekday || Self.isHoliday(date) {
            date = date.adding(days: 1)
        }
        return date
    }

    /// The holidays on which a house that plays on these weekdays is dark.
    func holidays(on days: [Weekday]) -> [LocalDate] {
        dates(until: last).filter { Self.isHoliday($0) && days.contains($0.weekday) }
    }

    private func dates(until last: LocalDate) -> [LocalDate] {
        (first.daysSinceEpoch...last.daysSinceEpoch).map { LocalDate(daysSinceEpoch: $0) }
    }

    private static let cycleWeeks = 16
    private static let cycleDays = cycleWeeks * 7

    private static func isHoliday(_ date: LocalDate) -> Bool {
        let (_, month, day) = date.parts
        return month == 12 && (day == 24 || day == 25)
    }

    /// 0 on Mondays.
    private static func dayOfWeek(_ date: LocalDate) -> Int {
        (date.daysSinceEpoch + 3) % 7
    }

    private static func weeksSinceEpoch(_ date: LocalDate) -> Int {
        (date.daysSinceEpoch + 3) / 7
    }
}

/// A run of a demo event, as the catalogue's `schedule` says it.
struct DemoSchedule {
    /// An occurrence's id is this and its date.
    let id: String
    let days: [Weekday]
    let at: String
    let minutes: Int
    /// Dark, or listed by themselves because something is special about them.
    var except: [LocalDate] = []

    func occurrence(on date: LocalDate) -> Occurrence.ID {
        let (year, month, day) = date.parts
        return Occurrence.ID("\(id)\(year.padded(to: 4))\(month.padded(to: 2))\(day.padded(to: 2))")
    }

    func yaml(_ dates: DemoDates) -> String {
        let days = days.map(\.rawValue).joined(separator: ", ")
        let except = Set(except).sorted().map(\.description).joined(separator: ", ")
        return "- schedule: {id: \"\(id)\", days: [\(days)], at: \"\(at)\", minutes: \(minutes), "
            + "from: \(dates.first), until: \(dates.last)" + (except.isEmpty ? "}" : ", except: [\(except)]}")
    }
}
