package import BoxOfficeDomain
import BoxOfficeStore
import Crypto

/// What a partner sends to open a cart.
package struct CartRequest: Sendable {
    package let wishes: [Wish]
    /// What the customer typed in.
    package let voucherCode: String?
    /// Whether the customer chose the event's protection.
    package let isProtected: Bool
    package let idempotencyKey: String?

    package init(
        _ wishes: [Wish], voucherCode: String? = nil, isProtected: Bool = false, idempotencyKey: String? = nil
    ) {
        self.wishes = wishes
        self.voucherCode = voucherCode
        self.isProtected = isProtected
        self.idempotencyKey = idempotencyKey
    }

    /// The same for the same request, however its body was spelled. Ids that name nothing need not be told apart: only
    /// a success is ever compared.
    fileprivate var fingerprint: String {
        let lines = wishes.map { wish in
            [
                wish.occurrence.text, wish.item?.variant.text, wish.option?.option.ticketType.text,
                wish.option?.option.tier, String(wish.quantity),
            ].map { $0 ?? "" }.joined(separator: "\t")
        }
        let text = (lines + [voucherCode ?? "", String(isProtected)]).joined(separator: "\n")
        return SHA256.hash(data: Array(text.utf8)).hexadecimal
    }
}

/// A cart, and whether this call opened it or an earlier one under the same idempotency key.
package enum OpenedCart: Sendable {
    case opened(Cart)
    case openedBefore(Cart)

    package var cart: Cart {
        switch self {
        case .opened(let cart), .openedBefore(let cart): cart
        }
    }

    /// At today's prices.
    fileprivate func repriced(in catalogue: Catalogue) -> OpenedCart {
        switch self {
        case .opened(let cart): .opened(cart.repriced(in: catalogue))
        case .openedBefore(let cart): .openedBefore(cart.repriced(in: catalogue))
        }
    }
}

extension Desk {
    /// Holds what is wished for, all or nothing.
    ///
    /// - Throws: ``CartRefusal``.
    package func openCart(_ request: CartRequest, for retailer: Retailer) async throws -> OpenedCart {
        let key = request.idempotencyKey.map { IdempotencyKey(retailer: retailer.id, operation: "openCart", key: $0) }
        // One for all that is decided anew: what was kept by an earlier attempt, without an answer, is found by it.
        let id = Cart.ID(RandomNames.uuid(at: now()))
        var attempts = 0
        return try await decide { catalogue in
            attempts += 1
            // By the same catalogue as everything else: an import may have taken the event from this retailer.
            let retailer = catalogue.retailer(retailer.id) ?? retailer
            let opening = Opening(
                request: request, retailer: retailer, key: key, now: now(), id: id, isRepeated: attempts > 1)
            // One look at both, where there is something to look for: the use that this key's own cart holds must not
            // count against it.
            let isPlain = key == nil && request.voucherCode == nil
            let (earlier, uses) =
                isPlain
                ? (nil, 0)
                : try await store.read {
                    (try opening.earlierCart(in: $0), try opening.voucherUses(catalogue, in: $0))
                }
            if let earlier { return .openedBefore(earlier.repriced(in: catalogue)) }
            let cart = try Cart.open(
                id: opening.id, wishes: request.wishes, voucherCode: request.voucherCode, voucherUses: uses,
                isProtected: request.isProtected, for: retailer, from: catalogue, at: opening.now)
            let opened = try await store.write(
                to: cart.occurrence, decidedBy: catalogue.version,
                takesStock: cart.units.contains { !$0.variant.isSeat }, vouchers: cart.vouchers, at: opening.now
            ) { transaction in
                try opening.hold(cart, catalogue, in: transaction)
            }
            openedCarts.note(opened.cart, by: catalogue)
            return opened.cart == cart ? opened : opened.repriced(in: catalogue)
        }
    }
}

/// One call to open a cart: the id is chosen before the door, since what is behind it may run twice.
private struct Opening: Sendable {
    let request: CartRequest
    let retailer: Retailer
    let key: IdempotencyKey?
    let now: Moment
    let id: Cart.ID
    /// Whether an earlier attempt may have been kept, without an answer.
    let isRepeated: Bool

