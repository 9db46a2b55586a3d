import ArgumentParser
import BoxOfficeClient

struct LegacyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legacy",
        abstract: "Take leave of the v4 availability call.",
        subcommands: [Compare.self])

    struct Compare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask the v4 availability call and the v3 occurrences the same, and show where they disagree.",
            discussion: """
                Asks any server that speaks both. A row of the old call and an occurrence of the new one belong together \
                by local date and time; their prices are to be the same. Something may be sold between the two \
                questions: everything is asked once more then, and a disagreement is what both rounds show. Exits with 1 \
                when they disagree, and when there is no date to compare.

                  boxoffice legacy compare --url https://tickets.example.com --key KEY --event 101 \\
                    --from 2027-03-01 --to 2027-03-31 --quantity 2
                """)

        @OptionGroup var server: ServerOption

        @Option(help: ArgumentHelp("The event's id, which v4 calls the product's.", valueName: "ID"))
        var event: String

        @Option(help: ArgumentHelp("The first day at the venue.", valueName: "YYYY-MM-DD"))
        var from: String

        @Option(help: ArgumentHelp("The last day at the venue, at most 366 days later.", valueName: "YYYY-MM-DD"))
        var to: String

        @Option(help: ArgumentHelp("Tickets that must be free, 1 to 100.", valueName: "N"))
        var quantity: Int

        func run() async throws {
            let boxOffice = try server.boxOffice()
            var comparison = try await compare(boxOffice)
            if !comparison.disagreements.isEmpty {
                comparison = try await compare(boxOffice).confirming(comparison)
            }
            guard comparison.count > 0 else {
                Terminal.note("There is nothing to compare: neither has a date from \(from) to \(to).")
                throw ExitCode.failure
            }
            for line in comparison.disagreements { Terminal.result(line.printable) }
            guard comparison.disagreements.isEmpty else {
                Terminal.note(
                    "\(counted(comparison.disagreements.count, "disagreement")) among "
                        + "\(counted(comparison.count, "date")).")
                throw ExitCode.failure
            }
            Terminal.result("v3 and v4 agree about \(counted(comparison.count, "date")).")
        }

        private func compare(_ boxOffice: BoxOffice) async throws -> LegacyComparison {
            async let rows = boxOffice.legacyAvailability(of: event, quantity: quantity, fromDate: from, toDate: to)
            async let occurrences = boxOffice.occurrences(
                of: event, quantity: quantity, startDate: from, endDate: to
            ).all()
            return try await LegacyComparison(rows, occurrences)
        }
    }
}
