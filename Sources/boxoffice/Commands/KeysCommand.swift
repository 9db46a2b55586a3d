import ArgumentParser
import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore

struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Let retail partners' programs in, and out.",
        subcommands: [Create.self, List.self, Revoke.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key for a retailer and print it, and nothing else, on standard output.",
            discussion: """
                The key works at once, on every server of this database and environment. Only its hash is stored: it \
                is shown this once. The partner sends it in the header X-TT-API-Key.
                """)

        @Option(help: ArgumentHelp("The retailer's id in the catalogue.", valueName: "ID"))
        var retailer: String?

        @Option(help: "What the key may do, apart by commas: browse, sell (default: both).")
        var scopes: KeyScopes?

        @OptionGroup var environment: EnvironmentOption
        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let retailer = try Setting.value(retailer, flag: "retailer", default: "")
            guard !retailer.isEmpty else {
                throw ValidationError("Name the retailer that the key is for: --retailer ID.")
            }
            let scopes = try Setting.value(scopes, flag: "scopes", default: KeyScopes(KeyScope.allCases))
            do {
                let environment = try environment.value()
                let key = try await Assembly.withDesk(database: database.location(), isMade: false) { desk in
                    try await desk.shelf.refresh()
                    return try await desk.createKey(
                        for: Retailer.ID(retailer), scopes: Set(scopes.scopes), in: environment)
                }
                Terminal.result(key)
            } catch KeyRefusal.retailerUnknown(let id, let known) {
                let names = known.map(\.text).joined(separator: ", ")
                throw CommandFailure(
                    "The catalogue has no retailer '\(id)'. "
                        + (known.isEmpty ? "Import one that has retailers first." : "It has: \(names)."))
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List all keys, oldest first: id, retailer, scopes, environment, made, state.")

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let keys = try await Assembly.withDesk(database: database.location(), isMade: false) { try await $0.keys() }
            let rows = keys.map { key in
                [
                    key.id, key.retailer.text, key.scopes.replacing(" ", with: ","), key.environment,
                    key.createdAt.description, key.revokedAt.map { "revoked \($0)" } ?? "in force",
                ]
            }
            guard !rows.isEmpty else {
                Terminal.note("There are no keys. Make one with 'boxoffice keys create --retailer ID'.")
                return
            }
            let table = [["KEY-ID", "RETAILER", "SCOPES", "ENVIRONMENT", "MADE", "STATE"]] + rows
            let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
            for row in table {
                let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
                Terminal.result(cells.joined(separator: "  ").trimmingTrailingSpaces)
            }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End a key: servers refuse it within a second.")

        @Argument(help: ArgumentHelp("The key's id, as 'keys list' shows it: key_...", valueName: "KEY-ID"))
        var id: String

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            do {
                try await Assembly.withDesk(database: database.location(), isMade: false) { try await $0.revokeKey(id) }
                Terminal.note("Revoked \(id).")
            } catch KeyRefusal.keyUnknown {
                let hint = id.hasPrefix("sk_") ? " That is a key itself; its id starts with key_." : ""
                throw CommandFailure(
                    "No key in force has the id '\(id)'.\(hint) 'boxoffice keys list' shows them all.")
            }
        }
    }
}

/// Scopes as a flag takes them: `browse,sell`.
struct KeyScopes: ExpressibleByArgument {
    let scopes: [KeyScope]

    init(_ scopes: [KeyScope]) {
        self.scopes = scopes
    }

    init?(argument: String) {
        let scopes = argument.split(separator: ",", omittingEmptySubsequences: false).map {
            KeyScope(rawValue: String($0))
        }
        guard !scopes.contains(nil) else { return nil }
        self.init(scopes.compactMap { $0 })
    }
}

extension String {
    fileprivate var trimmingTrailingSpaces: String {
        String(reversed().drop { $0 == " " }.reversed())
    }
}
