import Yams

/// A row of a table on the page: a parameter, a header, or a field of a body.
///
/// What may be absent is a list of none or one: the templates' sections read it so.
struct FieldView {
    let name: String
    /// `query`, `path` or `header`, where it is a parameter.
    var place: [String] = []
    let isRequired: Bool
    let type: [TypePart]
    let limits: [String]
    let patterns: [String]
    /// HTML.
    let notes: [String]
    var examples: [String] = []
    /// How far inside of other fields it stands.
    var depth = 0
}

/// A piece of what a type is called: words, a code, or a link to where it is described.
struct TypePart {
    let text: String
    let target: String
    let isLink: Bool
    let isCode: Bool

    static func words(_ text: String) -> TypePart {
        TypePart(text: text, target: "", isLink: false, isCode: false)
    }

    static func code(_ text: String) -> TypePart {
        TypePart(text: text, target: "", isLink: false, isCode: true)
    }

    static func link(_ name: String) -> TypePart {
        TypePart(text: name, target: SchemaReader.anchor(name), isLink: true, isCode: false)
    }
}

/// Reads schemas into rows.
struct SchemaReader {
    let document: OpenAPIDocument

    static func anchor(_ name: String) -> String {
        name == "ErrorCode" ? "errors" : "schema-\(name)"
    }

    /// True for what has a place of its own on the page: everything that is more than a scalar.
    func isDescribed(_ name: String, _ schema: Node) -> Bool {
        let isCompound = ["properties", "items", "allOf"].contains { schema[$0] != nil }
        return isCompound || schema.list("oneOf").contains { $0["$ref"] != nil } || name == "ErrorCode"
    }

    func parameter(_ node: Node) -> FieldView {
        let node = document.resolved(node)
        var field = field(node.text("name") ?? "", node["schema"], isRequired: node.text("required") == "true")
        field.place = node.text("in").map { [$0] } ?? []
        return field.describedBy(node)
    }

    func header(_ name: String, _ node: Node) -> FieldView {
        let node = document.resolved(node)
        return field(name, node["schema"], isRequired: node.text("required") == "true").describedBy(node)
    }

    /// The fields of an object, those of the objects in it right below.
    func rows(of schema: Node, depth: Int = 0) -> [FieldView] {
        let inherited = schema.list("allOf").flatMap { rows(of: document.resolved($0), depth: depth) }
        let required = schema.list("required").compactMap(\.scalar?.string)
        return inherited
            + schema.fields("properties").flatMap { name, node in
                var row = field(name, node, isRequired: required.contains(name))
                row.depth = depth
                let inner = node["$ref"] == nil ? (node["items"] ?? node) : node
                // What is named has a place of its own; what is not is shown here.
                let isNamed = inner["$ref"] != nil || inner["allOf"] != nil
                return [row] + (isNamed ? [] : rows(of: inner, depth: depth + 1))
            }
    }

    /// What a type is called.
    func type(of schema: Node) -> [TypePart] {
        if let name = document.name(schema) {
            let target = document.resolved(schema)
            return isDescribed(name, target) ? [.link(name)] : type(of: target)
        }
        if let constant = schema["const"] { return [.code(constant.json())] }
        if schema["enum"] != nil { return Self.joined(schema.list("enum").map { [.code($0.json())] }, ", ") }
        for key in ["oneOf", "anyOf"] where schema[key] != nil {
            return Self.joined(schema.list(key).map(type(of:)), " or ")
        }
        if let base = schema.list("allOf").first { return type(of: base) }
        if let first = schema.list("prefixItems").first, let items = schema["items"] {
            return [.words("list of ")] + type(of: first) + [.words(", then ")] + type(of: items)
        }
        if let items = schema["items"] { return [.words("list of ")] + type(of: items) }
        let names = schema.text("type").map { [$0] } ?? schema.list("type").compactMap(\.scalar?.string)
        return [.words(names.joined(separator: " or "))]
    }

    private static func joined(_ types: [[TypePart]], _ separator: String) -> [TypePart] {
        Array(types.joined(separator: [.words(separator)]))
    }

    private func field(_ name: String, _ schema: Node?, isRequired: Bool) -> FieldView {
        guard let schema else { preconditionFailure("\(name) has no schema in the OpenAPI document") }
        let bounds = bounds(of: schema)
        let note = schema.text("description") ?? bounds.text("description")
        return FieldView(
            name: name, isRequired: isRequired, type: type(of: schema), limits: limits(of: bounds),
            patterns: bounds.text("pattern").map { [$0] } ?? [], notes: note.map { [Markup.inline($0)] } ?? [])
    }

    /// The schema that has the limits: a scalar's own, past references and single bases.
    private func bounds(of schema: Node) -> Node {
        if schema["$ref"] != nil {
            let target = document.resolved(schema)
            return document.name(schema).map { isDescribed($0, target) } ?? false ? schema : bounds(of: target)
        }
        if let base = schema.list("allOf").first ?? schema.list("oneOf").first, base["$ref"] != nil {
            return bounds(of: base)
        }
        return schema
    }

    private func limits(of schema: Node) -> [String] {
        let ranges = [
            ("minimum", "maximum", ""), ("minLength", "maxLength", " characters"), ("minItems", "maxItems", " entries"),
        ]
        let bounds = ranges.compactMap { low, high, unit -> String? in
            switch (schema.text(low), schema.text(high)) {
            case (let low?, let high?): "\(low) to \(high)\(unit)"
            case (let low?, nil): "at least \(low)\(unit)"
            case (nil, let high?): "at most \(high)\(unit)"
            case (nil, nil): nil
            }
        }
        return (schema.text("format").map { [$0] } ?? []) + bounds
            + (schema.text("default").map { ["\($0) by default"] } ?? [])
    }
}

extension FieldView {
    /// With the description and the example of the parameter or header, which say more than its schema's.
    fileprivate func describedBy(_ node: Node) -> FieldView {
        FieldView(
            name: name, place: place, isRequired: isRequired, type: type, limits: limits, patterns: patterns,
            notes: node.text("description").map { [Markup.inline($0)] } ?? notes,
            examples: node.text("example").map { [$0] } ?? [], depth: depth)
    }
}
