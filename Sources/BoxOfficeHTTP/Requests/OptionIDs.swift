package import BoxOfficeDomain

/// The ids that clients pass back: base64url of a small JSON object that names an option, never an amount
/// (contract, section 2). Only the one spelling that we write is read.
package enum OptionIDs {
    /// What a client would send for a wish; empty where it names nothing.
    package static func ids(of wish: Wish) -> (item: String, option: String) {
        (wish.item.map(itemID) ?? "", wish.option.map(priceOptionID) ?? "")
    }

    /// `{"o": occurrence, "v": variant}`
    static func itemID(_ item: Wish.ItemName) -> String {
        var json = JSONText()
        json.item(item)
        json.raw("}")
        return Base64URL.text(of: json.bytes)
    }

    /// `{"o": occurrence, "v": variant, "t": ticket type, "c": rate code}`, the last only in a tier.
    static func priceOptionID(_ option: Wish.OptionName) -> String {
        var json = JSONText()
        json.item(option.item)
        json.raw(",\"t\":")
        json.string(option.option.ticketType.text)
        if let tier = option.option.tier {
            json.raw(",\"c\":")
            json.string(tier)
        }
        json.raw("}")
        return Base64URL.text(of: json.bytes)
    }

    /// Nil when we never wrote such an id.
    static func item(_ id: String) -> Wish.ItemName? {
        guard var fields = FieldReader(id), let item = fields.item() else { return nil }
        return itemID(item) == id ? item : nil
    }

    /// Nil when we never wrote such an id.
    static func priceOption(_ id: String) -> Wish.OptionName? {
        guard var fields = FieldReader(id), let item = fields.item(), let ticketType = fields.text(after: ",\"t\":")
        else { return nil }
        let option = Wish.OptionName(
            item: item,
            option: PriceOptionName(ticketType: .init(ticketType), tier: fields.text(after: ",\"c\":")))
        return priceOptionID(option) == id ? option : nil
    }
}

extension JSONText {
    fileprivate mutating func item(_ item: Wish.ItemName) {
        raw("{\"o\":")
        string(item.occurrence.text)
        raw(",\"v\":")
        string(item.variant.text)
    }
}

/// Takes an id's fields out of it, in the order in which we write them. Whoever asks compares with what we would have
/// written, so that this need not be strict.
private struct FieldReader {
    private var rest: ArraySlice<UInt8>

    /// Characters: four ids of 255 bytes each, escaped and encoded, with room to spare.
    private static let idLengthMax = 4096

    init?(_ id: String) {
        guard id.utf8.count <= Self.idLengthMax, let bytes = Base64URL.bytes(of: id) else { return nil }
        rest = bytes[...]
    }

    mutating func item() -> Wish.ItemName? {
        guard let occurrence = text(after: "{\"o\":"), let variant = text(after: ",\"v\":") else { return nil }
        return Wish.ItemName(occurrence: .init(occurrence), variant: .init(variant))
    }

    mutating func text(after name: StaticString) -> String? {
        let name = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        guard rest.starts(with: name), rest.dropFirst(name.count).first == UInt8(ascii: "\"") else { return nil }
        rest = rest.dropFirst(name.count + 1)
        var text: [UInt8] = []
        while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            guard let character = byte == UInt8(ascii: "\\") ? rest.popFirst() : byte else { return nil }
            text.append(character)
        }
        return String(validating: text, as: UTF8.self)
    }
}
