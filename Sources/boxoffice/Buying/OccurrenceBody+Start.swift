import BoxOfficeWire

extension OccurrenceBody {
    /// The venue's local date: `2090-05-05`.
    var localDate: String { String(startsAt.prefix(10)) }

    /// The venue's local time: `19:30`.
    var localTime: String { String(startsAt.dropFirst(11).prefix(5)) }
}
