import HTTPTypes

extension HTTPFields {
    /// As the subscript answers, which joins what it finds also where there is nothing to join: at a cost that shows on
    /// fields that every call has.
    func value(_ name: HTTPField.Name) -> String? {
        let values = self[values: name]
        return values.count > 1 ? self[name] : values.first
    }

    func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var fields = self
        fields[name] = value
        return fields
    }
}

extension HTTPField.Name {
    static let apiKey = name("X-TT-API-Key")
    static let retailer = name("X-TT-Retailer")
    static let platform = name("X-TT-Platform")
    static let clientPlatform = name("X-Client-Platform")
    static let requestID = name("X-Request-ID")
    static let idempotencyKey = name("Idempotency-Key")
    static let simulate = name("X-Simulate")
    static let expect = name("Expect")
    static let rateLimitLimit = name("RateLimit-Limit")
    static let rateLimitRemaining = name("RateLimit-Remaining")
    static let rateLimitReset = name("RateLimit-Reset")
    static let deprecation = name("Deprecation")
    static let sunset = name("Sunset")
    static let link = name("Link")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no header's name") }
        return name
    }
}
