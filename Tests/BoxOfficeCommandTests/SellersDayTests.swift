import BoxOfficeWire
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
                #expect(audit.output == "boxoffice.sqlite is sound: 1 orders with 4 tickets, every promise kept.\n")
            }
        }
    }
}
