import BoxOfficeCatalogue
import Testing

/// One thing written wrong in the documentation's example, and every fault that comes of it.
struct Slip: CustomTestStringConvertible {
    let written: String
    let expected: [String]
    /// What the reader found.
    let faults: [String]

    init(_ right: String, _ written: String, _ expected: String) {
        self.written = written
        self.expected = expected.split(separator: "\n").map(String.init)
        self.faults = BoxOfficeCatalogueTests.faults(PalaceCatalogue.with(written, for: right))
    }

    var testDescription: String { written }
}
