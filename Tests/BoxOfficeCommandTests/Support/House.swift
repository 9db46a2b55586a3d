import BoxOfficeWire

/// A small house: one play on two evenings that no reader of this will be late for.
enum House {
    static let file = "catalogue.yaml"
    static let event = "123"
    static let occurrence = "456"
    static let otherOccurrence = "457"
    static let retailer = "acme"
    /// Sees nothing of the play.
    static let otherRetailer = "corner"

    static let catalogue = """
        currency: GBP
        venues:
          - id: palace
            name: Palace Theatre
            timezone: Europe/London
            sections:
              - name: Stalls
                rows:
                  - {row: A, seats: 1-6, category: Standard}
            areas:
              - {id: pit, name: The Pit, capacity: 20, category: Standing}
        retailers:
          - {id: acme, name: Acme Tickets}
          - {id: corner, name: Corner Shop, events: ["124"]}
        events:
          - id: "123"
            name: Hamlet
            venue: palace
            ticketTypes: [{id: ADULT, name: Adult}]
            prices:
              - {category: Standard, ticketType: ADULT, faceValue: 8000}
              - {category: Standing, ticketType: ADULT, faceValue: 3500}
            extras:
              - {id: programme, name: Souvenir programme, kind: merchandise, capacity: 50, faceValue: 1000}
            occurrences:
              - {id: "456", startsAt: 2090-05-05T19:30, endsAt: 2090-05-05T22:30}
              - {id: "457", startsAt: 2090-05-06T19:30, endsAt: 2090-05-06T22:30}
          - id: "124"
            name: Puppets
            venue: palace
            ticketTypes: [{id: ADULT, name: Adult}]
            prices:
              - {category: Standing, ticketType: ADULT, faceValue: 900}
            occurrences:
              - {id: "900", startsAt: 2090-05-07T11:00}
        """

    static let buyer = ContactBody(name: "Ophelia Quince", email: "ophelia.quince@example.com", phone: "+447700900123")
}