    /// The cart that this key opened before, while it lives.
    func earlierCart(in transaction: Transaction) throws -> Cart? {
        guard let key, let earlier = try transaction.earlierEffect(of: key, validSince: now.idempotencyHorizon) else {
            return nil
        }
        return try cart(of: earlier, in: transaction)
    }

    /// The cart of an earlier effect, while it lives. Another request under the same key is refused.
    private func cart(of earlier: IdempotentEffect, in transaction: Transaction) throws -> Cart? {
        guard earlier.fingerprint == request.fingerprint else { throw CartRefusal.idempotencyKeyReused }
        guard let stored = try transaction.cart(.init(earlier.resultID)), !stored.isOrdered,
            now < stored.cart.expiresAt
        else { return nil }
        return stored.cart
    }

    /// The cart that another call under this key has opened since it was looked for; nil when the key is this call's.
    private func useKey(in transaction: Transaction) throws -> Cart? {
        guard let key else { return nil }
        let effect = IdempotentEffect(fingerprint: request.fingerprint, resultID: id.text)
        guard let earlier = try transaction.use(key, for: effect, at: now, validSince: now.idempotencyHorizon) else {
            return nil
        }
        if let cart = try cart(of: earlier, in: transaction) { return cart }
        try transaction.reuse(key, for: effect, at: now)
        return nil
    }

    /// How often the voucher of the request is used and held by now; 0 where there is none.
    func voucherUses(_ catalogue: Catalogue, in transaction: Transaction) throws -> Int {
        guard let code = request.voucherCode, let wish = request.wishes.first,
            let event = catalogue.listing(wish.occurrence)?.event.id
        else { return 0 }
        return try transaction.voucherUses(code, of: event, at: now)
    }

    /// - Returns: the cart as it is written down.
    func hold(_ cart: Cart, _ catalogue: Catalogue, in transaction: Transaction) throws -> OpenedCart {
        if isRepeated || transaction.mayBeDone, let kept = try transaction.cart(id)?.cart { return .opened(kept) }
        if let earlier = try useKey(in: transaction) { return .openedBefore(earlier) }
        try transaction.holdVoucher(of: cart, catalogue, at: now)
        guard try transaction.take(cart, at: now) else {
            throw try transaction.refusal(of: cart, from: catalogue, at: now)
        }
        try transaction.insert(cart)
        return .opened(cart)
    }
}

extension Transaction {
    /// A use of the cart's voucher, if it has one. Between the look before the door and this, another may have had the last.
    fileprivate func holdVoucher(of cart: Cart, _ catalogue: Catalogue, at now: Moment) throws {
        guard let code = cart.voucherCode else { return }
        let usesMax = catalogue.event(cart.event)?.terms.voucher(code)?.maxUses
        guard
            try holdVoucher(
                code, of: cart.event, for: cart.id, until: cart.expiresAt, usesMax: usesMax, at: now)
        else {
            throw CartRefusal.voucherInvalid(code)
        }
    }

    /// Takes everything that a cart holds off the market, in id order. False when something of it is taken: then the
    /// transaction must not be committed.
    fileprivate func take(_ cart: Cart, at now: Moment) throws -> Bool {
        let seats = cart.units.filter(\.variant.isSeat).map(\.variant.id)
        guard try claim(seats, of: cart.occurrence, for: cart.id, until: cart.expiresAt, at: now) else { return false }
        return try cart.units.filter { !$0.variant.isSeat }.allSatisfy { variant, quantity in
            try hold(quantity, of: variant.id, of: cart.occurrence, for: cart.id, until: cart.expiresAt, at: now)
        }
    }

    /// Every line that is short, once it is known that one is.
    fileprivate func refusal(of cart: Cart, from catalogue: Catalogue, at now: Moment) throws -> CartRefusal {
        guard let listing = catalogue.listing(cart.occurrence) else { return .occurrenceUnknown(cart.occurrence) }
        let shortages = cart.shortages(in: listing, try taken(of: cart.occurrence, besides: cart.id, at: now))
        guard !shortages.isEmpty else {
            throw StoreFailure(
                code: .damaged, cause: "a stock of occurrence \(cart.occurrence) differs from the catalogue")
        }
        return .exhausted(in: cart.occurrence, shortages)
    }
}
