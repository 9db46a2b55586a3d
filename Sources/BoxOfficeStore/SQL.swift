package import BoxOfficeDomain

/// A statement: text that only comes from literals, and values that only become binds.
///
/// What is interpolated is numbered upward as `$1, $2, ...`, so one text runs on SQLite and on PostgreSQL. A piece of
/// SQL may be interpolated into another.
package struct SQL: ExpressibleByStringInterpolation, Sendable {
    /// The text around the binds: one piece more than there are binds.
    private let pieces: [String]
    let text: String
    let binds: [SQLValue]

    package init(stringLiteral text: StaticString) {
        self.pieces = [text.description]
        self.text = text.description
        self.binds = []
    }

    package init(stringInterpolation: StringInterpolation) {
        let pieces = stringInterpolation.pieces
        var text = pieces[0]
        for (index, piece) in pieces.dropFirst().enumerated() {
            text += "$\(index + 1)"
            text += piece
        }
        self.pieces = pieces
        self.text = text
        self.binds = stringInterpolation.binds
    }

    /// A value by itself.
    init(value: SQLValue) {
        self = "\(value)"
    }

    /// `a, b, c`
    static func list(_ parts: [SQL]) -> SQL {
        var list: SQL = parts[0]
        for part in parts.dropFirst() { list = "\(list), \(part)" }
        return list
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var pieces = [""]
        fileprivate var binds: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            pieces.reserveCapacity(interpolationCount + 1)
            binds.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            pieces[pieces.count - 1] += literal.description
        }

        package mutating func appendInterpolation(_ fragment: SQL) {
            pieces[pieces.count - 1] += fragment.pieces[0]
            pieces += fragment.pieces.dropFirst()
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
            pieces.append("")
        }
    }
}

/// What a column can hold: `TEXT` or `BIGINT`, nothing else (architecture, "One SQL, two engines").
package enum SQLValue: Hashable, Sendable {
    case text(String)
    case integer(Int64)
    case null
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
