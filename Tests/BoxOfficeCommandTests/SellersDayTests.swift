import BoxOfficeClient
import Foundation
import Testing

/// Every test here runs the built program. One after the other: each starts processes, and the machine that runs the
/// tests may be small.
@Suite("The program", .serialized)
enum Commands {}

extension Commands {
    @Suite("A seller's day", .timeLimit(.minutes(1)))
    struct SellersDay {
        @Test("from a file to a sold seat, and an audit that finds nothing wrong")
        func day() async throws {
            try await Workplace.open { here in
                try here.write(House.catalogue, to: House.file)
                let checked = try await here.run("catalogue", "check", House.file)
                #expect(checked.status == 0)
                #expect(
                    checked.output
                        == "catalogue.yaml is good: 2 events with 3 occurrences at 1 venue, for 2 retailers.\n")
                #expect(try here.files == [House.file], "a check makes no database")

                let imported = try await here.run("catalogue", "import", House.file)
                #expect(imported.status == 0)
                #expect(imported.output.hasPrefix("Imported version 1: 2 events with 3 occurrences"))

                let key = try await here.key("--retailer", House.retailer)
                let partner = try await here.serve().partner(key)
                #expect(try await partner.events().map(\.name) == ["Hamlet", "Puppets"])
                let occurrences = try await partner.occurrences()
                #expect(occurrences.map(\.id) == [House.occurrence, House.otherOccurrence])
                #expect(occurrences.first?.fromPrice.value == MoneyBody(amount: 3500, currency: "GBP"))

                let order = try await partner.order(["Stalls-A-3": 1, "pit": 2, "programme": 1])
                #expect(order.status == "CONFIRMED")
                #expect(order.total == MoneyBody(amount: 16000, currency: "GBP"))
                let left = try await partner.inventory(of: House.occurrence)
                #expect(!left.contains { $0.inventoryVariant.id == "Stalls-A-3" })
                #expect(left.first { $0.inventoryVariant.id == "pit" }?.quantityAvailable == 18)

                let audit = try await here.run("audit")
                #expect(audit.status == 0)
                #expect(audit.output == "\(here.databaseName) is sound: 1 order with 4 tickets, every promise kept.\n")
            }
        }

        @Test("the same file again changes nothing")
        func importAgain() async throws {
            try await Workplace.open { here in
                _ = try await here.openHouse()
                let again = try await here.run("catalogue", "import", House.file)
                #expect(again.status == 0)
                #expect(again.output == "Nothing changed: this is version 1, on sale already.\n")
                #expect(again.errors == "")
            }
        }

        @Test("a changed file is served within a second by a server that runs, and to open carts too")
        func importChanged() async throws {
            try await Workplace.open { here in
                let partner = try await here.sell().partner
                let cart: CartBody = try await partner.hold(["pit": 1]).data()
                #expect(cart.total.amount == 3500)

                try await here.importChanged("faceValue: 3500", to: "faceValue: 3900")
                try await eventually("the new price is served", within: .seconds(1)) {
                    try await partner.occurrences().first?.fromPrice.value?.amount == 3900
                }
                #expect(try await partner.buy(cart).code == "TOTAL_PRICE_MISMATCH")
                let repriced = try await partner.boxOffice.cart(cart.id).body
                #expect(repriced.total.amount == 3900)
                #expect(try await partner.buy(repriced).status == 201)
            }
        }

