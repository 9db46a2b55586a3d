/// What every successful answer is wrapped in.
public struct DataEnvelope<Body: Codable & Sendable>: Codable, Sendable {
    public var data: Body

    public init(data: Body) {
        self.data = data
    }
}

/// What a list is wrapped in: with its place in the whole, where it was paged.
public struct ListEnvelope<Body: Codable & Sendable>: Codable, Sendable {
    public var data: [Body]
    /// Left out where the whole list was sent.
    public var pagination: PaginationBody?

    public init(data: [Body], pagination: PaginationBody? = nil) {
        self.data = data
        self.pagination = pagination
    }
}

/// Which part of a list an answer holds.
public struct PaginationBody: Codable, Hashable, Sendable {
    public var limit: Int
    public var offset: Int
    /// How many there are in all.
    public var total: Int

    public init(limit: Int, offset: Int, total: Int) {
        self.limit = limit
        self.offset = offset
        self.total = total
    }
}

/// A field that is always there, and may be null.
public struct Nullable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    public var value: Value?

    public init(_ value: Value?) {
        self.value = value
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

/// An amount in a currency's minor units.
public struct MoneyBody: Codable, Hashable, Sendable {
    /// Minor units: 8500 is 85.00 in USD.
    public var amount: Int64
    /// ISO 4217.
    public var currency: String

    public init(amount: Int64, currency: String) {
        self.amount = amount
        self.currency = currency
    }
}
