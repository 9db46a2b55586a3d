package import BoxOfficeDomain

/// A file of the stored catalogue: its document, or a seating plan beside it.
package struct StoredText: Hashable, Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

extension Transaction {
    /// 0 before the first import.
    package func catalogueVersion() throws -> Int64 {
        try rows("SELECT COALESCE(MAX(version), 0) FROM catalogue_version")[0].integer(0)
    }

    package func firstImportedAt() throws -> Moment? {
        try rows("SELECT MIN(imported_at) FROM catalogue_version")[0].optionalInteger(0).map {
            Moment(microseconds: $0)
        }
    }

    /// What was imported last: the document first, then the plans that it refers to.
    package func catalogueTexts() throws -> [StoredText] {
        try rows("SELECT name, text FROM catalogue_text ORDER BY position").map {
            StoredText(name: try $0.text(0), text: try $0.text(1))
        }
    }

    /// Keeps a new version in place of the one before.
    package func keepCatalogue(_ version: Int64, _ texts: [StoredText], at now: Moment) throws {
        try run("INSERT INTO catalogue_version (version, imported_at) VALUES (\(version), \(now))")
        try run("DELETE FROM catalogue_text")
        for (position, text) in texts.enumerated() {
            try run(
                "INSERT INTO catalogue_text (position, name, text) VALUES (\(position), \(text.name), \(text.text))")
        }
    }
}
