import Yams

/// Reads YAML into nodes with their lines. Text stays as it is written; YAML's own types are never asked.
enum YAMLReader {
    /// The value at the root, or nil when the document is empty.
    static func parse(_ text: String) throws(SyntaxFault) -> DocumentNode? {
        guard let root = try compose(text) else { return nil }
        // Aliases can make a small file a huge tree; a file without them has no more nodes than bytes.
        var budget = max(text.utf8.count, nodesMin)
        return try node(root, budget: &budget)
    }

    private static let nodesMin = 1_000_000

    /// Yams stops at the first mapping with a key twice, but a seller wants to know of everything at once. So the first
    /// of the two keys is given another spelling, the text is read again, and ``node(_:budget:)`` undoes it.
    private static func compose(_ text: String) throws(SyntaxFault) -> Node? {
        var text = text
        for round in 1...duplicatedKeysMax {
            do {
                // Yams' other resolvers guess types, which nobody asks for, by regular expressions, which are slow.
                return try Parser(yaml: text, resolver: .basic).singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) where round < duplicatedKeysMax {
                let spelling = String(repeating: respelling, count: round)
                guard text.insert(spelling, intoKeyAtLine: context.mark.line, column: context.mark.column) else {
                    throw SyntaxFault(duplicated: keys, at: context.mark)
                }
            } catch {
                throw SyntaxFault(error, in: text)
            }
        }
        return nil
    }

    private static let duplicatedKeysMax = 100
    /// A character of the private use area: nobody writes it.
    private static let respelling: Character = "\u{E000}"

    private static func node(_ node: Node, budget: inout Int) throws(SyntaxFault) -> DocumentNode {
        let line = node.mark?.line ?? 1
        budget -= 1
        guard budget > 0 else {
            throw SyntaxFault(
                line: line, column: 1, message: "expected fewer aliases: with them the document is too large")
        }
        switch node {
        case .scalar(let scalar):
            return DocumentNode(content: content(scalar), line: line)
        case .sequence(let sequence):
            var items: [DocumentNode] = []
            for item in sequence { items.append(try self.node(item, budget: &budget)) }
            return DocumentNode(content: .list(items), line: line)
        case .mapping(let mapping):
            var entries: [DocumentNode.Entry] = []
            for (key, value) in mapping {
                let keyLine = key.mark?.line ?? line
                guard case .scalar(let name) = key else {
                    throw SyntaxFault(
                        line: keyLine, column: 1, message: "expected a field's name, found a list or a mapping")
                }
                let value = try self.node(value, budget: &budget)
                entries.append(DocumentNode.Entry(key: spelledAsWritten(name.string), line: keyLine, value: value))
            }
            return DocumentNode(content: .mapping(entries), line: line)
        case .alias:
            preconditionFailure("Yams puts the aliased nodes in place of aliases")
        }
    }

    private static func spelledAsWritten(_ key: String) -> String {
        key.first == respelling ? String(key.drop { $0 == respelling }) : key
    }

    private static func content(_ scalar: Node.Scalar) -> DocumentNode.Content {
        guard scalar.style == .plain else { return .text(scalar.string) }
        switch scalar.string {
        case "": return .missing
        case "null", "~": return .null
        default: return .text(scalar.string)
        }
    }
}

extension String {
    /// Puts text in front of the key that starts there, behind its quote if it has one; false when there is none.
    fileprivate mutating func insert(_ text: String, intoKeyAtLine line: Int, column: Int) -> Bool {
        var (lineHere, columnHere) = (1, 1)
        var before: Unicode.Scalar?
        for index in unicodeScalars.indices {
            let scalar = unicodeScalars[index]
            if lineHere == line, columnHere == column {
                guard !Self.nodeProperties.contains(scalar) else { return false }
                let isQuoted = scalar == "\"" || scalar == "'"
                insert(contentsOf: text, at: isQuoted ? unicodeScalars.index(after: index) : index)
                return true
            }
            if before == "\r", scalar == "\n" {
                columnHere = 1
            } else if Self.lineBreaks.contains(scalar) {
                (lineHere, columnHere) = (lineHere + 1, 1)
            } else {
                columnHere += 1
            }
            before = scalar
        }
        return false
    }

    /// Those that libyaml counts.
    private static let lineBreaks = Set("\n\r\u{85}\u{2028}\u{2029}".unicodeScalars)
    /// What a key starts with that is no plain or quoted text.
    private static let nodeProperties = Set("{[&*!|>?".unicodeScalars)
}
