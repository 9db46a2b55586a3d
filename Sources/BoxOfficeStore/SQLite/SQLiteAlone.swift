import GRDB

/// A database file that nobody else has open, nor can open meanwhile.
package final class SQLiteAlone: Sendable {
    private let queue: ConnectionQueue

    /// - Throws: ``StoreFailure`` when somebody has it open, or it is no database.
    package init(path: String) throws {
        var configuration = Configuration()
        // Whoever has it open serves from it, and will for long.
        configuration.busyMode = .immediateError
        configuration.prepareDatabase { database in
            // Taken with the first look, and kept: with a log beside the file, it is had by nobody else or not at all.
            try database.execute(sql: "PRAGMA locking_mode = EXCLUSIVE")
        }
        queue = try inStoreWords {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            _ = try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA schema_version") }
            return ConnectionQueue(queue)
        }
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { connection in
                continuation.resume(with: Swift.Result { try body(Transaction(connection)) })
            }
        }
    }

    package func close() throws {
        try inStoreWords { try queue.close() }
    }
}
