import BoxOfficeWire
import Testing

@testable import boxoffice

extension Commands {
    @Suite("Comparing the old call with the new one", .timeLimit(.minutes(1)))
    struct LegacyCompare {
        private static let question = [
            "legacy", "compare", "--event", House.event, "--from", "2090-05-01", "--to", "2090-05-31", "--quantity",
            "2",
        ]

        @Test("our own server agrees with itself, also about what is sold out")
        func agree() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let arguments = Self.question + ["--url", server.address, "--key", try #require(partner.key)]
                let both = try await here.start(arguments).finished()
                #expect(both.output == "v3 and v4 agree about 2 dates.\n")
                #expect(both.status == 0)

                _ = try await partner.order(["pit": 20])
                _ = try await partner.order(
                    Dictionary(uniqueKeysWithValues: (1...6).map { ("Stalls-A-\($0)", 1) }))
                #expect(try await here.start(arguments).finished().output == "v3 and v4 agree about 1 date.\n")
            }
        }

        @Test("where there is no date, nothing is proved")
        func nothing() async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let compared = try await here.start(
                    Self.question + [
                        "--url", server.address, "--key", try #require(partner.key), "--from", "2090-05-30",
                    ]
                ).finished()
                #expect(compared.status == 1)
                #expect(compared.output == "")
                #expect(compared.errors.hasPrefix("There is nothing to compare"))
            }
        }

        @Test("where they disagree, every date is named, and the exit says so")
        func disagree() async throws {
            try await Workplace.open { here in
                try here.write(Self.liar, to: "liar.py")
                let liar = try here.start("/usr/bin/env", ["python3", "liar.py"])
                try await eventually("the server listens") { liar.output.contains("\n") }
                let address = "http://127.0.0.1:\(liar.output.dropLast())"
                let compared = try await here.start(Self.question + ["--url", address, "--key", "k"]).finished()
                #expect(compared.status == 1)
                #expect(
                    compared.output == """
                        2090-05-05 19:30  v4: 35.01 GBP, v3: 35.00 GBP
                        2090-05-06 19:30  v4: nothing, v3: 40.00 GBP
                        2090-05-07 11:00  v4: 9.00 GBP, v3: nothing

                        """)
                #expect(compared.errors == "3 disagreements among 3 dates.\n")
            }
        }

        /// A server that has two minds.
        private static let liar = """
            import http.server, json
            def date(id, day, amount):
                return {"id": id, "startsAt": day + ":00+01:00", "endsAt": None,
                        "fromPrice": {"amount": amount, "currency": "GBP"}}
            def row(day, time, price):
                return {"date": day, "time": time, "price": price, "currencyCode": "GBP", "available": True}
            class Liar(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    rows = ([row("2090-05-05", "19:30", 35.01), row("2090-05-07", "11:00", 9.0)] if "/v4/" in self.path
                            else [date("1", "2090-05-05T19:30", 3500), date("2", "2090-05-06T19:30", 4000)])
                    body = json.dumps({"data": rows}).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Liar)
            print(server.server_port, flush=True)
            server.serve_forever()
            """

        @Test(
            "what cannot be asked is refused in words",
            arguments: [
                ("--quantity", "0", 1, "INVALID_PARAMETER (quantity)"), ("--quantity", "two", 64, "quantity"),
                ("--from", "2090-06-01", 1, "INVALID_PARAMETER"),
                ("--to", "2091-05-31", 1, "INVALID_PARAMETER (toDate)"),
                ("--event", "999", 1, "RESOURCE_NOT_FOUND"), ("--key", "sk_test_wrong", 1, "INVALID_API_KEY"),
                ("--url", "http://127.0.0.1:1", 1, "NO_ANSWER"), ("--url", "nowhere", 64, "no address of a server"),
            ])
        func refused(flag: String, value: String, status: Int32, message: String) async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let given = ["--url", server.address, "--key", try #require(partner.key)]
                let refused = try await here.start(Self.question + given + [flag, value]).finished()
                #expect(refused.status == status)
                #expect(refused.output == "")
                #expect(refused.errors.contains(message), "\(refused.errors)")
            }
        }
    }
}

@Suite("Rows and occurrences")
struct LegacyComparisonTests {
    private func row(_ time: String, _ price: Double, _ currency: String = "GBP") -> AvailabilityBody {
        AvailabilityBody(date: "2090-05-05", time: time, price: price, currencyCode: currency, available: true)
    }

    private func occurrence(_ time: String, _ amount: Int64?, _ currency: String = "GBP") -> OccurrenceBody {
        OccurrenceBody(
            id: "1", startsAt: "2090-05-05T\(time):00+01:00", endsAt: nil,
            fromPrice: amount.map { MoneyBody(amount: $0, currency: currency) }, maxDiscountPercentage: nil,
            maxDiscountAmount: nil, promotions: nil, venue: nil)
    }

    @Test("belong together by their start and their price, in any currency; what has no price is not in v4")
    func agreeing() {
        let comparison = LegacyComparison(
            [row("11:00", 0.07), row("19:30", 80.1), row("20:00", 4800, "JPY"), row("21:00", 18.505, "KWD")],
            [
                occurrence("11:00", 7), occurrence("19:30", 8010), occurrence("20:00", 4800, "JPY"),
                occurrence("21:00", 18505, "KWD"), occurrence("22:00", nil),
            ])
        #expect(comparison.disagreements == [])
        #expect(comparison.count == 4)
    }

    @Test("what was sold between two questions is in one of two rounds, and no disagreement")
    func confirmed() {
        let first = LegacyComparison(
            [row("11:00", 5), row("12:00", 6)], [occurrence("11:00", 501), occurrence("12:00", 601)])
        let second = LegacyComparison(
            [row("11:00", 5), row("13:00", 7)], [occurrence("11:00", 501), occurrence("13:00", 701)])
        let confirmed = second.confirming(first)
        #expect(confirmed.disagreements == ["2090-05-05 11:00  v4: 5.00 GBP, v3: 5.01 GBP"])
        #expect(confirmed.count == 2)
    }

    @Test("two that start at once are told apart by their prices")
    func atOnce() {
        #expect(
            LegacyComparison(
                [row("11:00", 5), row("11:00", 6)], [occurrence("11:00", 600), occurrence("11:00", 500)]
            ).disagreements == [])
        #expect(
            LegacyComparison([row("11:00", 5)], [occurrence("11:00", 500), occurrence("11:00", 500)]).disagreements
                == ["2090-05-05 11:00  v4: nothing, v3: 5.00 GBP"])
    }

    @Test("another currency, a price between two minor units and one in no currency are differences")
    func differing() {
        #expect(
            LegacyComparison(
                [row("11:00", 5, "EUR"), row("12:00", 5.001), row("13:00", 5, "XYZ")],
                [occurrence("11:00", 500), occurrence("12:00", 500), occurrence("13:00", 5, "XYZ")]
            ).disagreements == [
                "2090-05-05 11:00  v4: 5.00 EUR, v3: 5.00 GBP", "2090-05-05 12:00  v4: 5.001 GBP, v3: 5.00 GBP",
                "2090-05-05 13:00  v4: 5.0 XYZ, v3: 0.05 XYZ",
            ])
    }
}