        @Test("a bad file gets a message a fault, and changes nothing", arguments: ["check", "import"])
        func badFile(command: String) async throws {
            try await Workplace.open { here in
                let partner = try await here.sell().partner
                let bad = House.catalogue
                    .replacing("capacity: 20,", with: "capacity: -2,")
                    .replacing("category: Standard, ticketType", with: "category: Standrad, ticketType")
                    .replacing("name: Puppets", with: "nmae: Puppets")
                    .replacing("2090-05-06T19:30", with: "2090-05-36T19:30")
                try here.write(bad, to: "bad.yaml")
                let refused = try await here.run("catalogue", command, "bad.yaml")
                #expect(refused.status == 1)
                #expect(refused.output == "")
                let lines = refused.errors.split(separator: "\n").map(String.init)
                let starts = [
                    "bad.yaml:11: venues[0].areas[0].capacity: found '-2'",
                    "bad.yaml:21: events[0].prices[0].category: 'Standrad' is not a category of venue 'palace'; "
                        + "did you mean 'Standard'?",
                    "bad.yaml:27: events[0].occurrences[1].startsAt: ",
                    "bad.yaml:29: events[1].nmae: is no field here; did you mean 'name'?",
                ]
                for start in starts { #expect(lines.contains { $0.hasPrefix(start) }, "\(start) in \(lines)") }
                #expect(lines.count == starts.count + 1)
                #expect(lines.last == "4 faults; nothing was applied.")

                #expect(try await partner.occurrences().map(\.id) == [House.occurrence, House.otherOccurrence])
                let again = try await here.run("catalogue", "import", House.file)
                #expect(again.output.hasPrefix("Nothing changed"))
            }
        }

        @Test("a file that is not there, or is no text, is refused in words")
        func noFile() async throws {
            try await Workplace.open { here in
                let absent = try await here.run("catalogue", "check", "absent.yaml")
                #expect(absent.status == 1)
                #expect(absent.errors.contains("there is no file 'absent.yaml'"))
                try Data([0xFF, 0xFE, 0x00]).write(to: here.folder.appending(path: "picture.yaml"))
                let picture = try await here.run("catalogue", "import", "picture.yaml")
                #expect(picture.status == 1)
                #expect(picture.errors.contains("the file 'picture.yaml' is not UTF-8"))
                #expect(try here.files == ["picture.yaml"])
            }
        }

        @Test("a seating plan is looked for beside its catalogue, and its faults are named in it")
        func seatingPlan() async throws {
            try await Workplace.open { here in
                try FileManager.default.createDirectory(
                    at: here.folder.appending(path: "shows"), withIntermediateDirectories: true)
                let drawn = House.catalogue.replacing(
                    "sections:\n      - name: Stalls\n        rows:\n          - {row: A, seats: 1-6, category: Standard}",
                    with: "seatingPlan: palace.json")
                try here.write(drawn, to: "shows/drawn.yaml")
                let without = try await here.run("catalogue", "check", "shows/drawn.yaml")
                #expect(without.status == 1)
                #expect(without.errors.contains("shows/drawn.yaml:6: venues[0].seatingPlan: "))

                let seat =
                    #"{"seat_guid": "a1", "seat_number": "1", "category": "Standard", "position": {"x": 0, "y": 0}}"#
                let plan = """
                    {"name": "Palace", "categories": [{"name": "Standard", "color": "#888888"}], "zones": [
                    {"name": "Stalls", "position": {"x": 0, "y": 0}, "rows": [
                    {"row_number": "A", "position": {"x": 0, "y": 0}, "seats": [SEATS]}]}]}
                    """
                try here.write(plan.replacing("SEATS", with: "\(seat),\(seat)"), to: "shows/palace.json")
                let twice = try await here.run("catalogue", "check", "shows/drawn.yaml")
                #expect(twice.status == 1)
                #expect(twice.errors.contains("palace.json:3: zones[0].rows[0].seats[1]"), "\(twice.errors)")

                try here.write(plan.replacing("SEATS", with: seat), to: "shows/palace.json")
                let good = try await here.run("catalogue", "import", "shows/drawn.yaml")
                #expect(good.status == 0, "\(good.errors)")
                let partner = try await here.serve().partner(here.key("--retailer", House.retailer))
                #expect(try await partner.order(["a1": 1]).items.first?.inventoryVariant.section == "Stalls")
            }
        }

        @Test(
            "an import that would take back what is sold or held is refused, and says how many and where",
            arguments: [
                ("seats: 1-6", "seats: [1, 2, 4]", "occurrence 456: Stalls-A-3 cannot leave: 0 held and 1 sold of it"),
                (
                    "capacity: 20", "capacity: 2",
                    "occurrence 456: pit cannot shrink to 2: 2 held and 1 sold of it"
                ),
                (
                    "- {id: \"456\", startsAt: 2090-05-05T19:30, endsAt: 2090-05-05T22:30}", "",
                    "occurrence 456 cannot leave the catalogue: 2 held and 2 sold in it"
                ),
                (
                    "endsAt: 2090-05-05T22:30", "notForSale: [Stalls-A-3]",
                    "occurrence 456: Stalls-A-3 cannot be marked not for sale: 0 held and 1 sold of it"
                ),
                (
                    "currency: GBP", "currency: EUR",
                    "occurrence 456 cannot change its currency from GBP to EUR: 2 held and 2 sold in it"
                ),
            ])
        func refusedImport(part: String, change: String, objection: String) async throws {
            try await Workplace.open { here in
                let partner = try await here.sell().partner
                _ = try await partner.order(["Stalls-A-3": 1, "pit": 1])
                #expect(try await partner.hold(["pit": 2]).status == 201)

                let refused = try await here.imported(House.catalogue.replacing(part, with: change))
                #expect(refused.status == 1)
                #expect(refused.output == "")
                #expect(
                    refused.errors
                        == "\(objection)\nRefused, and nothing was applied: what is held or sold cannot be taken back.\n"
                )
                let again = try await here.imported(House.catalogue)
                #expect(again.output.hasPrefix("Nothing changed"))
                #expect(try await here.run("audit").status == 0)
            }
        }

