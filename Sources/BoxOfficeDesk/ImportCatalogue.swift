package import BoxOfficeCatalogue
package import BoxOfficeDomain
import BoxOfficeStore

/// What an import did.
package struct ImportReport: Sendable {
    /// The version that stands now.
    package let version: Int64
    /// False when it stood before, the same to the letter.
    package let isNew: Bool
    package let catalogue: Catalogue
    /// Occurrences that came, left, or differ from before.
    package let changedOccurrences: Int
    /// What was applied, and might not be meant.
    package let warnings: [String]
    /// How long other writers had to wait.
    package let lockedFor: Duration
}

/// The file is good, but would take back what is held or sold. Nothing was applied.
package struct ImportRefusal: Error, CustomStringConvertible {
    package let objections: [String]

    package var description: String {
        objections.joined(separator: "\n")
    }
}

extension Desk {
    /// Puts a catalogue on sale that was read before, all of it or none of it. The same one again changes nothing.
    ///
    /// - Throws: ``ImportRefusal``.
    package func importCatalogue(_ reading: CatalogueReading, from document: CatalogueText) async throws -> ImportReport
    {
        // Where the file lay is nobody's business, and another spelling of its path is no other catalogue.
        let name = document.name.split(separator: "/").last.map(String.init) ?? document.name
        let texts =
            [StoredText(name: name, text: document.text)]
            + reading.seatingPlans.map { StoredText(name: $0.name, text: $0.text) }
        try await shelf.refresh()
        return try await decide { old in
            let stored = try await store.read { try $0.catalogueTexts() }
            if stored == texts {
                return ImportReport(
                    version: old.version, isNew: false, catalogue: old, changedOccurrences: 0, warnings: [],
                    lockedFor: .zero)
            }
            let new = reading.catalogue.numbered(old.version + 1)
            let now = now()
            let plan = ImportPlan(from: old, to: new, at: now)
            let outcome = try await store.write { try plan.carryOut(keeping: texts, in: $0) }
            shelf.place(new, firstImportedAt: old.version == 0 ? now : nil)
            return ImportReport(
                version: new.version, isNew: true, catalogue: new, changedOccurrences: plan.steps.count,
                warnings: outcome.warnings,
                lockedFor: outcome.lockedFor)
        }
    }
}

/// Everything that can be known of an import before the door, so that the lock is held for the writes alone.
private struct ImportPlan: Sendable {
    struct Step: Sendable {
        let occurrence: Occurrence.ID
        let threat: CatalogueChange.Threat?
        let newCapacities: [(variant: InventoryVariant.ID, capacity: Int)]
        let leavingStock: [InventoryVariant.ID]
        let isMoved: Bool
    }

    let old: Catalogue
    let new: Catalogue
    let steps: [Step]
    let now: Moment

    init(from old: Catalogue, to new: Catalogue, at now: Moment) {
        let change = CatalogueChange(from: old, to: new)
        self.old = old
        self.new = new
        self.now = now
        self.steps = change.changed.map { occurrence in
            Step(
                occurrence: occurrence, threat: change.threat(to: occurrence, at: now),
                newCapacities: change.newCapacities(of: occurrence, at: now),
                leavingStock: change.leavingStock(of: occurrence, at: now),
                isMoved: change.moves(occurrence))
        }
    }

    func carryOut(
        keeping texts: [StoredText], in transaction: Transaction
    ) throws -> (warnings: [String], lockedFor: Duration) {
        let start = ContinuousClock.now
        if transaction.mayBeDone, try transaction.catalogueVersion() == new.version,
            try transaction.catalogueTexts() == texts
        {
            // It was kept, and what it warned of was lost with its answer.
            return ([], .zero)
        }
        // First, so that of two imports at once one waits, and then decides anew.
        guard try transaction.insertCatalogueVersion(new.version, at: now) else {
            throw CatalogueMoved(version: new.version)
        }
        var objections: [String] = []
        var warnings: [String] = []
        for step in steps {
            try transaction.move(step.occurrence, toCatalogue: new.version, at: now)
            objections += try carryOut(step, in: transaction)
            if step.isMoved, let warning = try warning(of: step, in: transaction) { warnings.append(warning) }
        }
        guard objections.isEmpty else { throw ImportRefusal(objections: objections) }
        try keepLastTotals(in: transaction)
        try transaction.keepCatalogue(texts)
        return (warnings, ContinuousClock.now - start)
    }

    /// Answers why a step cannot be taken.
    private func carryOut(_ step: Step, in transaction: Transaction) throws -> [String] {
        if let threat = step.threat {
            let commitments = try transaction.commitments(of: step.occurrence, at: now)
            let objections = threat.objections(step.occurrence, commitments)
            guard objections.isEmpty else { return objections }
        }
        if step.newCapacities.isEmpty && step.leavingStock.isEmpty { return [] }
        try transaction.returnExpiredHolds(of: step.occurrence, at: now)
        for (variant, capacity) in step.newCapacities {
            guard try transaction.setCapacity(capacity, of: variant, of: step.occurrence) else {
                return ["occurrence \(step.occurrence): \(variant) cannot shrink to \(capacity): more is held and sold"]
            }
        }
        for variant in step.leavingStock { try transaction.removeStock(of: variant, of: step.occurrence) }
        return []
    }

    private func warning(of step: Step, in transaction: Transaction) throws -> String? {
        let sold = try transaction.commitments(of: step.occurrence, at: now).reduce(0) { $0 + $1.sold }
        guard sold > 0, let before = old.listing(step.occurrence), let after = new.listing(step.occurrence) else {
            return nil
        }
        return
            "occurrence \(step.occurrence) moves from \(before.occurrence.startsAt) to \(after.occurrence.startsAt): "
            + "\(sold) sold for the old time"
    }

    /// A cart whose option leaves keeps its last total (contract, section 4): the one of the catalogue that goes.
    private func keepLastTotals(in transaction: Transaction) throws {
        let changed = Set(steps.map(\.occurrence))
        for open in try transaction.openCarts(at: now) where changed.contains(open.occurrence) {
            guard let cart = try transaction.cart(open.id)?.cart else { continue }
            let last = cart.repriced(in: old)
            if last != cart { try transaction.reprice(last) }
        }
    }
}
