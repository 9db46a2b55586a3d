import Foundation

/// The database that the tests of this process run on: the embedded one, or, with `BOXOFFICE_TEST_ENGINE=postgresql`, a
/// PostgreSQL of their own. The same tests, by this one parameter.
package enum Engine: String, Sendable {
    case sqlite
    case postgreSQL = "postgresql"

    package static let current: Engine = {
        guard let name = ProcessInfo.processInfo.environment["BOXOFFICE_TEST_ENGINE"], !name.isEmpty else {
            return .sqlite
        }
        guard let engine = Engine(rawValue: name) else {
            preconditionFailure("BOXOFFICE_TEST_ENGINE is '\(name)'; it may be sqlite or postgresql")
        }
        return engine
    }()

    /// Whether a test of files, pages and pragmas has something to look at.
    package static var isSQLite: Bool { current == .sqlite }

    /// Whether a test of servers, connections and what may happen to them has.
    package static var isPostgreSQL: Bool { current == .postgreSQL }
}
