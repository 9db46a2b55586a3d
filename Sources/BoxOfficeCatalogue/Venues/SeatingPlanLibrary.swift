import BoxOfficeDomain

/// The seating plans that a catalogue refers to. Each is read once, however many venues have it.
final class SeatingPlanLibrary {
    private let load: (String) throws -> String
    private var shelf: [Identifier<SeatingPlanLibrary>: Book] = [:]
    /// In the order in which the document refers to them.
    private(set) var texts: [CatalogueText] = []
    private(set) var logs: [FaultLog] = []

    private struct Book {
        let seats: Seats
        let plan: SeatingPlan
    }

    init(load: @escaping (String) throws -> String) {
        self.load = load
    }

    /// The seats of the plan that a field names, as far as they could be read.
    func seats(_ field: Field) -> Seats {
        book(field)?.seats ?? .unread
    }

    /// The plan that a field names, which has been read.
    func plan(_ field: Field) -> SeatingPlan? {
        shelf[Identifier(field.written)]?.plan
    }

    private func book(_ field: Field) -> Book? {
        guard let name = field.read(.file) else { return nil }
        if let book = shelf[Identifier(name)] { return book }
        let text: CatalogueText
        do {
            text = CatalogueText(name: name, text: try load(name))
        } catch {
            let reason = "\(error)".split(whereSeparator: \.isNewline).joined(separator: " ")
            field.report("cannot read \(Quoted(name)): \(reason)")
            return nil
        }
        let log = FaultLog(file: name)
        let seats = SeatingPlanReader.read(text, log: log)
        let book = Book(seats: seats, plan: SeatingPlan(places: seats.places))
        shelf[Identifier(name)] = book
        texts.append(text)
        logs.append(log)
        return book
    }
}
