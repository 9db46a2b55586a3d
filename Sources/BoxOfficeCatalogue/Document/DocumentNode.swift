/// One value of a document as it is written, whatever the notation: no type is guessed, so `NO` stays `NO`.
struct DocumentNode: Sendable {
    enum Content: Sendable {
        /// Nothing where a value could stand: `name:` and then the next line.
        case missing
        /// `null` or `~`: left out, and said so.
        case null
        case text(String)
        case list([DocumentNode])
        /// In the order of the file; a key that is written twice is in it twice.
        case mapping([Entry])
    }

    struct Entry: Sendable {
        let key: String
        let line: Int
        let value: DocumentNode
    }

    let content: Content
    /// The line that it starts on, from 1.
    let line: Int
}

/// The document cannot be read any further.
struct SyntaxFault: Error {
    let line: Int
    /// From 1; only to find out which of two readers came further.
    let column: Int
    let message: String
}
