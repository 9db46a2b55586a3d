import Mustache
import Yams

/// The document as a page for people: what the templates show, in their words.
struct DocsPage {
    let title: String
    let summary: String
    /// HTML.
    let introduction: String
    let headings: [Heading]
    /// What every call with a key takes.
    let commonHeaders: [FieldView]
    let tags: [Tag]
    let errors: [ErrorView]
    let schemas: [SchemaView]

    struct Heading {
        let id: String
        let title: String
    }

    struct Tag {
        let id: String
        let title: String
        /// HTML.
        let introduction: String
        let operations: [Operation]
    }

    struct Operation {
        let id: String
        let method: String
        let path: String
        let title: String
        /// HTML.
        let explanation: String
        let isDeprecated: Bool
        let needsKey: Bool
        let parameters: [FieldView]
        let bodies: [Body]
        let responses: [Response]
    }

    struct Body {
        let mediaType: String
        let type: [TypePart]
        let fields: [FieldView]
        let examples: [Example]
    }

    struct Response {
        let status: String
        let isError: Bool
        /// HTML.
        let meaning: String
        let codes: [String]
        let headers: [FieldView]
        let bodies: [Body]
    }

    struct Example {
        let title: String
        let text: String
    }

    struct ErrorView {
        let code: String
        let status: String
        let type: String
        /// HTML.
        let advice: String
    }

    struct SchemaView {
        let id: String
        let name: String
        /// HTML.
        let notes: [String]
        /// Where it is not an object.
        let types: [[TypePart]]
        let fields: [FieldView]
    }

    /// - Parameter templates: the page's, under `docs`, and those that it is put together from.
    static func html(of document: OpenAPIDocument, templates: [String: String]) -> String {
        do {
            let library = MustacheLibrary(templates: try templates.mapValues { try MustacheTemplate(string: $0) })
            guard let page = library.render(DocsPage(document), withTemplate: "docs") else {
                preconditionFailure("there is no template of the page")
            }
            return page
        } catch {
            preconditionFailure("a template of the page is broken: \(error)")
        }
    }
}

extension DocsPage {
    init(_ document: OpenAPIDocument) {
        let reader = DocsReader(document: document)
        let info = document.root["info"]
        let introduction = Markup(info?.text("description") ?? "")
        title = info?.text("title") ?? ""
        summary = info?.text("summary") ?? ""
        self.introduction = introduction.html
        headings = introduction.headings.map { Heading(id: $0.id, title: $0.title) }
        commonHeaders = reader.commonHeaders
        tags = reader.tags
        errors = reader.errors
        schemas = reader.schemaViews
    }
}
