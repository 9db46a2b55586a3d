package import BoxOfficeDomain
import FoundationEssentials

/// The ids that clients pass back: base64url of a small JSON object that names an option, never an amount
/// (contract, section 2). Only the one spelling that we write is read.
package enum OptionIDs {
    /// What a client would send for a wish; empty where it names nothing.
    package static func ids(of wish: Wish) -> (item: String, option: String) {
        (wish.item.map(itemID) ?? "", wish.option.map(priceOptionID) ?? "")
    }

    /// `{"o": occurrence, "v": variant}`
    static func itemID(_ item: Wish.ItemName) -> String {
        base64URL("{\"o\":\(item.occurrence.text.inJSON),\"v\":\(item.variant.text.inJSON)}")
    }

    /// `{"o": occurrence, "v": variant, "t": ticket type, "c": rate code}`, the last only in a tier.
    static func priceOptionID(_ option: Wish.OptionName) -> String {
        let item = "\"o\":\(option.item.occurrence.text.inJSON),\"v\":\(option.item.variant.text.inJSON)"
        let tier = option.option.tier.map { ",\"c\":\($0.inJSON)" } ?? ""
        return base64URL("{\(item),\"t\":\(option.option.ticketType.text.inJSON)\(tier)}")
    }

    /// Nil when we never wrote such an id.
    static func item(_ id: String) -> Wish.ItemName? {
        guard let fields = decoded(id), fields.count == 2, let occurrence = fields["o"], let variant = fields["v"]
        else {
            return nil
        }
        let item = Wish.ItemName(occurrence: .init(occurrence), variant: .init(variant))
        return itemID(item) == id ? item : nil
    }

    /// Nil when we never wrote such an id.
    static func priceOption(_ id: String) -> Wish.OptionName? {
        guard let fields = decoded(id), let occurrence = fields["o"], let variant = fields["v"],
            let ticketType = fields["t"]
        else { return nil }
        let option = Wish.OptionName(
            item: Wish.ItemName(occurrence: .init(occurrence), variant: .init(variant)),
            option: PriceOptionName(ticketType: .init(ticketType), tier: fields["c"]))
        return priceOptionID(option) == id ? option : nil
    }

    /// RFC 4648, section 5, without padding.
    private static func base64URL(_ text: String) -> String {
        let base64 = Data(text.utf8).base64EncodedString()
        return String(
            decoding: base64.utf8.lazy.filter { $0 != UInt8(ascii: "=") }.map { byte in
                switch byte {
                case UInt8(ascii: "+"): UInt8(ascii: "-")
                case UInt8(ascii: "/"): UInt8(ascii: "_")
                default: byte
                }
            }, as: UTF8.self)
    }

    private static func decoded(_ id: String) -> [String: String]? {
        guard id.utf8.count <= lengthMax else { return nil }
        let padding = String(repeating: "=", count: (4 - id.utf8.count % 4) % 4)
        let base64 = id.replacing("-", with: "+").replacing("_", with: "/") + padding
        // An id that is none of ours is an unknown id, whatever is wrong with it.
        return Data(base64Encoded: base64).flatMap { try? JSONDecoder().decode([String: String].self, from: $0) }
    }

    /// Characters: four ids of 255 bytes each, escaped and encoded, with room to spare.
    private static let lengthMax = 4096
}

extension String {
    /// As a JSON string. Only for texts without control characters, as all of a catalogue are.
    fileprivate var inJSON: String {
        var json = "\""
        for scalar in unicodeScalars {
            if scalar == "\"" || scalar == "\\" { json.unicodeScalars.append("\\") }
            json.unicodeScalars.append(scalar)
        }
        return json + "\""
    }
}
