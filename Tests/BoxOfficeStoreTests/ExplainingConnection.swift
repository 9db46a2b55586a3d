import GRDB

@testable import BoxOfficeStore

/// Runs each statement, and keeps what SQLite says of how it does.
final class ExplainingConnection: SQLConnection {
    private let database: Database
    private(set) var plans: [String] = []
    /// Statements for which SQLite makes a table of its own whenever they run, which costs more than most of them do.
    private(set) var withTables: [String] = []

    init(database: Database) {
        self.database = database
    }

    func rows(_ sql: BoxOfficeStore.SQL) throws -> [SQLRow] {
        let explained = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql.text)", arguments: sql.arguments)
        plans += explained.map { $0["detail"] }
        let steps = try Row.fetchAll(database, sql: "EXPLAIN \(sql.text)", arguments: sql.arguments)
        if steps.contains(where: { $0["opcode"] == "OpenEphemeral" }) { withTables.append(sql.text) }
        return try Row.fetchAll(database, sql: sql.text, arguments: sql.arguments).map { row in
            SQLRow(
                values: row.databaseValues.map { value in
                    switch value.storage {
                    case .int64(let integer): .integer(integer)
                    case .string(let text): .text(text)
                    default: .null
                    }
                })
        }
    }

    func run(_ sql: BoxOfficeStore.SQL) throws -> Int {
        _ = try rows(sql)
        return database.changesCount
    }

    var textType: BoxOfficeStore.SQL { "TEXT" }

    var inKeyOrder: BoxOfficeStore.SQL { "" }

    func lockSchema() {}

    func hasTable(_ name: String) -> Bool { true }
}

extension BoxOfficeStore.SQL {
    fileprivate var arguments: StatementArguments {
        StatementArguments(
            binds.map { bind -> (any DatabaseValueConvertible)? in
                switch bind {
                case .text(let text): text
                case .integer(let integer): integer
                case .null: nil
                }
            })
    }
}
