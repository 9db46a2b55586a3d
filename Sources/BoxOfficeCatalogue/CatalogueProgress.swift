/// How far a reading is: enough for a line that tells the seller that something happens.
package struct CatalogueProgress: Hashable, Sendable {
    package internal(set) var venues = 0
    package internal(set) var venuesTotal = 0
    package internal(set) var events = 0
    package internal(set) var eventsTotal = 0
    /// Those of schedules included; how many there will be is not known before the end.
    package internal(set) var occurrences = 0
}
