import ArgumentParser
import BoxOfficeClient

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

struct BuyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "buy",
        abstract: "Buy tickets of a server, to try it out as a partner's program would.",
        usage: "boxoffice buy [--url URL] --key KEY [--event ID] [--occurrence ID] [--item ITEM ...] [OPTIONS]",
        discussion: """
            Lists events, dates and what is free, holds what you choose, shows the receipt and how long the hold still \
            is, asks, buys, and prints the tickets with their QR codes. Whatever a flag says is not asked; without a \
            terminal nothing is, and --event, --occurrence, --item, --name, --email and --yes have to be there.

              boxoffice buy --key KEY
              boxoffice buy --key KEY --event 101 --occurrence 10112412012 --item 'Stalls A 7' \\
                --item '2 x Souvenir programme' --name 'Ada Lovelace' --email ada@example.com --yes

            The plan of the house shows what the API tells of it: free seats, with a letter for their price. A dot is a \
            place where no seat is free; whether there is a seat at all, the API does not say.

            Questions and the receipt are on standard error, tickets on standard output. Ctrl-C gives back what is held. \
            Exits with 1 when nothing was bought, and with 75 when the answer to the purchase is not known: look at the \
            orders then, before you buy again.
            """)

    @OptionGroup var server: ServerOption
    @OptionGroup var flags: BuyFlags

    func run() async throws {
        let dialogue = Dialogue()
        let boxOffice = try server.boxOffice()
        if dialogue == nil { try flags.requireEverything() }
        let order = try await Purchase(boxOffice: boxOffice, flags: flags, dialogue: dialogue).run()
        for line in TicketText(order, isColored: isatty(STDOUT_FILENO) == 1).lines { Terminal.result(line) }
    }
}

/// What of a purchase is known before it begins.
struct BuyFlags: ParsableArguments {
    @Option(help: ArgumentHelp("The event's id.", valueName: "ID"))
    var event: String?

    @Option(help: ArgumentHelp("The occurrence's id; with --event.", valueName: "ID"))
    var occurrence: String?

    @Option(
        name: .customLong("item"),
        help: ArgumentHelp(
            "What to buy, by the name or id that the inventory gives it: 'Stalls A 3', '2 x The Pit as Child'. May be "
                + "given several times.", valueName: "ITEM"))
    var itemTexts: [String] = []

    @Option(help: ArgumentHelp("A tier whose prices to pay.", valueName: "CODE"))
    var providerCode: String?

    @Option(help: ArgumentHelp("A voucher to use.", valueName: "CODE"))
    var voucher: String?

    @Flag(help: "Choose the event's protection.")
    var protection = false

    @Option(help: ArgumentHelp("Who buys.", valueName: "NAME"))
    var name: String?

    @Option(help: ArgumentHelp("Where tickets go.", valueName: "ADDRESS"))
    var email: String?

    @Option(help: ArgumentHelp("A number to call, as +442079460000.", valueName: "NUMBER"))
    var phone: String?

    @Flag(name: .customLong("yes"), help: "Buy without asking.")
    var isConfirmed = false

    var items: [ItemWish] { itemTexts.compactMap(ItemWish.init) }

    func validate() throws {
        if occurrence != nil && event == nil { throw ValidationError("--occurrence needs --event beside it.") }
        for text in itemTexts where ItemWish(text) == nil {
            throw ValidationError("--item is '\(text)', which names nothing; it is written as '2 x The Pit as Child'.")
        }
    }

    /// Where nobody can be asked.
    func requireEverything() throws {
        let missing = [
            ("--event", event == nil), ("--occurrence", occurrence == nil), ("--item", itemTexts.isEmpty),
            ("--name", name == nil), ("--email", email == nil), ("--yes", !isConfirmed),
        ].filter(\.1).map(\.0)
        guard missing.isEmpty else {
            throw ValidationError("There is no terminal to ask at; give \(missing.joined(separator: ", ")) as well.")
        }
    }
}
