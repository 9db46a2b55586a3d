import BoxOfficeDomain

/// What `boxoffice serve --demo` puts on sale: a catalogue file and the seating plan beside it, relative to a day, so
/// that the demo never goes stale.
///
/// All names are invented. The same day gives the same bytes; ``DemoDates`` says why a later day may be imported over
/// an earlier one, whatever was sold meanwhile.
struct DemoHouse {
    let dates: DemoDates

    /// `today` by any clock, every venue's date being within a day of it; but by the same one at every start.
    init(today: LocalDate) {
        self.dates = DemoDates(today: today)
    }

    /// Beside the catalogue, under this name.
    let seatingPlanName = "wrenfield.seatingplan.json"

    /// A pretix seating plan.
    var seatingPlan: String { DemoSeatingPlan.json }

    /// YAML.
    var catalogue: String {
        ([preamble, places, retailers, "events:"] + [play, familyShow, clubNight, recital].map(\.indented))
            .joined(separator: "\n\n") + "\n"
    }

    /// The retailer that sees everything and has a tier of its own, ``tier``.
    let retailer = Retailer.ID("demo")

    /// What that retailer may send as `providerCode` for the play.
    let tier = "demo-members"

    /// For the play.
    let voucherCode = "WELCOME5"

    /// The club night that the demo command sells out, by buying all of its two areas: the first Saturday that is at
    /// least two days off.
    ///
    /// Nothing in the catalogue tells it from the other nights, so it may be another one next week. The one before is
    /// played by then, or will be within two days: sold-out nights do not pile up.
    var soldOutOccurrence: (eventID: Event.ID, occurrenceID: Occurrence.ID) {
        let saturday = dates.next(.sat, from: dates.today.adding(days: 2))
        return (Self.clubNightID, Self.clubNights.occurrence(on: saturday))
    }

    /// What the printed example buys: two seats next to each other in a section of the play, and an extra.
    var purchase: (eventID: Event.ID, section: String, extraID: InventoryVariant.ID) {
        (Self.playID, DemoTheatre.stalls.name, InventoryVariant.ID("programme"))
    }
}

extension String {
    /// Each line that is not empty moved right, into a list of the catalogue.
    var indented: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.isEmpty ? "" : "  " + $0 }
            .joined(separator: "\n")
    }
}
