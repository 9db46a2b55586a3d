import Yams

/// Reads the document's calls, errors and schemas into what the page shows.
struct DocsReader {
    let document: OpenAPIDocument

    private var schemas: SchemaReader { SchemaReader(document: document) }

    private var paths: [(name: String, value: Node)] { document.root.fields("paths") }

    /// Those that stand at a path rather than at a call.
    var commonHeaders: [FieldView] {
        paths.first { $0.value["parameters"] != nil }?.value.list("parameters").map(schemas.parameter) ?? []
    }

    var tags: [DocsPage.Tag] {
        let operations = paths.flatMap { path, item in
            item.fields.filter { $0.name != "parameters" }.map { method, node in
                (tag: node.list("tags").first?.scalar?.string, view: operation(method, path, node))
            }
        }
        return document.root.list("tags").map { tag in
            let name = tag.text("name") ?? ""
            return DocsPage.Tag(
                id: "tag-" + name.lowercased().replacing(" ", with: "-"), title: name,
                introduction: Markup(tag.text("description") ?? "").html,
                operations: operations.filter { $0.tag == name }.map(\.view))
        }
    }

    var errors: [DocsPage.ErrorView] {
        components("schemas").first { $0.name == "ErrorCode" }?.value.list("oneOf").map { node in
            // `404 NOT_FOUND_ERROR`
            let halves = (node.text("title") ?? "").split(separator: " ", maxSplits: 1).map(String.init)
            return DocsPage.ErrorView(
                code: node.text("const") ?? "", status: halves.first ?? "", type: halves.last ?? "",
                advice: Markup.inline(node.text("description") ?? ""))
        } ?? []
    }

    var schemaViews: [DocsPage.SchemaView] {
        components("schemas").filter { schemas.isDescribed($0.name, $0.value) && $0.name != "ErrorCode" }
            .map { name, schema in
                let fields = schemas.rows(of: schema)
                return DocsPage.SchemaView(
                    id: SchemaReader.anchor(name), name: name,
                    notes: schema.text("description").map { [Markup.inline($0)] } ?? [],
                    types: fields.isEmpty ? [schemas.type(of: schema)] : [], fields: fields)
            }
    }

    private func components(_ kind: String) -> [(name: String, value: Node)] {
        document.root["components"]?.fields(kind) ?? []
    }

    private func operation(_ method: String, _ path: String, _ node: Node) -> DocsPage.Operation {
        DocsPage.Operation(
            id: node.text("operationId") ?? "", method: method.uppercased(), path: path,
            title: node.text("summary") ?? "", explanation: Markup(node.text("description") ?? "").html,
            isDeprecated: node.text("deprecated") == "true", needsKey: node["security"] == nil,
            parameters: node.list("parameters").map(schemas.parameter),
            bodies: node["requestBody"].map { bodies(of: $0) } ?? [],
            responses: node.fields("responses").map { response($0.name, document.resolved($0.value)) })
    }

    private func response(_ status: String, _ node: Node) -> DocsPage.Response {
        DocsPage.Response(
            status: status, isError: (Int(status) ?? 0) >= 400,
            meaning: Markup.inline(node.text("description") ?? ""),
            codes: node.fields("content").flatMap { codes(of: $0.value["schema"]) },
            headers: node.fields("headers").map { schemas.header($0.name, $0.value) }, bodies: bodies(of: node))
    }

    private func bodies(of node: Node) -> [DocsPage.Body] {
        node.fields("content").compactMap { mediaType, content in
            guard let schema = content["schema"] else { return nil }
            let isError = !codes(of: schema).isEmpty
            return DocsPage.Body(
                mediaType: mediaType, type: isError ? [.link("ErrorEnvelope")] : schemas.type(of: schema),
                fields: isError ? [] : schemas.rows(of: document.resolved(schema)),
                examples: examples(of: content))
        }
    }

    /// Of an error's schema, which narrows the envelope of them all.
    private func codes(of schema: Node?) -> [String] {
        let narrowing = schema?.list("allOf").last
        guard let code = narrowing?["properties"]?["error"]?["properties"]?["code"] else { return [] }
        return code.text("const").map { [$0] } ?? code.list("enum").compactMap(\.scalar?.string)
    }

    private func examples(of content: Node) -> [DocsPage.Example] {
        content.fields("examples").map { name, node in
            let node = document.resolved(node)
            let value = node["value"]
            let title = node.text("summary") ?? value?["error"]?.text("code") ?? name
            return DocsPage.Example(title: title, text: value?.json() ?? "")
        }
    }
}
