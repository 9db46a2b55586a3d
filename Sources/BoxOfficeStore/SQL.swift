package import BoxOfficeDomain

/// A statement: text that only comes from literals, and values that only become binds.
///
/// What is interpolated is numbered upward as `$1, $2, ...`, so one text runs on SQLite and on PostgreSQL. A piece of
/// SQL may be interpolated into another.
package struct SQL: ExpressibleByStringInterpolation, Equatable, Sendable {
    package let key: StatementKey
    let binds: [SQLValue]

    /// Put together anew each time: who runs a statement often finds it by its key.
    var text: String { key.text }

    package init(stringLiteral text: StaticString) {
        var key = StatementKey()
        key.append(text)
        self.key = key
        self.binds = []
    }

    package init(stringInterpolation: StringInterpolation) {
        self.key = stringInterpolation.key
        self.binds = stringInterpolation.binds
    }

    /// A value by itself.
    init(value: SQLValue) {
        self = "\(value)"
    }

    /// `a, b, c`
    static func list(_ parts: [SQL]) -> SQL {
        var list = StringInterpolation(literalCapacity: 0, interpolationCount: parts.count)
        for (index, part) in parts.enumerated() {
            if index > 0 { list.appendLiteral(", ") }
            list.appendInterpolation(part)
        }
        return SQL(stringInterpolation: list)
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var key = StatementKey()
        fileprivate var binds: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            // A literal on each side of every bind.
            key.reserve(pieces: 2 * interpolationCount + 1)
            binds.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            key.append(literal)
        }

        package mutating func appendInterpolation(_ fragment: SQL) {
            key.append(fragment.key)
            binds += fragment.binds
        }

        package mutating func appendInterpolation(_ value: String?) {
            bind(value.map(SQLValue.text) ?? .null)
        }

        package mutating func appendInterpolation(_ value: Int64?) {
            bind(value.map(SQLValue.integer) ?? .null)
        }

        package mutating func appendInterpolation(_ value: Int) {
            bind(.integer(Int64(value)))
        }

        package mutating func appendInterpolation(_ value: Moment?) {
            bind(value.map { .integer($0.microseconds) } ?? .null)
        }

        package mutating func appendInterpolation<Subject>(_ value: Identifier<Subject>?) {
            bind(value.map { .text($0.text) } ?? .null)
        }

        mutating func appendInterpolation(_ value: SQLValue) {
            bind(value)
        }

        private mutating func bind(_ value: SQLValue) {
            binds.append(value)
            key.appendBind()
        }
    }
}

/// What a column can hold: `TEXT` or `BIGINT`, nothing else (architecture, "One SQL, two engines").
package enum SQLValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case null
}

/// What a statement brought.
package struct SQLAnswer {
    var rows: [SQLRow] = []
    /// Rows that it inserted, updated or deleted; of a statement that only reads, nothing that means anything.
    var changes = 0
}

/// One row of an answer, read by position next to the `SELECT` that names the columns.
package struct SQLRow {
    let values: [SQLValue]

    func text(_ index: Int) throws -> String {
        guard case .text(let value) = values[index] else { throw unexpected("text", index) }
        return value
    }

    func optionalText(_ index: Int) throws -> String? {
        values[index] == .null ? nil : try text(index)
    }

    func integer(_ index: Int) throws -> Int64 {
        guard case .integer(let value) = values[index] else { throw unexpected("an integer", index) }
        return value
    }

    func optionalInteger(_ index: Int) throws -> Int64? {
        values[index] == .null ? nil : try integer(index)
    }

    func int(_ index: Int) throws -> Int {
        Int(try integer(index))
    }

    func id<Subject>(_ index: Int) throws -> Identifier<Subject> {
        Identifier(try text(index))
    }

    func moment(_ index: Int) throws -> Moment {
        Moment(microseconds: try integer(index))
    }

    private func unexpected(_ kind: String, _ index: Int) -> StoreFailure {
        .damaged("column \(index) of a row is not \(kind)")
    }
}
