import ArgumentParser
import BoxOfficeCatalogue
import BoxOfficeDesk
import BoxOfficeDomain

struct CatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Check the file that puts shows on sale, or import it.",
        subcommands: [Check.self, Import.self])

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Validate a catalogue file and change nothing.",
            discussion: """
                Reads the file and the seating plans beside it, and names everything that is wrong with them in one \
                go: file, line, field, what was found and what would be right. Exits with 1 when there is a fault.
                """)

        @Argument(help: ArgumentHelp("The catalogue: YAML or JSON.", valueName: "FILE"))
        var file: String

        func run() async throws {
            let reading = try FaultReport.orExit { try CatalogueFile.read(CatalogueFile.document(file)) }
            reading.catalogue.warnUnpriced()
            Terminal.result("\(file) is good: \(reading.catalogue.inventoryOfItself).")
        }
    }

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a catalogue on sale: all of it or none of it.",
            discussion: """
                Validates the file as 'check' does, then applies the difference to what stands, in one transaction. \
                What is held or sold is never taken back: an import that would is refused, and says where. Running \
                servers sell from the new catalogue within a second. The same file again changes nothing.
                """)

        @Argument(help: ArgumentHelp("The catalogue: YAML or JSON.", valueName: "FILE"))
        var file: String

        @OptionGroup var database: DatabaseOption

        func run() async throws {
            let document = try FaultReport.orExit { try CatalogueFile.document(file) }
            let reading = try FaultReport.orExit { try CatalogueFile.read(document) }
            do {
                report(
                    try await Assembly.withDesk(database: database.location(), isMade: true) { desk in
                        try await desk.importCatalogue(reading, from: document)
                    })
            } catch let refusal as ImportRefusal {
                Terminal.note(refusal.description)
                Terminal.note("Refused, and nothing was applied: what is held or sold cannot be taken back.")
                throw ExitCode.failure
            }
        }

        private func report(_ report: ImportReport) {
            report.catalogue.warnUnpriced()
            for warning in report.warnings { Terminal.note("warning: \(warning)") }
            guard report.isNew else {
                Terminal.result("Nothing changed: this is version \(report.version), on sale already.")
                return
            }
            Terminal.result(
                "Imported version \(report.version): \(report.catalogue.inventoryOfItself); "
                    + "\(counted(report.changedOccurrences, "occurrence")) changed. "
                    + "Sales waited for \(Int((report.lockedFor / .milliseconds(1)).rounded(.up))) ms.")
        }
    }
}

/// Shows all faults of a file, and ends the command with 1.
private enum FaultReport {
    static func orExit<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let faults as CatalogueFaults {
            Terminal.note(faults.description)
            Terminal.note("\(counted(faults.faults.count, "fault")); nothing was applied.")
            throw ExitCode.failure
        }
    }
}

extension Catalogue {
    /// A category without a price is no fault, but more often a slip of the pen than meant.
    fileprivate func warnUnpriced() {
        for (venue, category) in unpricedCategories {
            Terminal.note("warning: nothing is sold in category '\(category)' of venue '\(venue)': no price names it")
        }
    }

    /// `3 events with 120 occurrences at 2 venues, for 2 retailers`
    fileprivate var inventoryOfItself: String {
        let occurrences = events.reduce(0) { $0 + $1.occurrences.count }
        let venues = Set(events.map(\.venue.id)).count
        return "\(counted(events.count, "event")) with \(counted(occurrences, "occurrence")) "
            + "at \(counted(venues, "venue")), for \(counted(retailers.count, "retailer"))"
    }
}
