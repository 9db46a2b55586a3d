import GRDB

@testable import BoxOfficeStore

/// Runs each statement, and keeps what SQLite says of how it does.
final class ExplainingConnection: SQLConnection {
    private let database: Database
    private(set) var plans: [String] = []

    init(database: Database) {
        self.database = database
    }

    func rows(_ sql: BoxOfficeStore.SQL) throws -> [SQLRow] {
        let explained = try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql.text)", arguments: sql.arguments)
        plans += explained.map { $0["detail"] }
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
