import ArgumentParser
import BoxOfficeClient
import BoxOfficeStore

@main
struct BoxOfficeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boxoffice",
        abstract: "Sells tickets: a server for retail partners' programs, on one embedded database or on PostgreSQL.",
        discussion: """
            A seller writes a catalogue file and imports it; a retail partner gets a key, and its program browses, \
            holds and buys through the TodayTix Group v3 API. Every command may run beside a running server.

              boxoffice serve --demo               a house to try, and a purchase to paste
              boxoffice catalogue import FILE      put your own shows on sale
              boxoffice keys create --retailer ID  let a partner in
              boxoffice serve                      sell
              boxoffice buy --url URL              buy, as a partner's program does

            A setting that has a flag may also come from the environment: --database from BOXOFFICE_DATABASE, \
            --port from BOXOFFICE_PORT, and so on. A flag wins.
            """,
        subcommands: [
            Serve.self, CatalogueCommand.self, KeysCommand.self, AuditCommand.self, BackupCommand.self,
            MigrateCommand.self, CopyCommand.self, BuyCommand.self, LegacyCommand.self,
        ])

    /// What the library does, but for failures of the store, whose cause whoever has the terminal may see, and for what
    /// another server answered.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as StoreFailure {
            Terminal.note("Error: \(failure.debugDescription)")
            exit(withError: ExitCode.failure)
        } catch let error as BoxOfficeError {
            Terminal.note("Error: \(error.description.printable)")
            exit(withError: ExitCode.failure)
        } catch {
            exit(withError: error)
        }
    }
}
