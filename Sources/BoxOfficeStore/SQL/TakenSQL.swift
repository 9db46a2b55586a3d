package import BoxOfficeDomain

extension Transaction {
    /// What is held or sold of an occurrence now.
    ///
    /// - Parameter cart: whose own holds do not count; nil counts all.
    package func taken(of occurrence: Occurrence.ID, besides cart: Cart.ID? = nil, at now: Moment) throws -> Taken {
        let answers = try answers(to: [
            """
            SELECT variant_id, expires_at, cart_id FROM claim
            WHERE occurrence_id = \(occurrence) AND (expires_at IS NULL OR expires_at > \(now))
            """,
            "SELECT variant_id, sold FROM stock WHERE occurrence_id = \(occurrence)",
            """
            SELECT variant_id, expires_at, cart_id, quantity FROM hold
            WHERE occurrence_id = \(occurrence) AND expires_at > \(now)
            """,
        ])
        let (claims, stock, holds) = (answers[0].rows, answers[1].rows, answers[2].rows)
        var taken = Taken()
        taken.seats.reserveCapacity(claims.count)
        for row in claims where try cart == nil || row.id(2) != cart {
            taken.seats.insert(try row.id(0))
            if let end = try row.optionalInteger(1) { taken.note(holdEnd: Moment(microseconds: end)) }
        }
        for row in stock { taken.quantities[try row.id(0)] = try row.int(1) }
        for row in holds where try cart == nil || row.id(2) != cart {
            taken.quantities[try row.id(0), default: 0] += try row.int(3)
            taken.note(holdEnd: try row.moment(1))
        }
        return taken
    }

    /// What is held and sold of each seat, area and extra of an occurrence, for an import that would take it back.
    package func commitments(of occurrence: Occurrence.ID, at now: Moment) throws -> [Commitment] {
        let claims = try rows(
            """
            SELECT variant_id, expires_at FROM claim
            WHERE occurrence_id = \(occurrence) AND (expires_at IS NULL OR expires_at > \(now))
            """
        ).map { row in
            let isSold = try row.optionalInteger(1) == nil
            return Commitment(variant: try row.id(0), held: isSold ? 0 : 1, sold: isSold ? 1 : 0)
        }
        let stock = try rows(
            """
            SELECT stock.variant_id, stock.sold,
                (SELECT CAST(COALESCE(SUM(hold.quantity), 0) AS BIGINT) FROM hold
                 WHERE hold.occurrence_id = stock.occurrence_id AND hold.variant_id = stock.variant_id
                    AND hold.expires_at > \(now))
            FROM stock WHERE stock.occurrence_id = \(occurrence)
            """
        ).map { Commitment(variant: try $0.id(0), held: try $0.int(2), sold: try $0.int(1)) }
        return (claims + stock).filter { $0.held + $0.sold > 0 }
    }
}
