import BoxOfficeClient
import Foundation
import Testing

extension Commands {
    @Suite("Buying at a terminal", .timeLimit(.minutes(1)))
    struct BuyDialogue {
        /// A person at a terminal in front of a house that sells, until the question that needs a decision.
        private func atTheQuestion(
            of catalogue: String = House.catalogue, items: String = "Stalls A 3, 2 x the pit",
            _ test: (Workplace, Partner, PseudoTerminal, Running) async throws -> Void
        ) async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse(catalogue)
                let server = try await here.serve()
                let terminal = try PseudoTerminal()
                let buying = try here.start(["buy", "--url", server.address, "--key", key], at: terminal)
                try await terminal.shows("Event (1 to 2): ")
                terminal.type("1")
                try await terminal.shows("Date (1 to 2): ")
                terminal.type(House.occurrence)
                try await terminal.shows("as Child': ")
                terminal.type(items)
                try await terminal.shows("Name: ")
                terminal.type(House.buyer.name)
                try await terminal.shows("E-mail: ")
                terminal.type(House.buyer.email)
                try await terminal.shows("(y/n) ")
                try await test(here, server.partner(key), terminal, buying)
            }
        }

        private func isFree(_ partner: Partner) async throws -> Bool {
            try await partner.inventory(of: House.occurrence).contains { $0.inventoryVariant.id == "Stalls-A-3" }
        }

        @Test("from the list of events to tickets on standard output")
        func purchase() async throws {
            try await atTheQuestion { _, partner, terminal, buying in
                let shown = terminal.shown
                for text in [
                    "1    Hamlet, Palace Theatre, 2090-05-05 to 2090-05-06", "2    Puppets",
                    "1    2090-05-05 19:30, from 35.00 GBP", "     1   5\r\n  A  aaaaaa", "a  Adult 80.00 GBP",
                    "The Pit: 20 free, Adult 35.00 GBP", "Hamlet, Palace Theatre, 2090-05-05 19:30",
                    "1 x Stalls A 3 (Adult)   80.00 GBP", "2 x The Pit (Adult)      70.00 GBP",
                    "To pay                  150.00 GBP", "Held for 14:5", "Buy it for 150.00 GBP?",
                ] { #expect(shown.contains(text), "\(text)") }
                #expect(try await !isFree(partner))

                terminal.type("perhaps")
                try await terminal.shows("Please answer y or n: ")
                terminal.type("Y")
                let bought = try await buying.finished()
                #expect(bought.status == 0)
                let orders = try await partner.boxOffice.orders().all()
                let order = try #require(orders.first)
                #expect(bought.output.hasPrefix("Order \(order.confirmationNumber) CONFIRMED, 150.00 GBP\n"))
                let barcodes = order.items.flatMap { $0.tickets ?? [] }.map(\.barcode.value)
                #expect(barcodes.count == 3)
                let lines = bought.output.split(separator: "\n").map(String.init)
                #expect(lines.filter(barcodes.contains) == barcodes)
                #expect(lines.contains { $0.contains("█▀▀▀▀▀█") })
                #expect(!bought.output.contains("\u{1B}"), "no escapes into a file")
            }
        }

        @Test("the countdown goes on while somebody thinks")
        func countdown() async throws {
            try await atTheQuestion { _, _, terminal, buying in
                try await terminal.shows("Held for 14:57")
                terminal.type("n")
                #expect(try await buying.finished().status == 1)
            }
        }

        @Test(
            "who says no, goes away or presses Ctrl-C gives back what was held", arguments: ["no", "end", "interrupt"])
        func declined(how: String) async throws {
            try await atTheQuestion { _, partner, terminal, buying in
                #expect(try await !isFree(partner))
                switch how {
                case "no": terminal.type("no")
                case "end": terminal.end()
                default: buying.signal(SIGINT)
                }
                let ended = try await buying.finished()
                #expect(ended.status == (how == "interrupt" ? 130 : 1))
                #expect(ended.output == "")
                #expect(terminal.shown.contains("othing was bought"))
                #expect(try await isFree(partner))
            }
        }

        @Test("who thinks too long has nothing")
        func tooLate() async throws {
            let brief = House.catalogue.replacing("name: Hamlet", with: "name: Hamlet\n    holdSeconds: 3")
            try await atTheQuestion(of: brief) { _, _, terminal, buying in
                let ended = try await buying.finished()
                #expect(ended.status == 1)
                #expect(terminal.shown.contains("The hold ran out; nothing was bought."))
            }
        }

        @Test("a price that changes meanwhile is asked about again")
        func repriced() async throws {
            try await atTheQuestion { here, partner, terminal, buying in
                try here.write(House.catalogue.replacing("faceValue: 8000", with: "faceValue: 9000"), to: House.file)
                _ = try await here.run("catalogue", "import", House.file)
                try await eventually("the new price is served") {
                    try await partner.inventory(of: House.otherOccurrence).first?.priceOptions.first?.sellPrice.amount
                        == 9000
                }
                terminal.type("y")
                try await terminal.shows("Buy it for 160.00 GBP? (y/n) ")
                terminal.type("y")
                let bought = try await buying.finished()
                #expect(bought.status == 0)
                #expect(bought.output.contains("CONFIRMED, 160.00 GBP"))
            }
        }

        @Test("what is not there, gone meanwhile, or cannot be held, is asked for again")
        func again() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let terminal = try PseudoTerminal()
                let buying = try here.start(
                    [
                        "buy", "--url", server.address, "--key", try #require(partner.key), "--event", House.event,
                        "--occurrence", House.occurrence, "--name", "Ada", "--email", "ada@example.com", "--yes",
                    ], at: terminal)
                try await terminal.shows("as Child': ")
                terminal.type("Stalls A 7")
                try await terminal.shows("Nothing free is called 'Stalls A 7'. Free are 'Stalls A 1', 'The Pit',")
                _ = try await partner.order(["Stalls-A-3": 1])
                try await terminal.shows("as Child': ", times: 2)
                terminal.type("Stalls A 2, Stalls A 3")
                try await terminal.shows("Somebody was faster.")
                try await terminal.shows("  A  aa.aaa")
                try await terminal.shows("as Child': ", times: 3)
                terminal.type("2 x Stalls A 2")
                try await terminal.shows("items[0].quantity is 2")
                try await terminal.shows("as Child': ", times: 4)
                terminal.type("Stalls A 2")
                #expect(try await buying.finished().output.contains("Stalls A 2 (Adult) VALID"))
            }
        }
    }
}
