import BoxOfficeDomain

/// Reads a run: one performance on each matching day, at the same local time in every season.
struct ScheduleReader {
    let clock: VenueClock

    struct Performance {
        let id: String
        let startsAt: LocalMoment
        let endsAt: LocalMoment?
    }

    private static let daysMax = 5 * 366
    private static let fields = ["id", "days", "at", "minutes", "from", "until", "except"]

    /// Its performances, as far as they could be read.
    func read(_ field: Field) -> [Performance] {
        guard let fields = field.fields(Self.fields, expecting: "a schedule: {id, days, at, from, until}") else {
            return []
        }
        let id = fields.required("id", .numericID)
        let days = fields.required("days", expecting: Self.daysExpectation).flatMap(days)
        let at = fields.required("at", expecting: ScalarType<TimeOfDay>.timeOfDay.expectation)
        let time = at?.read(.timeOfDay)
        let minutes = fields.optional("minutes", .wholeNumber(1...10_080, of: "minutes"))
        let run = run(fields)
        let exceptions = exceptions(fields, run: run, days: days)
        guard let run, let days else { return [] }
        let dates = (run.lowerBound.daysSinceEpoch...run.upperBound.daysSinceEpoch)
            .map(LocalDate.init(daysSinceEpoch:))
            .filter { days.contains($0.weekday) && !exceptions.contains($0) }
        if dates.isEmpty {
            field.report("has no performance; expected one of its days from \(run.lowerBound) until \(run.upperBound)")
        }
        guard let id, let at, let time, let zone = clock.zone else { return [] }
        return dates.compactMap { date in
            let local = LocalDateTime(date: date, secondOfDay: time.second)
            guard let start = zone.moment(of: local) else {
                at.report(
                    "found \(Quoted(at.written)), which clocks skip in \(zone.name) on \(date); expected another time, or that date in except"
                )
                return nil
            }
            let end = minutes.map { zone.local(start.moment.adding(seconds: $0 * 60)) }
            return Performance(id: id + date.digits, startsAt: start, endsAt: end)
        }
    }

    private static let daysExpectation =
        "a list of days, of \(Weekday.allCases.map(\.rawValue).joined(separator: ", "))"

    private func days(_ field: Field) -> Set<Weekday>? {
        guard let items = field.items(expecting: Self.daysExpectation) else { return nil }
        if items.isEmpty { field.report("is an empty list; expected at least one day") }
        let days = items.map { $0.read(ScalarType<Weekday>.choice) }
        // A day that could not be read would be missing in the run.
        return days.isEmpty || days.contains(nil) ? nil : Set(days.compactMap(\.self))
    }

    private func run(_ fields: Fields) -> ClosedRange<LocalDate>? {
        let from = fields.required("from", .date)
        let until = fields.required("until", .date)
        guard let from, let until else { return nil }
        guard from <= until else {
            fields.report("found \(until), which is before from \(from); expected the run's last day", at: "until")
            return nil
        }
        guard until.daysSinceEpoch - from.daysSinceEpoch < Self.daysMax else {
            fields.report("found \(until); expected at most five years after from \(from)", at: "until")
            return nil
        }
        return from...until
    }

    private func exceptions(_ fields: Fields, run: ClosedRange<LocalDate>?, days: Set<Weekday>?) -> Set<LocalDate> {
        guard let items = fields["except"]?.items(expecting: "a list of dates") else { return [] }
        var dates: Set<LocalDate> = []
        for item in items {
            guard let date = item.read(.date) else { continue }
            dates.insert(date)
            if let run, !run.contains(date) {
                item.report("found \(date); expected a date of the run, \(run.lowerBound) to \(run.upperBound)")
            } else if let days, !days.contains(date.weekday) {
                item.report("found \(date), which is a \(date.weekday.rawValue); expected one of the schedule's days")
            }
        }
        return dates
    }
}

/// A time on the wall clock, whatever the date.
struct TimeOfDay {
    /// Since midnight.
    let second: Int

    /// Reads `19:30` and nothing else.
    init?(_ text: String) {
        var scanner = DigitScanner(text)
        guard let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2), scanner.isAtEnd,
            hour < 24, minute < 60
        else { return nil }
        self.second = hour * 3600 + minute * 60
    }
}

extension ScalarType<TimeOfDay> {
    static var timeOfDay: Self {
        Self(
            expectation: "a time of day such as 19:30", parse: { TimeOfDay($0) },
            remark: { TimeOfDay("0\($0)") == nil ? nil : "which is written 0\($0)" })
    }
}

extension LocalDate {
    /// `20270105`
    fileprivate var digits: String {
        let (year, month, day) = parts
        return year.padded(to: 4) + month.padded(to: 2) + day.padded(to: 2)
    }
}
