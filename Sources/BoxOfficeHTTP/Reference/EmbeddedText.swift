import CEmbedded

/// Files of `Reference/` that are built into the program.
enum EmbeddedText {
    static let openAPI = text(embeddedOpenAPI())

    static let templates = [
        "docs": text(embeddedDocsTemplate()), "contents": text(embeddedContentsTemplate()),
        "fields": text(embeddedFieldsTemplate()), "body": text(embeddedBodyTemplate()),
        "type": text(embeddedTypeTemplate()), "style": text(embeddedStyle()),
    ]

    private static func text(_ file: EmbeddedFile) -> String {
        String(decoding: UnsafeBufferPointer(start: file.bytes, count: file.count), as: UTF8.self)
    }
}
