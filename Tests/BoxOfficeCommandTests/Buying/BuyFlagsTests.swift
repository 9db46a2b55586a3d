import BoxOfficeClient
import Testing

extension Commands {
    @Suite("Buying without questions", .timeLimit(.minutes(1)))
    struct BuyFlags {
        private static let flags = [
            "--event": House.event, "--occurrence": House.occurrence, "--item": "Stalls A 3", "--name": "Ada",
            "--email": "ada@example.com",
        ]

        private static func arguments(_ changes: [String: String] = [:], without missing: String? = nil) -> [String] {
            flags.merging(changes) { $1 }.filter { $0.key != missing }.flatMap { [$0, $1] }
        }

        @Test("flags say everything, into a pipe too, and the key may be in the environment")
        func flags() async throws {
            try await Workplace.open { here in
                let terms =
                    "name: Hamlet\n    protection: {name: Refund, percent: 10}"
                    + "\n    vouchers: [{code: FIVER, name: Five off, amountOff: 500}]"
                let key = try await here.openHouse(House.catalogue.replacing("name: Hamlet", with: terms))
                let server = try await here.serve()
                let bought = try await here.start(
                    ["buy"] + Self.arguments()
                        + [
                            "--item", "2 x pit as adult", "--item", "Souvenir programme", "--voucher", "FIVER",
                            "--protection", "--phone", "+442079460000", "--yes",
                        ], environment: ["BOXOFFICE_KEY": key, "BOXOFFICE_URL": server.address]
                ).finished()
                #expect(bought.status == 0, "\(bought.errors)")
                let orders = try await server.partner(key).boxOffice.orders().all()
                let order = try #require(orders.first)
                #expect(order.contact.phone == "+442079460000")
                #expect(order.items.map(\.quantity) == [1, 2, 1])
                #expect(order.receiptLines.map(\.type) == [.subtotal, .voucher, .protection])
                for line in ["Five off", "-5.00 GBP", "Refund", "To pay"] { #expect(bought.errors.contains(line)) }
                #expect(bought.output.split(separator: "\n").filter { $0.hasSuffix(" VALID") }.count == 4)
                #expect(!bought.errors.contains("Held for"))
            }
        }

        @Test(
            "a flag that is missing is named",
            arguments: ["--event", "--occurrence", "--item", "--name", "--email", "--yes"])
        func missing(flag: String) async throws {
            try await Workplace.open { here in
                let arguments = Self.arguments(without: flag) + (flag == "--yes" ? [] : ["--yes"])
                let refused = try await here.start(["buy", "--key", "k"] + arguments).finished()
                #expect(refused.status == 64)
                #expect(refused.output == "")
                #expect(refused.errors.contains(flag == "--event" ? "needs --event" : "give \(flag) as well"))
            }
        }

        @Test(
            "what cannot be one is refused before anything is asked",
            arguments: [
                (["--key", ""], "Give the key with --key, or in BOXOFFICE_KEY"),
                (["--key", "k", "--url", "tickets.example.com"], "'tickets.example.com' is no address of a server"),
                (["--key", "k k"], "has characters that no key has"),
                (["--key", "k", "--item", " "], "--item is ' ', which names nothing"),
            ])
        func unusable(flags: [String], message: String) async throws {
            try await Workplace.open { here in
                let refused = try await here.start(["buy"] + Self.arguments() + ["--yes"] + flags).finished()
                #expect(refused.status == 64)
                #expect(refused.errors.contains(message), "\(refused.errors)")
            }
        }

        @Test(
            "what the house has not is refused in words, and nothing stays held",
            arguments: [
                ("--event", "999", "RESOURCE_NOT_FOUND"),
                ("--occurrence", "999", "RESOURCE_NOT_FOUND"),
                ("--item", "Stalls A 99", "Nothing free is called 'Stalls A 99'. Free are 'Stalls A 1', 'The Pit'"),
                ("--item", "Stalls A 3 as Child", "'Stalls A 3' is not sold as 'Child', but as Adult."),
                ("--item", "2 x Stalls A 3", "INVALID_QUANTITY (items[0].quantity)"),
                ("--item", "21 x pit", "INVENTORY_EXHAUSTED (items[0].quantity)"),
                ("--voucher", "NONE", "INVALID_VOUCHER (voucherCode)"),
                ("--provider-code", "none", "There is no provider code 'none' here."),
                ("--email", "nobody", "INVALID_PARAMETER (contact.email)"),
                ("--phone", "12", "INVALID_PARAMETER (contact.phone)"),
                ("--key", "sk_test_wrong", "INVALID_API_KEY"),
                ("--url", "http://127.0.0.1:1", "NO_ANSWER: There was no answer from 127.0.0.1:1"),
            ])
        func refused(flag: String, value: String, message: String) async throws {
            try await Workplace.open { here in
                let (server, partner) = try await here.sell()
                let all = ["--url": server.address, "--key": try #require(partner.key)].merging([flag: value]) { $1 }
                let refused = try await here.start(["buy", "--yes"] + Self.arguments(all)).finished()
                #expect(refused.status == 1)
                #expect(refused.output == "")
                #expect(refused.errors.contains(message), "\(refused.errors)")
                let free = try await partner.inventory(of: House.occurrence)
                #expect(free.count == 8 && free.contains { $0.quantityAvailable == 20 })
            }
        }
    }
}
