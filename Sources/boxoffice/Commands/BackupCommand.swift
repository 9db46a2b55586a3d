import ArgumentParser
import BoxOfficeDesk

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into one file, while it sells.",
        discussion: """
            The copy is of one moment, whole, and readable by its owner alone. It appears under its name when it is \
            finished and audited; a file that is there already is never touched. Exits with 1 when there is no copy, \
            or when what was copied breaks a promise. docs/operating.md says how to restore one.
            """)

    @Argument(help: ArgumentHelp("The copy, which must not be there yet.", valueName: "FILE"))
    var file: String

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        guard case .file(let path) = try database.location() else {
            throw ValidationError(
                "A backup of PostgreSQL is made by PostgreSQL's own programs: see 'Backups' in docs/operating.md.")
        }
        let backup = try BackupFile(named: file)
        do {
            try await Assembly.copy(database: path, to: backup)
            let report = try await Assembly.withDesk(database: .file(backup.temporaryPath), isMade: false) { desk in
                try await desk.auditWithProgress()
            }
            try backup.keep()
            for breach in report.breaches { Terminal.result(breach) }
            guard report.breaches.isEmpty else {
                Terminal.note("\(file) is a true copy of \(path), which breaks a promise: run 'boxoffice audit'.")
                throw ExitCode.failure
            }
            Terminal.result(
                "\(file) is a sound copy of \(path): \(counted(report.orders, "order")) with "
                    + "\(counted(report.tickets, "ticket")).")
        } catch {
            backup.discard()
            throw error
        }
    }
}
