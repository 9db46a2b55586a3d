@testable import BoxOfficeDomain
import Testing

@Suite("What a new version of the catalogue changes")
struct CatalogueChangeTests {
    private typealias Threat = CatalogueChange.Threat
    private typealias Limit = CatalogueChange.Limit

    private func catalogue(_ events: Event...) -> Catalogue {
        Catalogue(version: 1, events: events, retailers: [])
    }

    private func change(from old: Event = House.event(), to new: Event) -> CatalogueChange {
        CatalogueChange(from: catalogue(old), to: catalogue(new))
    }

    private func threat(from old: Event = House.event(), to new: Event, at now: Moment = House.now) -> Threat? {
        change(from: old, to: new).threat(to: "456", at: now)
    }

    @Test("the same again changes nothing, even when it was read anew")
    func same() {
        #expect(change(to: House.event()).changed == [])
        let retailers = Catalogue(version: 2, events: [House.event()], retailers: [House.acme])
        #expect(CatalogueChange(from: catalogue(House.event()), to: retailers).changed == [])
    }

    @Test("occurrences that came, left or differ are changed, in the order of their ids; others are not")
    func changed() {
        let old = House.event(occurrences: ["1", "2", "3", "10"].map { House.occurrence($0) })
        let new = House.event(occurrences: [
            House.occurrence("1"), House.occurrence("10", status: .offSale), House.occurrence("2"),
            House.occurrence("4"),
        ])
        #expect(change(from: old, to: new).changed == ["10", "3", "4"])
    }

    @Test("what changes an event changes each of its occurrences, and no other event's")
    func wholeEvent() {
        let other = House.event("9", occurrences: [House.occurrence("90")])
        let dearer = House.event { $0.orderFees = [Fee(name: "Fee", amount: 1)] }
        let change = CatalogueChange(from: catalogue(House.event(), other), to: catalogue(dearer, other))
        #expect(change.changed == ["456"])
        let places = House.venue(places: Array(House.places.dropLast()))
        #expect(self.change(to: House.event(venue: places)).changed == ["456"])
    }

    @Test("the first import is all new, and takes nothing away")
    func first() {
        let change = CatalogueChange(from: .empty, to: catalogue(House.event()))
        #expect(change.changed == ["456"])
        #expect(change.threat(to: "456", at: House.now) == nil)
        #expect(change.newCapacities(of: "456", at: House.now).map(\.variant) == ["floor", "programme"])
        #expect(change.newCapacities(of: "456", at: House.now).map(\.capacity) == [5, 3])
        #expect(change.leavingStock(of: "456", at: House.now) == [])
    }

