/// A mapping of a document on its way to a value.
struct Fields {
    /// The mapping as a whole.
    let mapping: Field
    private let entries: [DocumentNode.Entry]
    /// Entries whose names are no fields, by the field that is probably meant.
    private var misspelled: [String: DocumentNode.Entry] = [:]

    /// Reports names that are written twice, and others than the known ones, unless there is nothing to know.
    init(mapping: Field, entries: [DocumentNode.Entry], known: [String]?) {
        self.mapping = mapping
        self.entries = entries
        reportRepeated()
        if let known { reportUnknown(known) }
    }

    /// A field that may be left out, or be null, which is the same. Of one that is written twice the first.
    subscript(name: String) -> Field? {
        guard let entry = entry(name) else { return nil }
        if case .null = entry.value.content { return nil }
        return Field(path: .field(entry.key, of: mapping.path), node: entry.value, log: mapping.log)
    }

    /// One that is misspelled is reported already, and read all the same, so that nothing more is called missing.
    private func entry(_ name: String) -> DocumentNode.Entry? {
        entries.first { $0.key == name } ?? misspelled[name]
    }

    /// Every field with its name as a field, for a mapping whose names are the seller's.
    var all: [(name: Field, value: Field)] {
        entries.map { entry in
            let path = FieldPath.field(entry.key, of: mapping.path)
            let name = DocumentNode(content: .text(entry.key), line: entry.line)
            return (
                Field(path: path, node: name, log: mapping.log), Field(path: path, node: entry.value, log: mapping.log)
            )
        }
    }

    func required(_ name: String, expecting expectation: String) -> Field? {
        if let field = self[name] { return field }
        report("\(entry(name) != nil ? "is null" : "is missing"); expected \(expectation)", at: name)
        return nil
    }

    func required<Value>(_ name: String, _ type: ScalarType<Value>) -> Value? {
        required(name, expecting: type.expectation)?.read(type)
    }

    func optional<Value>(_ name: String, _ type: ScalarType<Value>) -> Value? {
        self[name]?.read(type)
    }

    /// The items of a list that may be left out. Nil when it is no list, which is reported.
    func items(_ name: String) -> [Field]? {
        guard let field = self[name] else { return [] }
        return field.items()
    }

    func requiredItems(_ name: String, expecting expectation: String) -> [Field]? {
        required(name, expecting: expectation)?.items(expecting: expectation)
    }

    /// Reports something of a field that need not be there: then the line is the mapping's.
    func report(_ message: String, at name: String) {
        let line = entry(name)?.line ?? mapping.line
        mapping.log.report(message, line: line, path: .field(name, of: mapping.path))
    }

    private mutating func reportUnknown(_ known: [String]) {
        for entry in entries where !known.contains(entry.key) {
            let suggestion = Suggestion(entry.key, among: known)
            let others = suggestion.name == nil ? "; expected one of \(known.joined(separator: ", "))" : ""
            if let meant = suggestion.name, misspelled[meant] == nil { misspelled[meant] = entry }
            mapping.log.report(
                "is no field here\(suggestion)\(others)", line: entry.line, path: .field(entry.key, of: mapping.path))
        }
    }

    private func reportRepeated() {
        // Mappings are short, but for one whose names are the seller's.
        var lines: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            let first =
                entries.count > Self.countShort
                ? lines[entry.key] : entries[..<index].first { $0.key == entry.key }?.line
            if let first {
                mapping.log.report(
                    "is written again; the first is on line \(first)", line: entry.line,
                    path: .field(entry.key, of: mapping.path))
            } else if entries.count > Self.countShort {
                lines[entry.key] = entry.line
            }
        }
    }

    private static let countShort = 24
}
