/// What a customer is shown to pay, line by line, in the order of the contract's section 6.
package struct Receipt: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package enum Kind: String, Sendable {
            case subtotal, fee, voucher, protection
        }

        package let kind: Kind
        package let label: String
        /// Below zero for what is taken off.
        package let amount: Money

        package init(kind: Kind, label: String, amount: Money) {
            self.kind = kind
            self.label = label
            self.amount = amount
        }
    }

    /// The subtotal always first; no other line is zero.
    package let lines: [Line]
    /// The signed sum of the lines, never below zero.
    package let total: Money
    /// Already inside the total; nil where the seller discloses no tax.
    package let totalTaxes: Money?

    package init(lines: [Line], total: Money, totalTaxes: Money?) {
        self.lines = lines
        self.total = total
        self.totalTaxes = totalTaxes
    }

    /// - Parameters:
    ///   - voucher: off the subtotal, never below zero.
    ///   - isProtected: whether the customer chose the event's protection, a part of the subtotal after the voucher.
    package init(items: [Cart.Item], terms: Terms, voucher: Voucher? = nil, isProtected: Bool = false) {
        let subtotal = items.reduce(0) { $0 + $1.total.amount }
        let off = voucher?.reduction.taken(from: subtotal) ?? 0
        var amounts: [(Line.Kind, String, Int64)] = terms.orderFees.map { (.fee, $0.name, $0.amount) }
        if let voucher {
            amounts.append((.voucher, voucher.name, -off))
        }
        if isProtected, let protection = terms.protection {
            amounts.append((.protection, protection.name, protection.percent.of(subtotal - off)))
        }
        let others = amounts.filter { $0.2 != 0 }
        let total = max(0, others.reduce(subtotal) { $0 + $1.2 })
        self.init(
            lines: ([(.subtotal, Self.subtotalLabel, subtotal)] + others).map {
                Line(kind: $0.0, label: $0.1, amount: Money($0.2, terms.currency))
            },
            total: Money(total, terms.currency),
            totalTaxes: terms.tax.flatMap { $0.isDisclosed ? Money($0.percent.inside(total), terms.currency) : nil }
        )
    }

    private static let subtotalLabel = "Subtotal"
}
