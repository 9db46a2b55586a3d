import CPostgres

/// A connection to PostgreSQL that has nothing of the store in it: how a stranger looks at what the store has done, and
/// damages it.
package final class PostgreSQLSession {
    private let handle: OpaquePointer

    package init(_ address: String) throws {
        guard let handle = PQconnectdb(address) else { throw TroubleWithFixture("no memory for a connection") }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw TroubleWithFixture(String(cString: PQerrorMessage(handle)))
        }
        // It says what it has dropped.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit {
        PQfinish(handle)
    }

    /// Runs statements, apart by semicolons, in one transaction, and answers the rows of the last.
    @discardableResult
    package func run(_ statements: String) throws -> [[String?]] {
        guard let result = PQexec(handle, statements) else { throw TroubleWithFixture("no memory for an answer") }
        defer { PQclear(result) }
        let status = PQresultStatus(result)
        guard status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK else {
            throw TroubleWithFixture(String(cString: PQresultErrorMessage(result)))
        }
        return (0..<PQntuples(result)).map { row in
            (0..<PQnfields(result)).map { column in
                PQgetisnull(result, row, column) == 1 ? nil : String(cString: PQgetvalue(result, row, column))
            }
        }
    }
}