    @Test("capacities that came or changed are set, those that left are removed, the rest is left alone")
    func capacities() {
        let places =
            House.seats + [House.area("floor", "Standing", capacity: 6), House.area("pit", "Standing", capacity: 2)]
        let new = House.event(venue: House.venue(places: places)) { $0.extras = [] }
        let change = change(to: new)
        #expect(change.newCapacities(of: "456", at: House.now).map(\.variant) == ["floor", "pit"])
        #expect(change.newCapacities(of: "456", at: House.now).map(\.capacity) == [6, 2])
        #expect(change.leavingStock(of: "456", at: House.now) == ["programme"])
        #expect(
            self.change(to: House.event { $0.orderFees = [Fee(name: "Fee", amount: 1)] }).newCapacities(
                of: "456", at: House.now
            )
            .isEmpty)
    }

    @Test("prices, more room and other times threaten nobody")
    func harmless() {
        #expect(threat(to: House.event { $0.prices = [] }) == nil)
        #expect(
            threat(to: House.event { $0.extras[0] = Extra(id: "programme", name: "P", capacity: 4, faceValue: 1) })
                == nil)
        #expect(threat(to: House.event(occurrences: [House.occurrence(startsAt: "2026-12-16T19:30:00Z")])) == nil)
        #expect(threat(to: House.event(occurrences: [House.occurrence(status: .cancelled)])) == nil)
    }

    @Test("an occurrence may not leave, nor change its event, venue or currency, with something held or sold in it")
    func everything() {
        let none = House.event(occurrences: [])
        #expect(threat(to: none) == .everything("cannot leave the catalogue"))
        #expect(threat(to: House.event("124")) == .everything("cannot move to event 124"))
        #expect(
            threat(to: House.event(venue: House.venue("crown")))
                == .everything("cannot move from venue palace to crown"))
        #expect(
            threat(to: House.event { $0.currency = currency("EUR") })
                == .everything("cannot change its currency from GBP to EUR"))
    }

    @Test("an occurrence that has ended may always leave")
    func ended() {
        let none = House.event(occurrences: [])
        #expect(threat(to: none, at: moment("2026-12-15T19:30:00Z")) == nil)
        let long = House.event(occurrences: [House.occurrence(endsAt: "2026-12-15T22:30:00Z")])
        #expect(threat(from: long, to: none, at: moment("2026-12-15T22:29:59Z")) != nil)
        #expect(threat(from: long, to: none, at: moment("2026-12-15T22:30:00Z")) == nil)
    }

    @Test("a seat, area or extra may not leave, be withheld or shrink below what is held and sold")
    func limits() {
        let places = Array(House.seats.dropFirst()) + [House.area("floor", "Standing", capacity: 4)]
        let new = House.event(
            venue: House.venue(places: places), occurrences: [House.occurrence(notForSale: ["Orchestra-A-2"])]
        ) { $0.extras = [] }
        #expect(
            threat(to: new)
                == .limits([
                    "Orchestra-A-1": Limit(quantity: 0, verdict: "cannot leave"),
                    "Orchestra-A-2": Limit(quantity: 0, verdict: "cannot be marked not for sale"),
                    "floor": Limit(quantity: 4, verdict: "cannot shrink to 4"),
                    "programme": Limit(quantity: 0, verdict: "cannot leave"),
                ]))
    }

    @Test("a show that began and is postponed keeps what is sold of it; what is over by both files blocks nobody")
    func postponed() {
        let began = House.event(occurrences: [House.occurrence(startsAt: "2026-10-09T19:30:00Z")])
        let floor = House.seats.dropFirst() + [House.area("floor", "Standing", capacity: 4)]
        let smaller = House.venue(places: Array(floor))
        let postponed = House.event(venue: smaller, occurrences: [House.occurrence()])
        #expect(
            threat(from: began, to: postponed)
                == .limits([
                    "Orchestra-A-1": Limit(quantity: 0, verdict: "cannot leave"),
                    "floor": Limit(quantity: 4, verdict: "cannot shrink to 4"),
                ]))
        // The row still has the capacity of the day that it was over: all of it is set anew.
        #expect(
            change(from: began, to: postponed).newCapacities(of: "456", at: House.now).map(\.variant) == [
                "floor", "programme",
            ])

        let over = House.event(
            venue: smaller, occurrences: [House.occurrence(startsAt: "2026-10-09T19:30:00Z")]
        ) { $0.extras = [] }
        #expect(threat(from: began, to: over) == nil)
        #expect(change(from: began, to: over).newCapacities(of: "456", at: House.now).isEmpty)
        #expect(change(from: began, to: over).leavingStock(of: "456", at: House.now) == [])
    }

    @Test("what was withheld already cannot be taken from anybody by withholding it")
    func withheldBefore() {
        let withheld = House.event(occurrences: [House.occurrence(notForSale: ["Orchestra-A-2"])])
        #expect(threat(from: withheld, to: withheld) == nil)
        #expect(threat(from: withheld, to: House.event()) == nil)
    }

    @Test("an objection says how many are held and sold, and where")
    func objections() {
        let everything = Threat.everything("cannot leave the catalogue")
        let commitments = [
            Commitment(variant: "floor", held: 2, sold: 3), Commitment(variant: "Orchestra-A-1", held: 0, sold: 1),
        ]
        #expect(
            everything.objections("456", commitments) == [
                "occurrence 456 cannot leave the catalogue: 2 held and 4 sold in it"
            ])
        #expect(everything.objections("456", []) == [])
        let some = Threat.limits([
            "floor": Limit(quantity: 4, verdict: "cannot shrink to 4"),
            "Orchestra-A-1": Limit(quantity: 0, verdict: "cannot leave"),
            "Orchestra-A-2": Limit(quantity: 0, verdict: "cannot leave"),
        ])
        #expect(
            some.objections("456", commitments) == [
                "occurrence 456: Orchestra-A-1 cannot leave: 0 held and 1 sold of it",
                "occurrence 456: floor cannot shrink to 4: 2 held and 3 sold of it",
            ])
        #expect(some.objections("456", [Commitment(variant: "floor", held: 1, sold: 3)]) == [])
    }

    @Test("tickets of an old time are noticed when an occurrence moves")
    func moves() {
        let later = House.event(occurrences: [House.occurrence(startsAt: "2026-12-16T19:30:00Z")])
        #expect(change(to: later).moves("456"))
        #expect(!change(to: House.event { $0.prices = [] }).moves("456"))
        #expect(!CatalogueChange(from: .empty, to: catalogue(later)).moves("456"))
    }
}
