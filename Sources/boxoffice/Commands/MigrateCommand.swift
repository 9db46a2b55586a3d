import ArgumentParser
import BoxOfficeStore

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the tables of a database up to this program, as starting a server does.",
        discussion: """
            A server does this by itself at its start; several that start at once let one of them. With --check it says \
            what would be done, changes nothing, and exits with 1 when there is something to do. A database of a newer \
            program is refused, and left as it is.
            """)

    @Flag(help: "Say what would be done, and change nothing.")
    var check = false

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let database = try database.location()
        if case .file(let path) = database { try Assembly.requireDatabase(path) }
        let steps = try await Assembly.missingSchemaSteps(of: database)
        if steps.isEmpty {
            Terminal.result("\(database) is up to date.")
        } else if check {
            for step in steps { Terminal.result("would run \(step)") }
            throw ExitCode.failure
        } else {
            try await Assembly.withDesk(database: database, isMade: true) { _ in }
            for step in steps { Terminal.result("ran \(step)") }
        }
    }
}
