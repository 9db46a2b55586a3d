/// What is on sale, and what of it is free now. Needs the scope `browse`.
extension BoxOffice {
    /// The events that this retailer may sell and that have an upcoming occurrence, by id.
    ///
    /// - Parameter locationID: only those of one city or market.
    public func events(locationID: String? = nil) -> Paged<EventBody> {
        Paged { limit, offset in
            try await list(.browse([], ["locationId": locationID], limit, offset))
        }
    }

    /// One event.
    public func event(_ id: String) async throws -> EventBody {
        try await data(.browse([id]))
    }

    /// The upcoming occurrences of an event, by their start.
    ///
    /// - Parameters:
    ///   - eventID: the event's.
    ///   - quantity: only those with so many admission tickets free now, 1 to 100.
    ///   - startDate: not before this day at the venue, `YYYY-MM-DD`.
    ///   - endDate: not after this day at the venue, `YYYY-MM-DD`.
    public func occurrences(
        of eventID: String, quantity: Int? = nil, startDate: String? = nil, endDate: String? = nil
    ) -> Paged<OccurrenceBody> {
        Paged { limit, offset in
            try await list(
                .browse(
                    [eventID, "occurrences"],
                    ["quantity": quantity.map(String.init), "startDate": startDate, "endDate": endDate], limit, offset))
        }
    }

    /// One occurrence, with its venue.
    public func occurrence(_ id: String, of eventID: String) async throws -> OccurrenceBody {
        try await data(.browse([eventID, "occurrences", id]))
    }

    /// What can be bought of an occurrence now, in the order of the house: seats, areas, extras.
    ///
    /// - Parameters:
    ///   - occurrenceID: the occurrence's.
    ///   - eventID: its event's.
    ///   - providerCode: prices of that tier; nil is everybody's.
    public func inventoryItems(
        of occurrenceID: String, of eventID: String, providerCode: String? = nil
    ) -> Paged<InventoryItemBody> {
        Paged { limit, offset in
            try await list(
                .browse(
                    [eventID, "occurrences", occurrenceID, "inventory-items"], ["providerCode": providerCode], limit,
                    offset))
        }
    }

    /// The v4 call that partners are moving away from: when so many tickets are free, and from what price. Use
    /// ``occurrences(of:quantity:startDate:endDate:)`` instead; `boxoffice legacy compare` shows that both say the same.
    ///
    /// - Parameters:
    ///   - productID: the event's id.
    ///   - quantity: tickets that must be free, 1 to 100.
    ///   - fromDate: the first day at the venue, `YYYY-MM-DD`.
    ///   - toDate: the last day, at most 366 days later.
    public func legacyAvailability(
        of productID: String, quantity: Int, fromDate: String, toDate: String
    ) async throws -> [AvailabilityBody] {
        try await data(
            Call(path: [
                "v4", "availability", "products", productID, "quantity", String(quantity), "from", fromDate, "to",
                toDate,
            ]))
    }
}

extension Call {
    fileprivate static func browse(_ path: [String]) -> Call {
        Call(path: ["v3", "events"] + path)
    }

    fileprivate static func browse(
        _ path: [String], _ query: KeyValuePairs<String, String?>, _ limit: Int?, _ offset: Int?
    ) -> Call {
        Call(path: ["v3", "events"] + path, query: query.map { ($0, $1) } + place(limit, offset))
    }

    /// Which part of a list.
    static func place(_ limit: Int?, _ offset: Int?) -> [(name: String, value: String?)] {
        [("limit", limit.map(String.init)), ("offset", offset.map(String.init))]
    }
}
