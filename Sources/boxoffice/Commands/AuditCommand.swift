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
        let database = try database.location()
        let report = try await Assembly.withDesk(database: database, isMade: false) { desk in
            try await desk.auditWithProgress()
        }
        for breach in report.breaches { Terminal.result(breach) }
        let audited = "\(counted(report.orders, "order")) with \(counted(report.tickets, "ticket"))"
        guard report.breaches.isEmpty else {
            Terminal.note("\(database): \(audited), \(counted(report.breaches.count, "breach", "breaches")).")
            throw ExitCode.failure
        }
        Terminal.result("\(database) is sound: \(audited), every promise kept.")
    }
}

extension Desk {
    /// Audits, and says on standard error which promise is being proved, and how each came out after how long.
    func auditWithProgress() async throws -> AuditReport {
        let line = ProgressLine()
        let checks = AuditCheck.all
        var done = 0
        var start = ContinuousClock.now
        func announce() {
            guard done < checks.count else { return }
            line.begin("\(done + 1) of \(checks.count): \(checks[done].promise)")
        }
        announce()
        return try await audit { check, breaches in
            line.finish()
            let seconds = String(Double(Int((ContinuousClock.now - start) / .milliseconds(10))) / 100)
            Terminal.note("\(breaches == 0 ? "ok    " : "BROKEN") \(check.promise) (\(seconds) s)")
            (done, start) = (done + 1, .now)
            announce()
        }
    }
}
