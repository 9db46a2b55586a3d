import BoxOfficeDomain

/// What plays beside the resident play: a family show in the same theatre, club nights, a recital.
extension DemoHouse {
    static let familyShowID = Event.ID("102")
    static let clubNightID = Event.ID("103")
    static let recitalID = Event.ID("104")

    static let clubNights = DemoSchedule(id: "1031", days: [.fri, .sat], at: "22:00", minutes: 300)

    var familyShow: String {
        let mornings = DemoSchedule(
            id: "1021", days: [.sat, .sun], at: "11:00", minutes: 55, except: dates.holidays(on: [.sat, .sun]))
        let prices = [
            DemoPrice("Premium", "ADULT", 3200, fee: 350), DemoPrice("Premium", "CHILD", 2600, fee: 350),
            DemoPrice("Standard", "ADULT", 2600, fee: 300), DemoPrice("Standard", "CHILD", 1900, fee: 300),
            DemoPrice("Value", "ADULT", 1900, fee: 250), DemoPrice("Value", "CHILD", 1400, fee: 250),
            DemoPrice("Saver", "ADULT", 1300, fee: 200), DemoPrice("Saver", "CHILD", 900, fee: 200),
            DemoPrice("Access", "ADULT", 1600, fee: 0), DemoPrice("Access", "CHILD", 1100, fee: 0),
        ]
        return """
            - id: "\(Self.familyShowID)"
              name: Mabel and the Midnight Tide
              venue: wrenfield
              discountDisplay: amount        # shown as £3.00 off, not as a percentage
              holdSeconds: 900
              maxTicketsPerCart: 12

              ticketTypes:
                - {id: ADULT, name: Adult}
                - {id: CHILD, name: Child}

              prices:
            \(DemoPrice.yaml(prices, restorationLevy: 100).indented.indented)

              extras:
                - {id: activity-book, name: Activity book, kind: merchandise, capacity: 300, faceValue: 600}

              promotions:
                - id: little-ones
                  name: Little Ones
                  amountOff: 300
                  ticketTypes: [CHILD]
                  categories: [Standard, Value]

              tax: {name: VAT, percent: 20, disclosed: true}

              occurrences:                   # the same sixteen weeks, on weekend mornings
                \(mornings.yaml(dates))
            """
    }

    var clubNight: String {
        var nights = Self.clubNights
        nights.except = dates.holidays(on: nights.days)
        return """
            - id: "\(Self.clubNightID)"
              name: Slow Voltage
              venue: tin-lantern
              currency: USD
              discountDisplay: percentage
              holdSeconds: 600               # no ticket limit: a party may buy a whole night

              ticketTypes:
                - {id: ADULT, name: Adult}
                - {id: STUDENT, name: Student}

              prices:
                - {category: Standing, ticketType: ADULT,   faceValue: 3500, fees: [{name: Service fee, amount: 475}]}
                - {category: Standing, ticketType: STUDENT, faceValue: 2500, fees: [{name: Service fee, amount: 475}]}
                - {category: Lounge,   ticketType: ADULT,   faceValue: 6000, fees: [{name: Service fee, amount: 750}]}

              extras:
                - {id: cloakroom, name: Cloakroom, kind: service, capacity: 100, faceValue: 500}

              promotions:
                - id: first-in
                  name: First In
                  percentOff: 20
                  categories: [Standing]
                  from: \(dates.monday)T00:00     # this week's Monday,
                  until: \(dates.monday.adding(days: 28))T00:00    # for four weeks

              rateCodes:                     # a tier may also have prices of its own
                - code: guest-list
                  retailers: [\(retailer)]
                  prices:
                    - {category: Standing, ticketType: ADULT, faceValue: 2000}

              occurrences:                   # the same sixteen weeks; doors at ten, until three in the morning
                \(nights.yaml(dates))
            """
    }

    var recital: String {
        let recitals = DemoSchedule(id: "1041", days: [.thu, .sun], at: "19:00", minutes: 80)
        return """
            - id: "\(Self.recitalID)"
              name: Rain on Paper
              venue: minazuki
              currency: JPY                  # no decimals: 4800 is ¥4800
              discountDisplay: amount
              holdSeconds: 720
              maxTicketsPerCart: 6

              ticketTypes:
                - {id: ADULT, name: Adult}
                - {id: STUDENT, name: Student}

              prices:
                - {category: Front, ticketType: ADULT,   faceValue: 6800, fees: [{name: Handling fee, amount: 220}]}
                - {category: Front, ticketType: STUDENT, faceValue: 5200, fees: [{name: Handling fee, amount: 220}]}
                - {category: House, ticketType: ADULT,   faceValue: 4800, fees: [{name: Handling fee, amount: 220}]}
                - {category: House, ticketType: STUDENT, faceValue: 3200, fees: [{name: Handling fee, amount: 220}]}

              promotions:
                - {id: gallery, name: Gallery Evening, amountOff: 800, sections: [Gallery]}

              tax: {name: Consumption tax, percent: 10, disclosed: false}   # inside the prices, and not shown

              occurrences:                   # the same sixteen weeks
                \(recitals.yaml(dates))
            """
    }
}
