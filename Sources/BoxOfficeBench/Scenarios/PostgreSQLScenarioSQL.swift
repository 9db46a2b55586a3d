extension Scenario {
    static let postgreSQL = Scenario(
        name: "pgbench", about: "on PostgreSQL: holds against the same statements by pgbench; two servers against one"
    ) { bench in
        guard bench.databases.address != nil else { throw BenchFailure("pgbench needs --database.") }
        let server = try await bench.house()
        let other = try await bench.start(on: server.database, key: server.requests.key, House.theatre)
        let pgbench = PGBench(
            database: try await bench.databaseForPGBench(), folder: bench.folder, seconds: bench.settings.seconds)
        let clubs = (0..<House.club.occurrences).map { House.club.occurrenceID($0) }
        var rows: [Row] = []

        let spread = try await bench.against(pgbench, "many occurrences", server, Self.hold(Self.seat, of: clubs)) {
            // Each next hold is of another occurrence.
            let dates = try bench.nextClubs(bench.clubsOfARun)
            return try (0..<House.club.seatCount).flatMap { seat in
                try dates.flatMap { try House.club.holds(seat..<seat + 1, occurrence: $0, server.requests) }
            }
        }
        rows.append(spread.row("hold one seat, many occurrences", atLeast: 1.5))

        let one = try await bench.against(
            pgbench, "one occurrence", server, Self.hold(Self.seat, of: [House.stadium.occurrenceID(0)])
        ) {
            try House.stadium.holds(
                0..<House.stadium.seatCount, occurrence: try bench.nextStadium(), server.requests)
        }
        rows.append(one.row("hold one seat, one occurrence", atLeast: 1))

        let area = try await bench.against(
            pgbench, "one area", server, Self.hold(Self.place, of: [House.field.occurrenceID(0)])
        ) {
            let hold = try server.requests.hold(House.field.wish(House.areaID, occurrence: 1))
            return Array(repeating: hold, count: 100_000)
        }
        rows.append(area.row("hold one place of one area", atLeast: 3))
        rows.append(try await twoServers(bench, server, other))
        try await bench.audit(server)
        return rows
    }

    /// The same load on one server, then half of it on each of two.
    private static func twoServers(_ bench: Bench, _ one: Server, _ other: Server) async throws -> Row {
        var (alone, together): ([Double], [Double]) = ([], [])
        for number in 1...bench.settings.runs {
            bench.progress("two servers against one, run \(number) of \(bench.settings.runs)")
            func holds(_ part: Int) throws -> [LoadRequest] {
                let dates = try bench.nextClubs(bench.clubsOfARun / part)
                return try (0..<House.club.seatCount).flatMap { seat in
                    try dates.flatMap { try House.club.holds(seat..<seat + 1, occurrence: $0, one.requests) }
                }
            }
            let connections = bench.settings.connections
            alone.append(
                try await one.measure(bench.settings.load(one, script: Scripts.each(try holds(1)))).perSecond())
            let (first, second) = (
                bench.settings.load(one, connections: connections / 2, script: Scripts.each(try holds(2))),
                bench.settings.load(other, connections: connections / 2, script: Scripts.each(try holds(2)))
            )
            async let firstRun = one.measure(first)
            async let secondRun = other.measure(second)
            together.append(try await firstRun.perSecond() + secondRun.perSecond())
        }
        return Row("hold one seat, two servers together", perSecond: together.median)
            .compared(together, with: alone, "one server", atLeast: 1)
    }

    private static let seat = """
        INSERT INTO claim (occurrence_id, variant_id, cart_id, expires_at)
        VALUES (:occurrence, :unit, :cart, :end)
        ON CONFLICT (occurrence_id, variant_id)
        DO UPDATE SET cart_id = excluded.cart_id, expires_at = excluded.expires_at
        WHERE claim.expires_at <= :now
        RETURNING variant_id;
        """

    private static let place = """
        DELETE FROM hold WHERE occurrence_id = :occurrence AND expires_at <= :now RETURNING variant_id, quantity;
        UPDATE stock SET held = held + 1
        WHERE occurrence_id = :occurrence AND variant_id = 'standing' AND held + sold + 1 <= capacity;
        INSERT INTO hold (occurrence_id, variant_id, cart_id, quantity, expires_at)
        VALUES (:occurrence, 'standing', :cart, 1, :end);
        """

    /// What one hold does, as a script of pgbench: the statements that ours runs, in a transaction of its own.
    private static func hold(_ take: String, of occurrences: [String]) -> String {
        let first = occurrences[0]
        return """
            \\set occurrence \(first) + random(0, \(occurrences.count - 1))
            \\set unit random(1, 1000000000000)
            \\set cart random(1, 1000000000000)
            \\set now 1800000000000000
            \\set end 1800000900000000
            BEGIN;
            UPDATE occurrence_state SET version = version + 1, changed_at = :now
            WHERE occurrence_id = :occurrence RETURNING version, catalogue_version;
            \(take)
            INSERT INTO cart (
                id, occurrence_id, event_id, retailer_id, created_at, expires_at, is_protected, currency, total)
            VALUES (:cart, :occurrence, '103', 'bench', :now, :end, 0, 'GBP', 5500);
            INSERT INTO cart_item (
                cart_id, position, variant_id, kind, section_name, row_name, seat_name, name, attributes, ticket_type,
                category_name, sell_price, quantity)
            VALUES (:cart, 0, :unit, 'assignedSeat', 'Block1', '1', '1', 'Block1 1 1', '', 'ADULT', 'Adult', 5500, 1);
            INSERT INTO receipt_line (cart_id, position, kind, label, amount)
            VALUES (:cart, 0, 'subtotal', 'Subtotal', 5500);
            COMMIT;

            """
    }
}

/// Our rate beside that of pgbench, run by run.
private struct Contest {
    var runs: [Run] = []
    var rates: [Double] = []

    func row(_ what: String, atLeast least: Double) -> Row {
        Row("\(what), one server", runs)
            .compared(runs.map { $0.perSecond() }, with: rates, "pgbench", atLeast: least)
    }
}

extension Bench {
    /// Dates of a club that a run has seats enough in.
    fileprivate var clubsOfARun: Int { 40 }

    /// One that holds what pgbench makes of it, which no audit would pass.
    fileprivate func databaseForPGBench() async throws -> String {
        try await server("pgbench", House.all).database
    }

    fileprivate func against(
        _ pgbench: PGBench, _ name: String, _ server: Server, _ script: String, holds: () throws -> [LoadRequest]
    ) async throws -> Contest {
        var contest = Contest()
        for number in 1...settings.runs {
            progress("\(name) against pgbench, run \(number) of \(settings.runs)")
            contest.runs.append(try await server.measure(settings.load(server, script: Scripts.each(try holds()))))
            contest.rates.append(try await pgbench.perSecond("hold", script))
        }
        return contest
    }
}
