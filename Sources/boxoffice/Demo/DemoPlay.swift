import BoxOfficeDomain

/// The house's resident play: evenings and matinées in the drawn theatre, and every kind of special date.
extension DemoHouse {
    static let playID = Event.ID("101")

    var play: String {
        """
        - id: "\(Self.playID)"
          name: The Lamplighter's Debt
          venue: wrenfield
          discountDisplay: percentage
          holdSeconds: 900               # a quarter of an hour to check out
          maxTicketsPerCart: 10

        \(playTerms.indented)

        \(playOccurrences.indented)
        """
    }

    private var playTerms: String {
        """
        ticketTypes:
          - {id: ADULT, name: Adult}
          - {id: CHILD, name: Child}
          - {id: CONCESSION, name: Concession}

        prices:                        # face value and fees are one price to the buyer; no children in Premium
        \(DemoPrice.yaml(Self.eveningPrices, restorationLevy: 150).indented)

        extras:
          - {id: programme, name: Souvenir programme, kind: merchandise, capacity: 400, faceValue: 1000}
          - {id: interval-drink, name: Interval drink, kind: refreshment, capacity: 250, faceValue: 850}

        promotions:                    # the better one wins: Value seats in the Balcony are early birds
          - id: early-bird
            name: Early Bird
            percentOff: 15
            categories: [Standard, Value]
            from: \(dates.monday)T00:00     # this week's Monday,
            until: \(dates.monday.adding(days: 42))T00:00    # for six weeks
          - id: balcony-bargain
            name: Balcony Bargain
            amountOff: 500
            sections: [Balcony]

        rateCodes:                     # a tier: retailers ask for it as providerCode
          - code: \(tier)
            retailers: [\(retailer)]
            percentOff: 12.5
            sections: [Stalls, Dress Circle]

        vouchers:
          - {code: \(voucherCode), name: Welcome, amountOff: 500, maxUses: 1000}

        orderFees:
          - {name: Transaction fee, amount: 295}

        protection: {name: Refund protection, percent: 7}

        tax: {name: VAT, percent: 20, disclosed: true}
        """
    }

    private var playOccurrences: String {
        let cancelled = dates.special(.wed, ofWeek: 4, until: dates.last)
        let withHouseSeats = dates.special(.thu, ofWeek: 11, until: dates.last)
        let evenings = Self.evenings(except: withHouseSeats + dates.holidays(on: [.tue, .wed, .thu, .fri, .sat]))
        let matinees = Self.matinees(except: cancelled + dates.holidays(on: [.wed, .sat]))
        let sundays = DemoSchedule(
            id: "1013", days: [.sun], at: "15:00", minutes: 165, except: dates.holidays(on: [.sun]))
        return """
            occurrences:
              # The run: sixteen weeks from today. It starts in the past, so that tonight is in it wherever you are; an
              # occurrence's id is its schedule's and its date, so that it keeps it however often this is written anew.
              \(evenings.yaml(dates))

              # Midweek and Saturday afternoons cost less: prices beside a schedule are instead of the event's.
              \(matinees.yaml(dates))
                prices:
            \(DemoPrice.yaml(Self.matineePrices, restorationLevy: 150).indented.indented.indented)

              \(sundays.yaml(dates))

              # Every sixteenth week the house keeps some of its best seats for friends, on a Thursday.
            \(withHouseSeats.map { houseSeats(on: $0, evenings) }.joined(separator: "\n"))

              # And once, on a Wednesday, the stage lift is inspected instead.
            \(cancelled.map { inspection(on: $0, matinees) }.joined(separator: "\n"))

              # The gala, every sixteen weeks on a Monday. Its sale opens eight weeks before it: one is always still to
              # open, and nothing can be sold for that one.
            \(dates.special(.mon, ofWeek: 8, until: dates.lastGala).map(gala).joined(separator: "\n"))
            """
    }

