import BoxOfficeCatalogue
import BoxOfficeDomain
import Foundation
import Testing

@testable import BoxOfficeBench

@Suite("The bench sells what it says")
struct HouseTests {
    @Test("a house of the bench is read as a catalogue with the seats that the bench asks for")
    func catalogue() throws {
        let house = House(
            eventID: "7", name: "shed", sections: 2, rows: 3, seatsPerRow: 4, places: 50, occurrences: 30,
            holdSeconds: 1)
        let text = CatalogueText.text(of: [house])
        let reader = CatalogueReader(seatingPlan: { _ in "" }, progress: { _ in })
        let catalogue = try reader.read(.init(name: "shed.yaml", text: text)).catalogue
        let event = try #require(catalogue.event(.init("7")))
        #expect(event.venue.plan.places.map(\.variant.id.text) == (0..<24).map(house.seatID) + [House.areaID])
        #expect(event.occurrences.map(\.id.text) == (0..<30).map(house.occurrenceID))
    }

    @Test("a text is found among others that differ little from it")
    func search() {
        let haystack = Array((0..<1000).map { "\"id-\($0)\"" }.joined(separator: ",").utf8)
        haystack.withUnsafeBytes { bytes in
            #expect(ByteSearch("\"id-0\"").isIn(bytes))
            #expect(ByteSearch("\"id-999\"").isIn(bytes))
            #expect(!ByteSearch("\"id-1000\"").isIn(bytes))
            #expect(!ByteSearch("\"id-99\",\"id-101\"").isIn(bytes))
        }
    }

    @Test("figures line up, and say whether their targets are met")
    func table() {
        var row = Row("browse", perSecond: 26_907.3)
        row.p50 = 0.126
        row.p99 = 12.34
        row = row.compared([90, 45], with: [100, 50], "bare route", atLeast: 0.95)
        let table = Table(rows: [row])
        #expect(
            table.markdown.split(separator: "\n").last
                == "| browse | 26907 | 0.13 | 12.3 |  | 0 |  |  |  | bare route 75/s | 0.90 | ratio >= 0.95 | NOT MET |"
        )
        #expect(table.plain.split(separator: "\n").count == 2)
    }

    @Test("a picture is well-formed and marks its axes with round numbers")
    func picture() {
        let picture = Picture.salesOverTime([(name: "empty", perSecond: [100, 220, 180, 3])])
        #expect(picture.svg.contains(">200</text>"))
        #expect(picture.svg.contains(">3</text>"))
        #expect(!picture.svg.contains("nan"))
        #expect(
            picture.svg.components(separatedBy: "<text").count == picture.svg.components(separatedBy: "</text>").count)
    }
}
