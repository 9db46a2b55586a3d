import BoxOfficeCatalogue
import FoundationEssentials

/// A catalogue as it lies on the disk, with its seating plans beside it.
enum CatalogueFile {
    static func document(_ path: String) throws -> CatalogueText {
        CatalogueText(name: path, text: try text(path))
    }

    /// Reads and validates; shows how far it is.
    static func read(_ document: CatalogueText) throws -> CatalogueReading {
        let folder = URL(filePath: document.name).deletingLastPathComponent()
        let line = ProgressLine()
        defer { line.finish() }
        let reader = CatalogueReader(
            seatingPlan: { try text(folder.appending(path: $0).path) },
            progress: { progress in
                line.show(
                    "reading: \(progress.venues) of \(progress.venuesTotal) venues, "
                        + "\(progress.events) of \(progress.eventsTotal) events, \(progress.occurrences) occurrences")
            })
        return try reader.read(document)
    }

    /// Bytes; a larger file is no catalogue that somebody wrote.
    private static let sizeMax = 256 * 1024 * 1024

    private static func text(_ path: String) throws -> String {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw CommandFailure("there is no file '\(path)'")
        }
        guard (attributes[.size] as? Int ?? 0) <= sizeMax else {
            throw CommandFailure("the file '\(path)' is larger than \(sizeMax) bytes")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("the file '\(path)' cannot be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure("the file '\(path)' is not UTF-8")
        }
        return text
    }
}
