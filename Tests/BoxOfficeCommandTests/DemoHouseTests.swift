import BoxOfficeCatalogue
import BoxOfficeDomain
import Testing

@testable import boxoffice

extension Commands {
    @Suite("The demo house never goes stale")
    struct DemoHouseDays {
        /// Two months with the holidays and a new year in them; then the days around the clock changes of New York and
        /// London, which come weeks apart; then a leap day.
        static let periods = [("2026-12-01", 60), ("2027-03-12", 20), ("2027-10-29", 12), ("2028-02-27", 5)]

        @Test("whatever was sold, the next day's house may be imported over it", arguments: periods)
        func dayToDay(from first: String, days: Int) throws {
            let first = try #require(LocalDate(first))
            var yesterday = try catalogue(on: first)
            for day in (1..<days).map({ first.adding(days: $0) }) {
                let today = try catalogue(on: day)
                // Where the sun rises first: there, the day before had the least time to end.
                let now = day.moment(hour: -14)
                let change = CatalogueChange(from: yesterday, to: today)
                for id in change.changed {
                    let before = yesterday.listing(id)?.occurrence
                    // Of what is not on sale yet, nothing is held or sold.
                    if let opens = before?.onSaleFrom, opens > now { continue }
                    #expect(change.threat(to: id, at: now) == nil, "\(id) on \(day)")
                    guard let before, !before.hasEnded(at: now) else { continue }
                    #expect(today.listing(id)?.occurrence == before, "\(id) on \(day)")
                }
                for event in yesterday.events {
                    let later = try #require(today.event(event.id))
                    #expect(later.venue == event.venue && later.name == event.name)
                    #expect(later.terms.extras == event.terms.extras && later.terms.currency == event.terms.currency)
                }
                yesterday = today
            }
        }

        @Test("on every day there is something of each kind to look at", arguments: periods)
        func everyDay(from first: String, days: Int) throws {
            let first = try #require(LocalDate(first))
            // The cycle is sixteen weeks long: a day of each week is enough.
            for day in stride(from: 0, to: days, by: 5).map({ first.adding(days: $0) }) {
                let house = DemoHouse(today: day)
                let catalogue = try catalogue(on: day)
                let noon = day.moment(hour: 12)
                let occurrences = catalogue.events.flatMap(\.occurrences)
                #expect(occurrences.filter { ($0.onSaleFrom ?? noon) > noon }.count == 1, "one to open, on \(day)")
                let toCome = occurrences.filter { $0.startsAt.moment > noon }
                #expect(toCome.filter { $0.status == .cancelled }.count == 1, "one cancelled, on \(day)")
                #expect(toCome.filter { !$0.notForSale.isEmpty }.count == 1, "one with house seats, on \(day)")
                #expect(catalogue.events.allSatisfy { $0.occurrences.contains { $0.isOnSale(at: noon) } })
                #expect(catalogue.events.flatMap(\.terms.promotions).contains { $0.isInForce(at: noon) })

                let soldOut = try #require(catalogue.listing(house.soldOutOccurrence.occurrenceID))
                #expect(soldOut.event.id == house.soldOutOccurrence.eventID)
                #expect(soldOut.occurrence.isOnSale(at: noon))
            }
        }

        @Test("it is a theatre of some 1,200 seats, and what its example buys is there")
        func size() throws {
            let day = try #require(LocalDate("2026-12-01"))
            let house = DemoHouse(today: day)
            let catalogue = try catalogue(on: day)
            let play = try #require(catalogue.event(house.purchase.eventID))
            #expect((1_150...1_250).contains(play.venue.plan.places.count))
            #expect(play.extra(house.purchase.extraID) != nil)
            #expect(
                play.venue.plan.places.contains {
                    guard case .assignedSeat(house.purchase.section, _, _) = $0.variant.kind else { return false }
                    return true
                })
            #expect(play.tier(house.tier, for: house.retailer) != nil)
            #expect(play.terms.vouchers.map(\.code) == [house.voucherCode])
            #expect(catalogue.retailer(house.retailer) != nil)
        }

        @Test("the same day gives the same bytes")
        func sameBytes() throws {
            let day = try #require(LocalDate("2026-12-01"))
            #expect(DemoHouse(today: day).catalogue == DemoHouse(today: day).catalogue)
            #expect(DemoHouse(today: day).seatingPlan == DemoHouse(today: day).seatingPlan)
        }

        /// Read as a seller's would be; a fault fails the test.
        private func catalogue(on day: LocalDate) throws -> Catalogue {
            let house = DemoHouse(today: day)
            let reader = CatalogueReader(seatingPlan: { name in
                guard name == house.seatingPlanName else { throw NoSuchPlan() }
                return house.seatingPlan
            })
            return try reader.read(CatalogueText(name: "demo.yaml", text: house.catalogue)).catalogue
        }

        private struct NoSuchPlan: Error {}
    }
}

extension LocalDate {
    /// By the clock of Greenwich.
    fileprivate func moment(hour: Int) -> Moment {
        Moment(seconds: (Int64(daysSinceEpoch) * 24 + Int64(hour)) * 3600)
    }
}