    private static func evenings(except: [LocalDate]) -> DemoSchedule {
        DemoSchedule(id: "1011", days: [.tue, .wed, .thu, .fri, .sat], at: "19:30", minutes: 165, except: except)
    }

    private static func matinees(except: [LocalDate]) -> DemoSchedule {
        DemoSchedule(id: "1012", days: [.wed, .sat], at: "14:30", minutes: 165, except: except)
    }

    private func houseSeats(on date: LocalDate, _ evenings: DemoSchedule) -> String {
        """
          - id: "\(evenings.occurrence(on: date))"
            startsAt: \(date)T19:30
            endsAt: \(date)T22:15
            notForSale: [Stalls-H-13, Stalls-H-14, Stalls-H-15, Stalls-H-16, Circle-B-19, Circle-B-20]
        """
    }

    private func inspection(on date: LocalDate, _ matinees: DemoSchedule) -> String {
        """
          - {id: "\(matinees.occurrence(on: date))", startsAt: \(date)T14:30, endsAt: \(date)T17:15, status: cancelled}
        """
    }

    private func gala(on date: LocalDate) -> String {
        let schedule = DemoSchedule(id: "1019", days: [.mon], at: "19:00", minutes: 240)
        return """
              - id: "\(schedule.occurrence(on: date))"
                startsAt: \(date)T19:00
                endsAt: \(date)T23:00
                onSaleFrom: \(date.adding(days: -DemoDates.galaSaleDays))T10:00
                prices:
            \(DemoPrice.yaml(Self.galaPrices, restorationLevy: 150).indented.indented.indented)
            """
    }

    private static let eveningPrices = [
        DemoPrice("Premium", "ADULT", 11000, fee: 1450), DemoPrice("Premium", "CONCESSION", 9500, fee: 1450),
        DemoPrice("Standard", "ADULT", 7250, fee: 950), DemoPrice("Standard", "CHILD", 4350, fee: 950),
        DemoPrice("Standard", "CONCESSION", 5800, fee: 950),
        DemoPrice("Value", "ADULT", 4950, fee: 650), DemoPrice("Value", "CHILD", 2950, fee: 650),
        DemoPrice("Value", "CONCESSION", 3950, fee: 650),
        DemoPrice("Saver", "ADULT", 2400, fee: 350), DemoPrice("Saver", "CHILD", 1400, fee: 350),
        DemoPrice("Saver", "CONCESSION", 1900, fee: 350),
        DemoPrice("Access", "ADULT", 2950, fee: 0), DemoPrice("Access", "CHILD", 1750, fee: 0),
    ]

    private static let matineePrices = [
        DemoPrice("Premium", "ADULT", 8500, fee: 1150), DemoPrice("Premium", "CONCESSION", 6950, fee: 1150),
        DemoPrice("Standard", "ADULT", 5500, fee: 750), DemoPrice("Standard", "CHILD", 3300, fee: 750),
        DemoPrice("Standard", "CONCESSION", 3950, fee: 750),
        DemoPrice("Value", "ADULT", 3750, fee: 500), DemoPrice("Value", "CHILD", 2250, fee: 500),
        DemoPrice("Value", "CONCESSION", 2750, fee: 500),
        DemoPrice("Saver", "ADULT", 1950, fee: 300), DemoPrice("Saver", "CHILD", 1150, fee: 300),
        DemoPrice("Saver", "CONCESSION", 1450, fee: 300),
        DemoPrice("Access", "ADULT", 2450, fee: 0), DemoPrice("Access", "CHILD", 1450, fee: 0),
    ]

    private static let galaPrices = [
        DemoPrice("Premium", "ADULT", 22500, fee: 2500), DemoPrice("Standard", "ADULT", 14500, fee: 1500),
        DemoPrice("Value", "ADULT", 8500, fee: 950), DemoPrice("Saver", "ADULT", 3950, fee: 450),
        DemoPrice("Access", "ADULT", 5950, fee: 0),
    ]
}
