import BoxOfficeDomain

/// Names that may be used once, and where each is.
struct UniqueNames {
    private var places: [Identifier<UniqueNames>: Place] = [:]

    private struct Place {
        let path: FieldPath
        let line: Int
        let log: FaultLog
    }

    /// Where the name is already, or nil when it is new and now taken.
    mutating func take(_ text: String, at field: Field) -> String? {
        guard let place = places[Identifier(text)] else {
            places[Identifier(text)] = Place(path: field.path, line: field.line, log: field.log)
            return nil
        }
        let isElsewhere = place.log !== field.log
        return "\(place.path) (\(isElsewhere ? "\(place.log.file):" : "line ")\(place.line))"
    }

    /// False when the name is there already, which is reported.
    mutating func claim(_ text: String, at field: Field) -> Bool {
        guard let place = take(text, at: field) else { return true }
        field.report("\(Quoted(text)) is already at \(place); expected a name of its own")
        return false
    }

    /// Reads a name that may be used once. Nil when it is reported that it is none; a used one is still a name.
    mutating func read(_ type: ScalarType<String>, _ name: String, of fields: Fields) -> String? {
        guard let field = fields.required(name, expecting: type.expectation), let text = field.read(type) else {
            return nil
        }
        _ = claim(text, at: field)
        return text
    }
}
