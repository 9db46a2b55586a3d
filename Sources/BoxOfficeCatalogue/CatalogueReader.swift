package import BoxOfficeDomain

/// A text with the name that messages call it by.
package struct CatalogueText: Hashable, Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// What was read: the catalogue, and the seating plans that its document refers to, so that a store can keep it whole.
package struct CatalogueReading: Sendable {
    /// Its version is 0; the store numbers it.
    package let catalogue: Catalogue
    /// Each once, named as the document names it, in the order in which it does.
    package let seatingPlans: [CatalogueText]
}

/// Reads the catalogue that a seller writes into values, or finds everything that is wrong with it.
package struct CatalogueReader {
    private let seatingPlan: (String) throws -> String
    private let progress: (CatalogueProgress) -> Void

    /// `seatingPlan` loads a plan that the document refers to, by the name in it; the description of what it throws
    /// becomes a fault.
    package init(
        seatingPlan: @escaping (String) throws -> String, progress: @escaping (CatalogueProgress) -> Void = { _ in }
    ) {
        self.seatingPlan = seatingPlan
        self.progress = progress
    }

    /// All of it, or all of its faults. Only what is neither YAML nor JSON is given up at the first.
    ///
    /// A fault causes no others: what refers to something that is at fault is right, as far as can be told.
    package func read(_ document: CatalogueText) throws(CatalogueFaults) -> CatalogueReading {
        let log = FaultLog(file: document.name)
        let library = SeatingPlanLibrary(load: seatingPlan)
        var drafts: CatalogueDraft?
        do throws(SyntaxFault) {
            if let root = try Document.parse(document.text) {
                let reader = CatalogueDraftReader(library: library, progress: progress)
                drafts = reader.read(Field(path: .document, node: root, log: log))
            } else {
                log.report("is empty; expected a catalogue, such as 'events: []'", line: 1)
            }
        } catch {
            log.report(error)
        }
        let faults = ([log] + library.logs).flatMap(\.faultsByLine)
        guard faults.isEmpty, let drafts else { throw CatalogueFaults(faults: faults) }
        return CatalogueReading(catalogue: drafts.catalogue, seatingPlans: library.texts)
    }
}
