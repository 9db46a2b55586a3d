/// A partner whose programs sell tickets here.
package struct Retailer: Hashable, Sendable {
    package typealias ID = Identifier<Retailer>

    package let id: ID
    package let name: String
    /// The events that it may sell; nil is every event.
    package let events: Set<Event.ID>?

    package init(id: ID, name: String, events: Set<Event.ID>? = nil) {
        self.id = id
        self.name = name
        self.events = events
    }

    package func maySell(_ event: Event.ID) -> Bool {
        events?.contains(event) ?? true
    }
}
