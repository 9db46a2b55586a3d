import BoxOfficeDomain
package import BoxOfficeStore

/// Why nothing was copied, or why the copy is not to be used.
package struct CopyRefusal: Error, CustomStringConvertible {
    package let description: String
}

/// Moves a seller from the embedded database to another: everything, compared row by row when it is there.
///
/// Rows go in the order of their keys, a transaction every thousand. What was interrupted goes on where it stopped, as
/// long as nothing was sold from the source meanwhile; otherwise it begins anew.
package struct CopyEverything {
    package enum Step: Sendable {
        case copied(StoredTable, rows: Int, of: Int)
        case compared(StoredTable, rows: Int, of: Int)
        /// The same in both.
        case equal(StoredTable, rows: Int, checksum: UInt64)
    }

    private let source: SQLiteAlone
    private let target: PostgreSQLDriver
    private let progress: (Step) -> Void

    private static let rowsAtOnce = 1000

    package init(
        from source: SQLiteAlone, to target: PostgreSQLDriver, progress: @escaping (Step) -> Void
    ) {
        self.source = source
        self.target = target
        self.progress = progress
    }

    /// Copies and compares. The target can be used when this returns, and not before.
    ///
    /// - Throws: ``CopyRefusal``.
    package func carryOut() async throws {
        try await begin()
        for table in StoredTable.all { try await copy(table) }
        for table in StoredTable.all { try await compare(table) }
        try await target.transact { try $0.finishCopy() }
    }

    private func begin() async throws {
        guard try await source.read({ try $0.isUpToDate }) else {
            throw CopyRefusal(
                description: "The source was made by an older program: run 'boxoffice migrate' on it first.")
        }
        let state = try await source.read { try $0.state() }
        try await target.transact { transaction in
            try transaction.migrate()
            if try transaction.unfinishedCopy() == state { return }
            if try transaction.unfinishedCopy() == nil {
                guard try StoredTable.all.allSatisfy({ try transaction.count(of: $0) == 0 }) else {
                    throw CopyRefusal(
                        description: "The target holds something already. Name an empty database: "
                            + "nothing of it was changed.")
                }
            }
            for table in StoredTable.all.reversed() { try transaction.removeAll(from: table) }
            try transaction.beginCopy(of: state)
        }
    }

    private func copy(_ table: StoredTable) async throws {
        let total = try await source.read { try $0.count(of: table) }
        var (key, done) = try await target.look { (try $0.lastKey(of: table), try $0.count(of: table)) }
        while true {
            let rows = try await source.read { [key] in
                try $0.rows(of: table, after: key, limit: Self.rowsAtOnce)
            }
            guard let last = rows.last else { return }
            try await target.transact { transaction in
                // Sent twice when the answer to a commit was lost.
                if transaction.mayBeDone, try transaction.lastKey(of: table) == table.key(of: last) { return }
                try transaction.insert(rows, into: table)
            }
            key = table.key(of: last)
            done += rows.count
            progress(.copied(table, rows: done, of: total))
        }
    }

    private func compare(_ table: StoredTable) async throws {
        let total = try await source.read { try $0.count(of: table) }
        var checksum = Checksum()
        var key: [SQLValue]?
        var done = 0
        while true {
            let rows = try await source.read { [key] in
                try $0.rows(of: table, after: key, limit: Self.rowsAtOnce)
            }
            let copies = try await target.look { [key] in
                try $0.rows(of: table, after: key, limit: Self.rowsAtOnce)
            }
            guard rows == copies else {
                throw CopyRefusal(
                    description: "The \(table.title) differ after row \(done): somebody wrote to the target. Empty it, "
                        + "and copy again.")
            }
            for row in rows { checksum.add(row) }
            done += rows.count
            guard let last = rows.last else { break }
            key = table.key(of: last)
            progress(.compared(table, rows: done, of: total))
        }
        progress(.equal(table, rows: done, checksum: checksum.value))
    }
}

/// FNV-1a over every value: the same rows in the same order have the same, for who compares two databases by hand.
private struct Checksum {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ row: [SQLValue]) {
        for column in row {
            switch column {
            case .text(let text): for byte in text.utf8 { add(byte) }
            case .integer(let integer): for byte in String(integer).utf8 { add(byte) }
            // A byte that no text has.
            case .null: add(0xFF)
            }
            add(0)
        }
    }

    private mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
