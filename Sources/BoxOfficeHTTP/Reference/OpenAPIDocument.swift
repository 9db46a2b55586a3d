import Yams

/// The OpenAPI document as a tree in which references are found.
///
/// It is a part of this program and a test shows it whole, so what is not in it as it should be is a bug.
struct OpenAPIDocument {
    let root: Node

    init(_ text: String) {
        // Only texts are asked for; what a plain scalar is, its style tells.
        guard let root = try? Parser(yaml: text, resolver: .basic).singleRoot() else {
            preconditionFailure("the OpenAPI document is no YAML")
        }
        self.root = root
    }

    /// What a node stands for: itself, or what its `$ref` names.
    func resolved(_ node: Node) -> Node {
        guard let path = node.text("$ref") else { return node }
        let target = path.split(separator: "/").dropFirst().reduce(Optional(root)) { $0?[String($1)] }
        guard let target else { preconditionFailure("the OpenAPI document has no \(path)") }
        return target
    }

    /// The name of the component that a `$ref` names.
    func name(_ node: Node) -> String? {
        node.text("$ref")?.split(separator: "/").last.map(String.init)
    }
}

extension Node {
    func text(_ name: String) -> String? {
        self[name]?.scalar?.string
    }

    func list(_ name: String) -> [Node] {
        self[name].map(\.entries) ?? []
    }

    /// Of a sequence.
    var entries: [Node] {
        sequence.map(Array.init) ?? []
    }

    func fields(_ name: String) -> [(name: String, value: Node)] {
        self[name].map(\.fields) ?? []
    }

    /// Of a mapping, in the order of the file.
    var fields: [(name: String, value: Node)] {
        mapping.map { $0.map { (name: $0.key.scalar?.string ?? "", value: $0.value) } } ?? []
    }

    /// The value as JSON, an object or a list on one line where it fits.
    func json(indent: Int = 0, width: Int = 76) -> String {
        let line = compactJSON
        if scalar != nil || line.count + indent <= width { return line }
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        if mapping != nil {
            let rows = fields.map { "\(inner)\($0.name.inJSON): \($0.value.json(indent: indent + 2, width: width))" }
            return "{\n\(rows.joined(separator: ",\n"))\n\(outer)}"
        }
        let rows = entries.map { inner + $0.json(indent: indent + 2, width: width) }
        return "[\n\(rows.joined(separator: ",\n"))\n\(outer)]"
    }

    private var compactJSON: String {
        if let scalar {
            // Plain numbers stay as they are written: 85.00 keeps its decimals.
            let isLiteral =
                scalar.style == .plain
                && (["true", "false", "null"].contains(scalar.string)
                    || scalar.string.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil)
            return isLiteral ? scalar.string : scalar.string.inJSON
        }
        if mapping != nil {
            return "{\(fields.map { "\($0.name.inJSON): \($0.value.compactJSON)" }.joined(separator: ", "))}"
        }
        return "[\(entries.map(\.compactJSON).joined(separator: ", "))]"
    }
}

extension String {
    fileprivate var inJSON: String {
        "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}
