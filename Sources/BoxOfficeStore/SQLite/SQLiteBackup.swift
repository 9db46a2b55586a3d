import GRDB

extension SQLiteDriver {
    /// Copies the database, as it is at one moment, into a file that is empty, while it is written.
    ///
    /// In one step: a copy in several starts over whenever somebody writes. The log cannot start over for as long as
    /// that takes, some seconds a gigabyte.
    package func backUp(to path: String) async throws {
        let source = try inStoreWords { try Self.reader(self.path) }
        try await withCheckedThrowingContinuation { continuation in
            source.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    with: Result {
                        try inStoreWords {
                            let copy = try DatabaseQueue(path: path)
                            try copy.writeWithoutTransaction { try database.backup(to: $0) }
                            try copy.close()
                        }
                    })
            }
        }
        try inStoreWords { try source.close() }
    }
}
