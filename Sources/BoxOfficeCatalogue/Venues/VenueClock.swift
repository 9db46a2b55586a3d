import BoxOfficeDomain

/// Reads times of a venue: what is written without an offset is what the clock on its wall shows.
struct VenueClock {
    /// Nil when the venue's time zone could not be read; then times are checked for their form alone.
    let zone: VenueTimeZone?

    static let unknown = VenueClock(zone: nil)

    func moment(_ field: Field?) -> LocalMoment? {
        guard let field, let written = field.read(.time), let zone else { return nil }
        if let moment = zone.moment(of: written) { return moment }
        field.report(
            "found \(Quoted(field.written)), which clocks skip in \(zone.name) on \(written.local.date); "
                + "expected a time that there is, or an offset"
        )
        return nil
    }

    /// Two moments of which the second must be later, either of which may be left out.
    func span(_ fields: Fields, from: String, until: String) -> (from: LocalMoment?, until: LocalMoment?) {
        let (start, end) = (moment(fields[from]), moment(fields[until]))
        if let start, let end, end.moment <= start.moment {
            fields.report("found \(end), which is not after \(from) \(start); expected a later time", at: until)
        }
        return (start, end)
    }
}
