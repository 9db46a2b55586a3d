import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import Testing

/// Something that the desk can do that writes, in a house where it can be done once.
struct Deed: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What has to happen before; a cart that it is about, if it is.
    var prepare: @Sendable (Desk, Clock) async throws -> Cart? = { _, _ in nil }
    let carryOut: @Sendable (Desk, Clock, Cart?) async throws -> Void
    /// Whether doing it again when it was done leaves everything as it is.
    var isRepeatable = true
    /// Whether somebody is told what came of it, and the same each time: not for how long it took.
    var isAnswered = true

    static let all = [
        Deed(
            testDescription: "a cart of seats, an area, an extra and a voucher, under a key",
            carryOut: { desk, _, _ in _ = try await desk.openCart(everything, for: Corner.acme) }),
        Deed(
            testDescription: "a cart that takes over what ran out",
            prepare: { desk, clock in
                _ = try await desk.openCart(everything, for: Corner.acme)
                clock.advance(seconds: World.holdSeconds)
                return nil
            },
            carryOut: { desk, _, _ in _ = try await desk.openCart(everything, for: Corner.acme) }),
        Deed(
            testDescription: "an order under a key",
            prepare: { desk, _ in try await desk.openCart(everything, for: Corner.acme).cart },
            carryOut: { desk, _, cart in try await desk.buy(#require(cart), key: "order") }),
        Deed(
            testDescription: "an order at another price than its cart's",
            prepare: { desk, clock in
                let cart = try await desk.openCart(everything, for: Corner.acme).cart
                try await desk.importCatalogue(yaml(clock) { $0.adult += 100 })
                return cart.repriced(in: desk.catalogue)
            },
            carryOut: { desk, _, cart in try await desk.buy(#require(cart), key: "order") }),
        Deed(
            testDescription: "a release",
            prepare: { desk, _ in try await desk.openCart(everything, for: Corner.acme).cart },
            carryOut: { desk, _, cart in try await desk.releaseCart(#require(cart).id, for: Corner.acme) }),
        Deed(
            testDescription: "an import that changes prices and capacities",
            prepare: { desk, _ in try await desk.openCart(everything, for: Corner.acme).cart },
            carryOut: { desk, clock, _ in
                try await desk.importCatalogue(
                    yaml(clock) { world in
                        world.adult += 1
                        world.child = nil
                        world.floor += 1
                    })
            }, isAnswered: false),
        Deed(
            testDescription: "a sweep",
            prepare: { desk, clock in
                _ = try await desk.openCart(everything, for: Corner.acme)
                try await desk.buy(try await desk.open(Corner.wish(World.seat(8))), key: "order")
                clock.advance(seconds: 3 * 24 * 3600)
                return nil
            },
            carryOut: { desk, _, _ in try await desk.sweep() }, isAnswered: false),
        Deed(
            testDescription: "a new key",
            carryOut: { desk, _, _ in
                _ = try await desk.createKey(for: "acme", scopes: [.sell], in: .test)
            }, isRepeatable: false),
        Deed(
            testDescription: "the end of a key",
            prepare: { desk, _ in
                _ = try await desk.createKey(for: "acme", scopes: [.sell], in: .test)
                return nil
            },
            carryOut: { desk, _, _ in
                for key in try await desk.keys() where key.revokedAt == nil { try await desk.revokeKey(key.id) }
            }),
    ]

    private static let everything = CartRequest(
        [
            Corner.wish(World.seat(1)), Corner.wish(World.seat(2)), Corner.wish(World.floorID, quantity: 2),
            Corner.wish(World.programmeID),
        ], voucherCode: "WELCOME", idempotencyKey: "cart")

    /// The small world with a voucher, as it is on sale before the deed, and changed.
    static func yaml(_ clock: Clock, _ change: (inout World) -> Void = { _ in }) -> String {
        var world = Corner.world(clock)
        change(&world)
        let voucher = "vouchers: [{code: WELCOME, name: Welcome, amountOff: 100, maxUses: 1}]"
        return world.yaml.replacing("    orderFees:", with: "    \(voucher)\n    orderFees:")
    }
}
