/// What every successful answer is wrapped in.
public struct DataEnvelope<Body: Codable & Sendable>: Codable, Sendable {
    /// What was asked for.
    public var data: Body

    /// Puts the fields together, as they stand in the body.
    public init(data: Body) {
        self.data = data
    }
}

/// What a list is wrapped in: with its place in the whole, where it was paged.
public struct ListEnvelope<Body: Codable & Sendable>: Codable, Sendable {
    /// What was asked for.
    public var data: [Body]
    /// Left out where the whole list was sent.
    public var pagination: PaginationBody?

    /// Puts the fields together, as they stand in the body.
    public init(data: [Body], pagination: PaginationBody? = nil) {
        self.data = data
        self.pagination = pagination
    }
}

/// Which part of a list an answer holds.
public struct PaginationBody: Codable, Hashable, Sendable {
    /// Entries of a page at the most.
    public var limit: Int
    /// Entries before this page.
    public var offset: Int
    /// How many there are in all.
    public var total: Int

    /// Puts the fields together, as they stand in the body.
    public init(limit: Int, offset: Int, total: Int) {
        self.limit = limit
        self.offset = offset
        self.total = total
    }
}

/// A field that is always there, and may be null. Where it is left out all the same, it reads as null.
public struct Nullable<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    /// Nil is null on the wire.
    public var value: Value?

    /// Wraps a value.
    public init(_ value: Value?) {
        self.value = value
    }

    /// Reads the field, null or not.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        value = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    /// Writes the field, null or not.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value { try container.encode(value) } else { try container.encodeNil() }
    }
}

extension KeyedDecodingContainer {
    /// Takes the place of the general one in every body: a server that leaves out what others say is null is to make no
    /// whole answer unreadable.
    func decode<Value>(_ type: Nullable<Value>.Type, forKey key: Key) throws -> Nullable<Value> {
        try decodeIfPresent(type, forKey: key) ?? Nullable(nil)
    }
}

/// An amount in a currency's minor units.
public struct MoneyBody: Codable, Hashable, Sendable {
    /// Minor units: 8500 is 85.00 in USD.
    public var amount: Int64
    /// ISO 4217.
    public var currency: String

    /// Puts the fields together, as they stand in the body.
    public init(amount: Int64, currency: String) {
        self.amount = amount
        self.currency = currency
    }

    /// Reads an amount that is a whole number of 64 bits, or says that this field holds another.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        do {
            amount = try container.decode(Int64.self, forKey: .amount)
        } catch let error as DecodingError {
            throw error
        } catch {
            // What Foundation throws of 37.5 or 1e30 tells no place, and would pass for text that is not JSON.
            throw DecodingError.dataCorruptedError(
                forKey: .amount, in: container, debugDescription: "no whole number of 64 bits")
        }
        currency = try container.decode(String.self, forKey: .currency)
    }
}
