package import BoxOfficeDomain
package import BoxOfficeStore

/// What the box office can do, whoever asks: a partner's program, a command, a page.
///
/// Each operation is a file named for it. It reads one snapshot of the catalogue and one state of the store; what it
/// writes, it writes in one transaction.
package final class Desk: Sendable {
    package let store: Store
    package let shelf: CatalogueShelf
    /// What was found to be free, as long as it is so.
    let availabilities = AvailabilityBoard()
    /// Keys that were shown lately.
    let keyRing = KeyRing()
    /// Carts that were opened here lately.
    let openedCarts = OpenedCarts()
    private let clock: @Sendable () -> Moment

    /// Knows no catalogue until its ``shelf`` is refreshed or something is imported.
    ///
    /// - Parameter now: the clock of this machine. Tests hand in their own.
    package init(store: Store, now: @escaping @Sendable () -> Moment) {
        self.store = store
        self.shelf = CatalogueShelf(store: store)
        self.clock = now
    }

    /// The one clock: as the database has it, where many servers share one.
    package func now() -> Moment {
        clock().adding(microseconds: store.clockCorrection)
    }

    /// What is on sale, as this server knows it.
    package var catalogue: Catalogue {
        shelf.catalogue
    }

    /// How often a decision is made anew because the catalogue moved on meanwhile.
    private static let attemptsMax = 5

    /// Decides by the newest catalogue: when an import overtakes the decision, loads what it brought and decides again.
    func decide<Result>(_ decision: (Catalogue) async throws -> Result) async throws -> Result {
        for _ in 1..<Self.attemptsMax {
            do {
                return try await decision(shelf.catalogue)
            } catch let moved as CatalogueMoved {
                try await shelf.refresh(to: moved.version)
            }
        }
        do {
            return try await decision(shelf.catalogue)
        } catch is CatalogueMoved {
            throw StoreFailure(
                code: .unavailable, cause: "the catalogue moved on \(Self.attemptsMax) times in one call")
        }
    }
}

/// Something that was asked for is not there, or not for this retailer.
package enum NotFound: Error, Equatable {
    case event(String)
    case occurrence(String)
    case cart(String)
    case order(String)
    case providerCode(String)
}

extension Desk {
    /// Whether what went wrong may pass by itself, so that trying again soon makes sense.
    package static func mayPass(_ error: any Error) -> Bool {
        (error as? StoreFailure)?.code == .unavailable
    }

    /// Whether a sale could be written now.
    package func checkCanSell() async throws {
        try await store.checkIsWritable()
    }
}
