import BoxOfficeDomain
import BoxOfficeClient
import Foundation
import Testing

@testable import boxoffice

extension Commands {
    @Suite("The demo sells at once", .timeLimit(.minutes(2)))
    struct Demo {
        @Test("its key and its four lines are printed before the port opens")
        func guideComesFirst() async throws {
            try await Workplace.open { here in
                // The port never opens, because it is somebody else's.
                let taken = try LoopbackSocket.listening()
                let demo = try await here.run("serve", "--demo", "--port", "\(taken.port)")
                #expect(demo.status == 1)
                #expect(demo.errors.contains("Cannot listen on 127.0.0.1:\(taken.port)"))
                let guide = DemoGuide(demo.output)
                #expect(guide.keys.count == 1)
                #expect(guide.lines.count == 4)
                #expect(guide.lines.allSatisfy { $0.contains("http://127.0.0.1:\(taken.port)/api/v3/") })
            }
        }

        @Test("its four lines, pasted, end in an order of two seats beside each other and an extra; again and again")
        func fourLines() async throws {
            try await Workplace.open { here in
                var orders: [OrderBody] = []
                var keys: [String] = []
                for _ in 1...2 {
                    let server = try await here.serve("--demo")
                    let guide = DemoGuide(server.process.output)
                    keys += guide.keys
                    orders.append(try await here.paste(guide.lines))

                    // A new start keeps what was sold, and the old key.
                    let partner = server.partner(keys.first)
                    for order in orders {
                        #expect(try await partner.boxOffice.order(order.id) == order)
                    }
                    let stopped = try await server.stop()
                    #expect(stopped.status == 0)
                }
                #expect(Set(keys).count == 2)
                for order in orders {
                    let seats = order.items.map(\.inventoryVariant).filter { $0.type == "AssignedSeat" }
                    #expect(seats.count == 2)
                    #expect(Set(seats.map { [$0.section, $0.row] }).count == 1)
                    let numbers = seats.compactMap { $0.seat.flatMap { Int($0) } }.sorted()
                    #expect(numbers.count == 2 && numbers.last == numbers.first.map { $0 + 1 })
                    #expect(order.items.filter { $0.inventoryVariant.type == "Extra" }.count == 1)
                }
                let seats = orders.flatMap(\.items).filter { $0.inventoryVariant.type == "AssignedSeat" }
                #expect(Set(seats.map(\.inventoryItemId)).count == 4)

                let audit = try await here.run("audit", "--database", "boxoffice-demo.sqlite")
                #expect(audit.status == 0)
                #expect(try here.files.allSatisfy { $0.hasPrefix("boxoffice-demo.sqlite") })
            }
        }

        @Test("one date is sold out, one is not on sale yet, and all others can be bought")
        func specialDates() async throws {
            try await Workplace.open { here in
                let server = try await here.serve("--demo")
                let partner = server.partner(DemoGuide(server.process.output).keys.first)
                var emptyEvents: [String] = []
                for event in try await partner.events() {
                    for date in try await partner.occurrences(of: event.id) where date.fromPrice.value == nil {
                        emptyEvents.append(event.id)
                        #expect(
                            try await partner.inventory(of: date.id, of: event.id).allSatisfy {
                                $0.inventoryVariant.type == "Extra"
                            })
                    }
                }
                #expect(emptyEvents == [DemoHouse.playID.text, DemoHouse.clubNightID.text])
            }
        }

        @Test("it keeps off a seller's own database")
        func sellersDatabase() async throws {
            try await Workplace.open { here in
                _ = try await here.openHouse()
                let demo = try await here.run("serve", "--demo", "--database", "boxoffice.sqlite")
                #expect(demo.status == 1)
                #expect(demo.output == "")
                #expect(demo.errors.contains("'boxoffice.sqlite' holds a catalogue of its own ('catalogue.yaml')"))
                let again = try await here.run("catalogue", "import", House.file)
                #expect(again.output.hasPrefix("Nothing changed"))

                let server = try await here.serve("--demo", environment: ["BOXOFFICE_DATABASE": "boxoffice.sqlite"])
                let partner = server.partner(DemoGuide(server.process.output).keys.first)
                #expect(try await partner.events().map(\.id) == ["101", "102", "103", "104"])
                #expect(try here.files.contains("boxoffice-demo.sqlite"))
            }
        }

        @Test("a live demo has a live key")
        func live() async throws {
            try await Workplace.open { here in
                let server = try await here.serve("--demo", "--environment", "live")
                let key = try #require(DemoGuide(server.process.output).keys.first)
                #expect(key.hasPrefix("sk_live_"))
                #expect(try await server.partner(key).get("/api/v3/events").status == 200)
            }
        }
    }
}

/// What `serve --demo` printed, as a person reads it.
private struct DemoGuide {
    /// Each alone on its line.
    let keys: [String]
    /// To be pasted.
    let lines: [String]

    init(_ output: String) {
        let printed = output.split(separator: "\n").map(String.init)
        keys = printed.filter { $0.hasPrefix("sk_") }
        lines = printed.filter { $0.contains("curl ") }
    }
}

extension Workplace {
    /// Runs lines in one shell, the last of which places an order.
    fileprivate func paste(_ lines: [String]) async throws -> OrderBody {
        let shell = try await start("/bin/bash", ["-c", lines.joined(separator: "\n")]).finished()
        #expect(shell.status == 0)
        #expect(shell.errors == "")
        let last = try #require(shell.output.split(separator: "\n").last)
        return try JSONDecoder().decode(DataEnvelope<OrderBody>.self, from: Data(last.utf8)).data
    }
}
