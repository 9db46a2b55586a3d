import BoxOfficeDomain

/// Reads what makes a price lower, or another: promotions, rate codes and vouchers.
struct TierReader {
    let clock: VenueClock
    let prices: PriceReader
    let retailers: Names

    func promotions(_ event: Fields) -> [Promotion] {
        var ids = UniqueNames()
        return (event.items("promotions") ?? []).compactMap { item in
            let known = ["id", "name", "from", "until"] + ReductionReader.fields + PriceReader.scopeFields
            guard let fields = item.fields(known, expecting: "a promotion: {id, name, percentOff}") else { return nil }
            let id = ids.read(.id, "id", of: fields)
            let name = fields.required("name", .name)
            let reduction = ReductionReader.read(fields)
            let scope = prices.scope(fields)
            let (from, until) = clock.span(fields, from: "from", until: "until")
            guard let id, let name, let reduction else { return nil }
            return Promotion(
                id: Promotion.ID(id), name: name, reduction: reduction, scope: scope, from: from?.moment,
                until: until?.moment
            )
        }
    }

    func rateCodes(_ event: Fields) -> [RateCode] {
        var codes = UniqueNames()
        return (event.items("rateCodes") ?? []).compactMap { item in
            let known = ["code", "retailers", "prices"] + ReductionReader.fields + PriceReader.scopeFields
            guard let fields = item.fields(known, expecting: "a rate code: {code, percentOff}") else { return nil }
            let code = codes.read(.id, "code", of: fields)
            let retailers = fields["retailers"].flatMap(retailerIDs)
            let effect = effect(fields)
            let scope = prices.scope(fields)
            guard let code, let effect else { return nil }
            return RateCode(code: code, retailers: retailers, effect: effect, scope: scope)
        }
    }

    private func effect(_ fields: Fields) -> RateCode.Effect? {
        guard let list = fields["prices"] else {
            let kinds = ReductionReader.fields + ["prices"]
            guard ReductionReader.isExactlyOne(of: kinds, in: fields) else { return nil }
            return ReductionReader.read(fields).map(RateCode.Effect.reduction)
        }
        let prices = prices.prices(list)
        guard ReductionReader.isExactlyOne(of: ["prices"] + ReductionReader.fields, in: fields) else { return nil }
        return prices.map(RateCode.Effect.prices)
    }

    private func retailerIDs(_ field: Field) -> Set<Retailer.ID>? {
        guard let items = field.items() else { return nil }
        if items.isEmpty { field.report("is an empty list; expected at least one, or to be left out for all") }
        return Set(items.compactMap { retailers.resolve($0, as: "a retailer of this catalogue") }.map(Retailer.ID.init))
    }

    func vouchers(_ event: Fields) -> [Voucher] {
        var codes = UniqueNames()
        return (event.items("vouchers") ?? []).compactMap { item in
            let known = ["code", "name", "maxUses", "from", "until"] + ReductionReader.fields
            guard let fields = item.fields(known, expecting: "a voucher: {code, name, amountOff}") else { return nil }
            let code = codes.read(.id, "code", of: fields)
            let name = fields.required("name", .name)
            let reduction = ReductionReader.read(fields)
            let maxUses = fields.optional("maxUses", .wholeNumber(0...1_000_000_000, of: "uses"))
            let (from, until) = clock.span(fields, from: "from", until: "until")
            guard let code, let name, let reduction else { return nil }
            return Voucher(
                code: code, name: name, reduction: reduction, maxUses: maxUses.map { Int($0) }, from: from?.moment,
                until: until?.moment
            )
        }
    }
}
