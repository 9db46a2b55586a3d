/// One thing that is wrong with a catalogue, and where.
package struct CatalogueFault: Hashable, Sendable, CustomStringConvertible {
    /// The catalogue's file or a seating plan's, as whoever handed it in called it.
    package let file: String
    /// From 1; nil when it is the file as a whole.
    package let line: Int?
    /// The field: `events[0].prices[2].category`. Empty when it is the document as a whole.
    package let path: String
    /// What was found, and what would be right.
    package let message: String

    package init(file: String, line: Int?, path: String, message: String) {
        self.file = file
        self.line = line
        self.path = path
        self.message = message
    }

    /// `catalogue.yaml:42: events[0].prices[2].category: 'Premum' is not a category of venue 'palace'; ...`
    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return path.isEmpty ? "\(place): \(message)" : "\(place): \(path): \(message)"
    }
}

/// Everything that is wrong with a catalogue, in the order of its lines, the seating plans' faults after its own.
package struct CatalogueFaults: Error, Hashable, Sendable, CustomStringConvertible {
    package let faults: [CatalogueFault]

    package init(faults: [CatalogueFault]) {
        self.faults = faults
    }

    /// One line a fault.
    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
