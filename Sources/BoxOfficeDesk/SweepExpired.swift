import BoxOfficeDomain
import BoxOfficeStore
package import Logging
import ServiceLifecycle

/// A broom: keeps the tables small. Nothing waits for it; what has ended is free whether it came or not.
package struct Sweeper: Service {
    private let desk: Desk
    private let logger: Logger
    private static let interval = Duration.seconds(60)

    package init(desk: Desk, logger: Logger) {
        self.desk = desk
        self.logger = logger
    }

    package func run() async throws {
        await repeatUntilShutdown(every: Self.interval) {
            do {
                try await desk.sweep()
            } catch {
                // The next minute tries again; nothing waits for it.
                logger.error("not swept", metadata: ["error": "\(String(reflecting: error))"])
            }
        }
    }
}

extension Desk {
    /// Carts in one transaction, so that a sale never waits long for the broom.
    private static let sweptCartsMax = 100
    private static let sweptKeysMax = 500

    /// Forgets idempotency keys that are past remembering, and carts that ran out long ago.
    package func sweep() async throws {
        let now = now()
        let keysFrom = now.adding(seconds: -Self.idempotencySeconds)
        while !Task.isCancelled {
            let count = try await store.write {
                try $0.forgetIdempotencyKeys(usedBefore: keysFrom, limit: Self.sweptKeysMax)
            }
            if count < Self.sweptKeysMax { break }
        }
        let forgotten = now.adding(seconds: -Cart.expiredIsKnownForSeconds)
        while !Task.isCancelled {
            let ended = try await store.read { try $0.cartsEnded(before: forgotten, limit: Self.sweptCartsMax) }
            for (occurrence, carts) in Dictionary(grouping: ended, by: \.occurrence) {
                let vouchers = carts.compactMap(\.voucher)
                try await store.write(to: occurrence, vouchers: vouchers, at: self.now()) { transaction in
                    for id in carts.map(\.id) {
                        guard let stored = try transaction.cart(id), !stored.isOrdered else { continue }
                        try transaction.forget(stored.cart)
                    }
                }
            }
            if ended.count < Self.sweptCartsMax { break }
        }
    }
}
