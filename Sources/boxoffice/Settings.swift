import ArgumentParser
import BoxOfficeDesk
import BoxOfficeStore
import FoundationEssentials

/// A setting that no flag gave: from the environment, or what it is by default.
enum Setting {
    /// - Parameter flag: without its dashes; `rate-limit` is read from `BOXOFFICE_RATE_LIMIT`.
    static func value<Value: ExpressibleByArgument>(_ given: Value?, flag: String, default fallback: Value) throws
        -> Value
    {
        if let given { return given }
        let name = "BOXOFFICE_" + flag.uppercased().replacing("-", with: "_")
        guard let text = ProcessInfo.processInfo.environment[name], !text.isEmpty else { return fallback }
        guard let value = Value(argument: text) else {
            throw ValidationError("The environment variable \(name) is '\(text)', which --\(flag) would not take.")
        }
        return value
    }
}

/// Where everything is remembered.
enum DatabaseLocation: CustomStringConvertible {
    static let byDefault = DatabaseLocation.file("boxoffice.sqlite")

    case file(String)
    case postgreSQL(PostgreSQLAddress)

    /// - Parameter option: that says so, for what is wrong with it.
    init(_ text: String, of option: String = "--database") throws {
        if PostgreSQLAddress.isAddress(text) {
            do {
                self = .postgreSQL(try PostgreSQLAddress(text))
            } catch let failure as StoreFailure {
                throw ValidationError("\(option): \(failure.cause)")
            }
        } else if ["password=", "host=", "dbname="].contains(where: text.contains) {
            // Not shown: it may hold a password.
            throw ValidationError(
                "\(option) is written as keys and values; it must be the name of a file, or postgres://USER@HOST:PORT/NAME."
            )
        } else if let scheme = text.firstRange(of: "://") {
            throw ValidationError(
                "\(option) begins with '\(text[..<scheme.upperBound])'; it must be the name of a file, or "
                    + "postgres://USER@HOST:PORT/NAME.")
        } else {
            self = .file(text)
        }
    }

    /// Without a password.
    var description: String {
        switch self {
        case .file(let path): path
        case .postgreSQL(let address): address.description
        }
    }
}

struct DatabaseOption: ParsableArguments {
    static let help =
        "The database: a file, or postgres://USER@HOST/NAME, whose password PGPASSWORD or a passfile has"

    @Option(
        help: ArgumentHelp(
            "\(help) (default: \(DatabaseLocation.byDefault) in the working directory).", valueName: "FILE|URL"))
    var database: String?

    func location() throws -> DatabaseLocation {
        try DatabaseLocation(Setting.value(database, flag: "database", default: DatabaseLocation.byDefault.description))
    }
}

/// Which of the two worlds: keys of one do not open the other.
struct EnvironmentOption: ParsableArguments {
    @Option(help: "The world that keys belong to: test or live (default: test).")
    var environment: SellingEnvironment?

    func value() throws -> SellingEnvironment {
        try Setting.value(environment, flag: "environment", default: .test)
    }
}

extension SellingEnvironment: ExpressibleByArgument {}

/// Requests a second that a key may make, or no limit.
enum RateLimit: ExpressibleByArgument, Equatable {
    case requestsPerSecond(Int)
    case off

    static let byDefault = RateLimit.requestsPerSecond(100)

    /// Nil is no limit.
    var requestsPerSecond: Int? {
        if case .requestsPerSecond(let number) = self { number } else { nil }
    }

    private static let range = 1...1_000_000

    init?(argument: String) {
        if argument == "off" {
            self = .off
        } else if let number = Int(argument), Self.range.contains(number) {
            self = .requestsPerSecond(number)
        } else {
            return nil
        }
    }
}
