import BoxOfficeDesk
import BoxOfficeDomain
import BoxOfficeStore
import Testing

@Suite("Whatever fails, nothing is half done, and asking again has one effect")
struct FaultTests {
    /// A house in which a deed can be done, whose database can be told to fail.
    private struct Scene {
        let database: TemporaryDatabase
        let clock = Clock()
        let driver: FaultyDriver
        let desk: Desk
        let cart: Cart?

        init(_ deed: Deed) async throws {
            database = try await TemporaryDatabase()
            driver = FaultyDriver(try database.driver())
            let clock = clock
            desk = Desk(store: try await Store(driver)) { clock.now }
            try await desk.importCatalogue(Deed.yaml(clock))
            cart = try await deed.prepare(desk, clock)
            // Gives back what has run out, as the head of every batch does, whatever becomes of the batch's writes.
            try await desk.store.write(to: Corner.occurrence, takesStock: true, at: clock.now) { _ in }
        }

        func carryOut(_ deed: Deed) async throws {
            try await deed.carryOut(desk, clock, cart)
        }

        /// How many rows each table has.
        func counts() throws -> [Substring: Int] {
            Dictionary(grouping: try database.everything(), by: { $0.prefix { $0 != " " } }).mapValues(\.count)
        }

        func expectNoBreach(_ when: String) async throws {
            #expect(try await desk.audit { _, _ in }.breaches == [], "\(when)")
        }
    }

    /// What is there when all went well.
    private func outcome(of deed: Deed) async throws -> [Substring: Int] {
        let scene = try await Scene(deed)
        try await scene.carryOut(deed)
        return try scene.counts()
    }

    /// Does the deed with one fault in it, and then again.
    ///
    /// - Returns: whether the fault came to pass.
    private func attempt(_ deed: Deed, _ fault: Fault, inWrite write: Int, expecting outcome: [Substring: Int])
        async throws -> Bool
    {
        let when = "\(fault) of write \(write)"
        let scene = try await Scene(deed)
        let before = try scene.database.everything()
        scene.driver.plan { $0 == write ? fault : nil }
        do {
            try await scene.carryOut(deed)
            // It was over before.
            #expect(scene.driver.faults == 0, "\(when) came to pass, and nobody was told")
            return false
        } catch let failure as StoreFailure {
            #expect(failure.code == .unavailable || fault == .commit, "\(when)")
        }
        try await scene.expectNoBreach(when)
        if fault != .answer, write == 1 {
            #expect(try scene.database.everything() == before, "\(when) left something behind")
        }
        scene.driver.plan { _ in nil }
        try await scene.carryOut(deed)
        try await scene.expectNoBreach("asked again after \(when)")
        if deed.isRepeatable || fault != .answer {
            #expect(try scene.counts() == outcome, "asked again after \(when)")
        }
        return true
    }

    @Test("a statement fails", arguments: Deed.all)
    func statement(deed: Deed) async throws {
        try await everyStatement(of: deed) { .statement($0) }
    }

    @Test("a statement fails, and takes the transaction with it", arguments: Deed.all)
    func fatalStatement(deed: Deed) async throws {
        try await everyStatement(of: deed) { .fatalStatement($0) }
    }

    private func everyStatement(of deed: Deed, _ fault: (Int) -> Fault) async throws {
        let outcome = try await outcome(of: deed)
        var write = 0
        var statement: Int
        repeat {
            (write, statement) = (write + 1, 1)
            while try await attempt(deed, fault(statement), inWrite: write, expecting: outcome) { statement += 1 }
        } while statement > 1
        #expect(write > 1, "nothing was written")
    }

    @Test("the commit fails, or its answer is lost", arguments: Deed.all, [Fault.commit, .answer])
    func commit(deed: Deed, fault: Fault) async throws {
        let outcome = try await outcome(of: deed)
        var write = 1
        while try await attempt(deed, fault, inWrite: write, expecting: outcome) { write += 1 }
        #expect(write > 1, "nothing was written")
    }

    @Test(
        "it is not known whether a commit was kept: done again, it has one effect, and the first answer",
        arguments: Deed.all)
    func doubt(deed: Deed) async throws {
        let outcome = try await outcome(of: deed)
        var write = 0
        repeat {
            write += 1
            let scene = try await Scene(deed)
            scene.driver.plan { [write] in $0 == write ? .doubt : nil }
            try await scene.carryOut(deed)
            #expect(scene.driver.answersThatDiffer == 0 || !deed.isAnswered)
            #expect(try scene.counts() == outcome)
            try await scene.expectNoBreach("write \(write) was in doubt")
            if scene.driver.faults == 0 { break }
        } while true
        #expect(write > 1, "nothing was written")
    }
}
