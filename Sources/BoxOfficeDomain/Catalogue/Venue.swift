/// Where occurrences take place: a name, a clock on the wall, and a seating plan.
package final class Venue: Sendable {
    package typealias ID = Identifier<Venue>

    package let id: ID
    package let name: String
    package let timeZone: VenueTimeZone
    package let location: Location?
    package let plan: SeatingPlan

    package init(id: ID, name: String, timeZone: VenueTimeZone, location: Location?, plan: SeatingPlan) {
        self.id = id
        self.name = name
        self.timeZone = timeZone
        self.location = location
        self.plan = plan
    }
}

extension Venue: Equatable {
    package static func == (left: Venue, right: Venue) -> Bool {
        left.id == right.id && left.name == right.name && left.timeZone == right.timeZone
            && left.location == right.location && left.plan == right.plan
    }
}

/// A city or market that retailers browse by.
package struct Location: Hashable, Sendable {
    package typealias ID = Identifier<Location>

    package let id: ID
    package let name: String
    /// ISO 3166-1 alpha-2: `GB`.
    package let country: String

    package init(id: ID, name: String, country: String) {
        self.id = id
        self.name = name
        self.country = country
    }
}
