import BoxOfficeCatalogue

/// The example of the catalogue's documentation, whole.
enum PalaceCatalogue {
    static let yaml = """
        currency: GBP
        legacyAvailability: {deprecated: 2026-01-01, sunset: 2027-06-30}

        locations:
          - {id: "2", name: London, country: GB}

        venues:
          - id: palace
            name: Palace Theatre
            timezone: Europe/London
            location: "2"
            sections:
              - name: Orchestra
                rows:
                  - {row: A, seats: 101-120, category: Premium}
                  - {row: B, seats: [1, 2, 3, {seat: 4W, attributes: [wheelchair]}], category: Standard, attributes: [restrictedView]}
            seatAttributes: {Orchestra-A-101: [aisle]}
            areas:
              - {id: dance-floor, name: Dance Floor, capacity: 400, category: Standing}

        retailers:
          - {id: acme, name: Acme Tickets}
          - {id: corner, name: Corner Shop, events: ["123"]}

        events:
          - id: "123"
            name: Hamlet
            venue: palace
            currency: GBP
            discountDisplay: percentage
            holdSeconds: 900
            maxTicketsPerCart: 10
            ticketTypes:
              - {id: ADULT, name: Adult}
              - {id: CHILD, name: Child}
            prices:
              - {category: Premium,  ticketType: ADULT, faceValue: 12500, fees: [{name: Booking fee, amount: 2500}]}
              - {category: Standard, ticketType: ADULT, faceValue: 8000,  fees: [{name: Booking fee, amount: 500}]}
              - {category: Standard, ticketType: CHILD, faceValue: 4000}
              - {category: Standing, ticketType: ADULT, faceValue: 3500}
            extras:
              - {id: programme, name: Souvenir programme, kind: merchandise, capacity: 500, faceValue: 1000}
            promotions:
              - id: early-bird
                name: Early Bird
                percentOff: 20
                categories: [Standard]
                from: 2026-10-01T00:00
                until: 2026-12-01T00:00
            rateCodes:
              - code: campaign-may
                retailers: [acme]
                percentOff: 10
                sections: [Orchestra]
            vouchers:
              - {code: WELCOME5, name: Welcome, amountOff: 500, maxUses: 1000}
            orderFees:
              - {name: Service fee, amount: 250}
            protection: {name: Refund protection, percent: 7}
            tax: {name: VAT, percent: 20, disclosed: true}
            occurrences:
              - id: "456"
                startsAt: 2026-12-15T19:30
                endsAt: 2026-12-15T22:30
                onSaleFrom: 2026-09-01T10:00
                onSaleUntil: 2026-12-15T19:00
                status: onSale
                notForSale: ["Orchestra-A-101"]
                prices: [{category: Premium, ticketType: ADULT, faceValue: 9900}]
              - schedule: {id: "1000", days: [tue, wed, thu, fri, sat], at: "19:30", minutes: 165, from: 2027-01-05, until: 2027-02-27, except: [2027-01-12]}
        """

    /// The example with some of it written otherwise.
    static func with(_ written: String, for right: String) -> String {
        precondition(yaml.contains(right), "the example does not contain '\(right)'")
        return yaml.replacing(right, with: written)
    }
}

/// Reads a catalogue whose plans are those.
func reading(_ text: String, plans: [String: String] = [:]) throws(CatalogueFaults) -> CatalogueReading {
    let reader = CatalogueReader(seatingPlan: { name in
        guard let plan = plans[name] else { throw NoSuchFile() }
        return plan
    })
    return try reader.read(CatalogueText(name: "catalogue.yaml", text: text))
}

/// The faults of a catalogue, one line each; none when it has none.
func faults(_ text: String, plans: [String: String] = [:]) -> [String] {
    do throws(CatalogueFaults) {
        _ = try reading(text, plans: plans)
        return []
    } catch {
        return error.faults.map(\.description)
    }
}

struct NoSuchFile: Error, CustomStringConvertible {
    var description: String { "there is no such file" }
}
