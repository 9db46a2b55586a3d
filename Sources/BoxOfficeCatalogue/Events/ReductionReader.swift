import BoxOfficeDomain

/// Reads what takes something off a price: exactly one of `percentOff` and `amountOff`.
enum ReductionReader {
    static let fields = ["percentOff", "amountOff"]

    /// Nil when there is none, or not exactly one, which is reported.
    static func read(_ fields: Fields) -> Reduction? {
        guard isExactlyOne(of: self.fields, in: fields) else { return nil }
        if let percent = fields["percentOff"] { return percent.read(.percent).map(Reduction.percentOff) }
        return fields.optional("amountOff", .amount).map(Reduction.amountOff)
    }

    /// False when it is reported that none or more than one of these fields are there.
    static func isExactlyOne(of names: [String], in fields: Fields) -> Bool {
        let written = names.filter { fields[$0] != nil }
        let choice = "\(names.dropLast().joined(separator: ", ")) or \(names.last ?? "")"
        switch written.count {
        case 0: fields.mapping.report("takes nothing off; expected \(choice)")
        case 1: return true
        default: fields.report("stands beside \(written[0]); expected only one of \(choice)", at: written[1])
        }
        return false
    }
}