        @Test("what nobody holds or bought may leave, beside a running server")
        func leaves() async throws {
            try await Workplace.open { here in
                let partner = try await here.sell().partner
                _ = try await partner.order(["Stalls-A-3": 1])
                try await here.importChanged(
                    "- {id: \"457\", startsAt: 2090-05-06T19:30, endsAt: 2090-05-06T22:30}", to: "")
                try await eventually("the date is gone", within: .seconds(1)) {
                    try await partner.occurrences().map(\.id) == [House.occurrence]
                }
            }
        }

        @Test("a date that moves with tickets sold is applied, with a warning that says how many")
        func warning() async throws {
            try await Workplace.open { here in
                let partner = try await here.sell().partner
                _ = try await partner.order(["Stalls-A-3": 1, "Stalls-A-4": 1])
                let moved = try await here.imported(
                    House.catalogue.replacing("startsAt: 2090-05-05T19:30", with: "startsAt: 2090-05-05T18:00"))
                #expect(moved.status == 0)
                #expect(
                    moved.errors == """
                        warning: occurrence 456 moves from 2090-05-05T19:30:00+01:00 to 2090-05-05T18:00:00+01:00: \
                        2 sold for the old time

                        """)
                try await eventually("the new time is served", within: .seconds(1)) {
                    try await partner.occurrences().first?.startsAt == "2090-05-05T18:00:00+01:00"
                }
            }
        }

        @Test("two servers on one database sell each seat once, and see each other's sales and imports within a second")
        func twoServers() async throws {
            try await Workplace.open { here in
                let key = try await here.openHouse()
                let first = try await here.serve().partner(key)
                let second = try await here.serve().partner(key)
                let cart: CartBody = try await first.hold(["Stalls-A-1": 1]).data()
                try await eventually("the other server knows what is held", within: .seconds(1)) {
                    try await !second.inventory(of: House.occurrence).contains {
                        $0.inventoryVariant.id == "Stalls-A-1"
                    }
                }
                let sold = try await second.buy(cart)
                #expect(sold.status == 201)
                #expect(try await first.buy(cart).code == "CART_ALREADY_ORDERED")

                // Both want all of the pit, again and again: what was sold in the end is what there is.
                let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                    for partner in [first, second] {
                        for _ in 1...6 { group.addTask { try await partner.hold(["pit": 4]).status } }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(statuses.filter { $0 == 201 }.count == 5)
                #expect(statuses.filter { $0 == 409 }.count <= 7)

                try await here.importChanged("name: Hamlet", to: "name: Macbeth")
                try await eventually("both serve the new name", within: .seconds(1)) {
                    let names = try await [first.events(), second.events()].flatMap { $0 }.map(\.name)
                    return names.filter { $0 == "Macbeth" }.count == 2
                }
                #expect(try await here.run("audit").status == 0)
            }
        }
    }
}

extension Workplace {
    fileprivate func imported(_ catalogue: String) async throws -> Finished {
        try write(catalogue, to: House.file)
        return try await run("catalogue", "import", House.file)
    }

    fileprivate func importChanged(_ part: String, to change: String) async throws {
        let imported = try await imported(House.catalogue.replacing(part, with: change))
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.output.hasPrefix("Imported version 2"))
    }
}
