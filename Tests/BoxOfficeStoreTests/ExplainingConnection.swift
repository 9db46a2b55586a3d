import BoxOfficeTestSupport

@testable import BoxOfficeStore

/// Runs each statement, and keeps what the engine says of how it does.
final class ExplainingConnection: SQLConnection {
    private let connection: any SQLConnection
    private(set) var plans: [String] = []
    /// Statements for which SQLite makes a table of its own whenever they run, which costs more than most of them do.
    private(set) var withTables: [String] = []

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    func answer(to sql: SQL) throws -> SQLAnswer {
        switch Engine.current {
        case .sqlite:
            // A line each: id, parent, an unused one, and what is done.
            plans += try connection.rows("EXPLAIN QUERY PLAN \(sql)").map { try $0.text(3) }
            // A line each: address, operation, and its operands.
            let steps = try connection.rows("EXPLAIN \(sql)")
            if try steps.contains(where: { try $0.text(1) == "OpenEphemeral" }) { withTables.append(sql.text) }
        case .postgreSQL:
            plans.append(
                try connection.rows("EXPLAIN (COSTS OFF) \(sql)").map { try $0.text(0) }.joined(separator: "\n"))
        }
        return try connection.answer(to: sql)
    }

    /// As if each had found what it is meant for.
    func run(each statements: [SQL]) throws -> [Int] {
        try statements.map { statement in
            _ = try answer(to: statement)
            return 1
        }
    }

    var textType: SQL { connection.textType }

    var inKeyOrder: SQL { connection.inKeyOrder }

    var changes: Int { connection.changes }

    func lockSchema() {}

    func hasTable(_ name: String) -> Bool { true }
}
