/// The way from the root of a document to a field. Written out only when there is a fault to report.
indirect enum FieldPath: CustomStringConvertible {
    case document
    case field(String, of: FieldPath)
    case item(Int, of: FieldPath)

    /// `events[0].prices[2].category`
    var description: String {
        switch self {
        case .document: ""
        case .item(let index, let list): "\(list)[\(index)]"
        case .field(let name, .document): Self.step(name)
        case .field(let name, let mapping): "\(mapping).\(Self.step(name))"
        }
    }

    /// A name that would be mistaken for more than one step, or be lengthy, is quoted.
    private static func step(_ name: String) -> String {
        let isPlain =
            (1...60).contains(name.utf8.count)
            && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
        return isPlain ? name : Quoted(name).description
    }
}
