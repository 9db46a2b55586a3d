package import BoxOfficeDomain

/// A file of the stored catalogue: its document, or a seating plan beside it.
package struct StoredText: Sendable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

extension StoredText: Equatable {
    /// To the letter: ids in it are told apart by their bytes.
    package static func == (left: StoredText, right: StoredText) -> Bool {
        left.name.utf8.elementsEqual(right.name.utf8) && left.text.utf8.elementsEqual(right.text.utf8)
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

    /// Takes a version's number. False when another import has it.
    package func insertCatalogueVersion(_ version: Int64, at now: Moment) throws -> Bool {
        try run(
            """
            INSERT INTO catalogue_version (version, imported_at) VALUES (\(version), \(now))
            ON CONFLICT (version) DO NOTHING
            """
        ) == 1
    }

    /// Keeps what was imported in place of what was before.
    package func keepCatalogue(_ texts: [StoredText]) throws {
        try post("DELETE FROM catalogue_text")
        for (position, text) in texts.enumerated() {
            try post(
                "INSERT INTO catalogue_text (position, name, text) VALUES (\(position), \(text.name), \(text.text))")
        }
    }
}
