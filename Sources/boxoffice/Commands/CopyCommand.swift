import ArgumentParser
import BoxOfficeDesk
import BoxOfficeStore

struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Move everything from the embedded database to PostgreSQL.",
        discussion: """
            For when one machine is not enough: stop the server, copy, start servers with --database and the address of \
            --to. The source keeps all that it has; no server may have it open meanwhile. The target must be empty; it is audited, \
            and compared with the source row by row. When it is interrupted, the same command goes on where it stopped; \
            until it has finished, no server opens the target.
            """)

    @Option(help: ArgumentHelp("The database file to copy.", valueName: "FILE"))
    var from: String

    @Option(help: ArgumentHelp("An empty PostgreSQL database: postgres://USER@HOST/NAME.", valueName: "URL"))
    var to: String

    func run() async throws {
        guard case .file(let path) = try DatabaseLocation(from, of: "--from") else {
            throw ValidationError("--from is an address; it must be the file of an embedded database.")
        }
        guard case .postgreSQL(let address) = try DatabaseLocation(to, of: "--to") else {
            throw ValidationError("--to is a file; it must be an address: postgres://USER@HOST/NAME.")
        }
        try Assembly.requireDatabase(path)
        try await audit(.file(path), called: "source")
        do {
            try await copy(path, to: address)
        } catch let refusal as CopyRefusal {
            throw CommandFailure(refusal.description)
        }
        let report = try await audit(.postgreSQL(address), called: "copy")
        Terminal.result(
            "\(address.description) is a sound copy of \(path): \(counted(report.orders, "order")) with "
                + "\(counted(report.tickets, "ticket")). Start servers with --database and this address.")
    }

    @discardableResult
    private func audit(_ database: DatabaseLocation, called name: String) async throws -> AuditReport {
        Terminal.note("auditing the \(name)")
        let report = try await Assembly.withDesk(database: database, isMade: false) { try await $0.auditWithProgress() }
        for breach in report.breaches { Terminal.result(breach) }
        if !report.breaches.isEmpty { throw CommandFailure("The \(name) breaks a promise.") }
        return report
    }

    private func copy(_ path: String, to address: PostgreSQLAddress) async throws {
        let source = try open(path)
        let target = Assembly.driver(address)
        let line = ProgressLine()
        try await CopyEverything(from: source, to: target) { step in
            switch step {
            case .copied(let table, let rows, let total): line.show("copied \(rows) of \(total) \(table.title)")
            case .compared(let table, let rows, let total): line.show("compared \(rows) of \(total) \(table.title)")
            case .equal(let table, let rows, let checksum):
                line.finish()
                Terminal.note("same   \(table.title): \(rows), checksum \(String(checksum, radix: 16))")
            }
        }.carryOut()
        try source.close()
        try await target.close()
    }

    private func open(_ path: String) throws -> SQLiteAlone {
        do {
            return try SQLiteAlone(path: path)
        } catch let failure as StoreFailure where failure.code == .unavailable {
            throw CommandFailure(
                "'\(path)' is in use: stop the server, and whatever else has it open, then copy again. "
                    + failure.cause)
        }
    }
}
