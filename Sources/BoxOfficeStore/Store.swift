package import BoxOfficeDomain

/// What is remembered. The one door to the database: cross it once, and never suspend inside.
package struct Store: Sendable {
    private let driver: any StoreDriver
    /// What this server has heard of changes.
    package let versions = OccurrenceVersions()

    /// Opens a store, bringing its tables up to this program's schema first.
    ///
    /// - Parameter makesTables: whether a database without any is given ours; who only looks does not.
    /// - Throws: ``StoreFailure`` when the database is not there, not readable, or of a newer schema.
    package init(_ driver: some StoreDriver, makesTables: Bool = true) async throws {
        self.driver = driver
        try await driver.transact { transaction in
            guard try makesTables || transaction.hasTables else {
                throw StoreFailure(code: .unavailable, cause: "It has none of our tables.")
            }
            guard try transaction.unfinishedCopy() == nil else {
                throw StoreFailure(
                    code: .unavailable, cause: "A copy into it is not finished: run the same 'boxoffice copy' again.")
            }
            try transaction.migrate()
        }
    }

    /// What opening a store on this database would change of its tables, a line a step. Changes nothing.
    ///
    /// - Throws: ``StoreFailure`` as ``init(_:makesTables:)``.
    package static func missingSchemaSteps(of driver: some StoreDriver) async throws -> [String] {
        let steps = try await driver.look { try $0.missingSchemaSteps().map { "\($0.version): \($0.summary)" } }
        try await driver.close()
        return steps
    }

    /// Runs the closure in one transaction that is all or nothing: what it throws undoes what it did.
    ///
    /// The closure may run more than once, and once where nothing is done (``Rehearsal``): so it touches nothing but the
    /// transaction, and ids and moments are chosen before.
    /// A caller's cancellation does not reach it.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        let (result, moved) = try await driver.write(to: nil) { connection, _ in
            let transaction = Transaction(connection)
            let result = try body(transaction)
            return (result, transaction.moved)
        }
        versions.advance(to: moved)
        return result
    }

    /// As ``write(_:)``, under the lock of an occurrence, whose version it moves on: every write to what is held and sold
    /// of an occurrence goes this way. Those that wait for the same occurrence share its lock, and one commit.
    ///
    /// - Parameters:
    ///   - catalogueVersion: of the snapshot that the write was decided by; nil where the catalogue does not matter: what
    ///     is given back is given back at any price.
    ///   - takesStock: whether it wants some of an area or an extra: what expired holds still count of them is then given
    ///     back too.
    ///   - vouchers: those that it holds, uses or gives back.
    /// - Throws: ``CatalogueMoved`` when an import changed the occurrence after that version.
    package func write<Result: Sendable>(
        to occurrence: Occurrence.ID, decidedBy catalogueVersion: Int64? = nil, takesStock: Bool = false,
        vouchers: [VoucherName] = [], at now: Moment,
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        let target = WriteTarget(occurrence: occurrence, moment: now, takesStock: takesStock, vouchers: vouchers)
        let (result, version): (Result, Int64?) = try await driver.write(to: target) { connection, state in
            guard let state else { throw StoreFailure.damaged("occurrence \(occurrence) has no state") }
            if let catalogueVersion, state.catalogueVersion > catalogueVersion {
                throw CatalogueMoved(version: state.catalogueVersion)
            }
            let changesBefore = connection.changes
            let result = try body(Transaction(connection))
            // What changed nothing leaves the version where it was, unless it was kept before.
            let isMoved = connection.changes > changesBefore || connection.mayBeDone
            return (result, isMoved ? state.version : nil)
        }
        if let version { versions.advance(to: [occurrence: version]) }
        return result
    }

    /// Runs the closure on one consistent state of the database, which it cannot change.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await driver.read { try body(Transaction($0)) }
    }

    /// Lets go of the database. Nothing may be asked of this store afterwards.
    package func close() async throws {
        try await driver.close()
    }

    /// Whether a sale could be written now: writes nothing, as a writer.
    package func checkIsWritable() async throws {
        try await driver.transact { try $0.writeNothing() }
    }

    /// How much later it is at the database than by this server's clock, in microseconds: what is said to be now is
    /// that much later, so that servers whose clocks differ agree.
    package var clockCorrection: Int64 {
        driver.clockCorrection
    }

    /// Compares this server's clock with the database's.
    package func compareClocks() async throws {
        try await driver.compareClocks()
    }
}

/// What a write is of.
package struct WriteTarget: Sendable {
    package let occurrence: Occurrence.ID
    package private(set) var moment: Moment
    /// Whether it wants some of an area or an extra.
    package private(set) var takesStock: Bool
    /// Counted for all dates of an event together, so they are locked behind the occurrences.
    package var vouchers: [VoucherName] = []

    /// Of several moments the first: what is expired then is expired for all.
    mutating func add(_ other: WriteTarget) {
        moment = min(moment, other.moment)
        takesStock = takesStock || other.takesStock
    }
}

/// A database engine: how a closure gets a connection with a transaction around it.
package protocol StoreDriver: Sendable {
    /// - Parameter target: whose occurrence is locked first, and whose state the closure is told: nil where there is
    ///   none.
    func write<Result: Sendable>(
        to target: WriteTarget?, _ body: @escaping @Sendable (any SQLConnection, OccurrenceState?) throws -> Result
    ) async throws -> Result

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result

    /// Ends every connection, leaving the database as whoever copies it would want it.
    func close() async throws

    /// How much later it is at the database than by this server's clock, in microseconds.
    var clockCorrection: Int64 { get }

    func compareClocks() async throws
}

/// Without a store: for who looks after a database rather than sells from it.
extension StoreDriver {
    package func transact<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await write(to: nil) { connection, _ in try body(Transaction(connection)) }
    }

    package func look<Result: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Result
    ) async throws -> Result {
        try await read { try body(Transaction($0)) }
    }
}

/// A database on the same machine has the same clock.
extension StoreDriver {
    package var clockCorrection: Int64 { 0 }

    package func compareClocks() async throws {}
}
