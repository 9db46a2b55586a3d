import ArgumentParser
import BoxOfficeDesk
import BoxOfficeStore

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Prove from the rows that nothing was sold twice and nothing was lost.",
        discussion: """
            Recomputes every promise of the database: no seat in two orders, every count equal to its holds and \
            orders, every total equal to its receipt, a ticket for each unit of each order. Safe beside a selling \
            server. Exits with 1, and names each breach, when a promise is broken.
            """)

    @OptionGroup var database: DatabaseOption

    func run() async throws {
        let path = try database.path()
        let desk = try await Assembly.desk(database: path, isMade: false)
        let report = try await desk.audit { check, breaches in
            Terminal.note("\(breaches == 0 ? "ok    " : "BROKEN") \(check.promise)")
        }
        for breach in report.breaches { Terminal.result(breach) }
        let audited = "\(counted(report.orders, "order")) with \(counted(report.tickets, "ticket"))"
        guard report.breaches.isEmpty else {
            Terminal.note("\(path): \(audited), \(counted(report.breaches.count, "breach", "breaches")).")
            throw ExitCode.failure
        }
        Terminal.result("\(path) is sound: \(audited), every promise kept.")
    }
}
