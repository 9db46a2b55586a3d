import CEmbedded

/// Files of `Reference/` that are built into the program.
enum EmbeddedText {
    static let openAPI = embeddedOpenAPI().text

    static let templates = [
        "docs": embeddedDocsTemplate().text, "contents": embeddedContentsTemplate().text,
        "fields": embeddedFieldsTemplate().text, "body": embeddedBodyTemplate().text,
        "type": embeddedTypeTemplate().text, "style": embeddedStyle().text,
    ]
}

extension EmbeddedFile {
    var text: String {
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
