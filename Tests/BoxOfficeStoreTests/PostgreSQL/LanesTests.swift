import BoxOfficeDomain
import Testing

@testable import BoxOfficeStore

@Suite("Who waits to write, a lane an occurrence")
struct LanesTests {
    private var lanes = Lanes(waitingMax: 100, countersMax: 4)

    /// - Parameter lane: nil is an errand of no occurrence.
    private func errand(_ lane: Occurrence.ID?, _ number: Int64) -> Errand {
        Errand(
            target: lane.map { WriteTarget(occurrence: $0, moment: Moment(seconds: number), takesStock: false) },
            run: { _, _ in {} }, refuse: { _ in })
    }

    /// `a1`: of occurrence a, the first; what is of none is a dash.
    private func names(_ batch: Lanes.Batch?) -> [String]? {
        batch?.errands.map { errand in
            errand.target.map { "\($0.occurrence)\($0.moment.secondsRoundedDown)" } ?? "-"
        }
    }

    @discardableResult
    private mutating func admit(_ lane: Occurrence.ID?, _ numbers: Int64...) -> [Admission] {
        numbers.map { lanes.admit(errand(lane, $0)) }
    }

    @Test("what waits for one occurrence is carried out together, in the order of coming")
    mutating func together() {
        admit("a", 1, 2, 3)
        #expect(names(lanes.next(after: nil, atMost: 60)) == ["a1", "a2", "a3"])
    }

    @Test("an occurrence is served by one at a time: who comes meanwhile is in the next batch")
    mutating func oneAtATime() {
        admit("a", 1)
        let first = lanes.next(after: nil, atMost: 60)
        #expect(admit("a", 2, 3) == [.waits, .waits])
        // Another counter finds nothing to do.
        admit("b", 1)
        #expect(names(lanes.next(after: nil, atMost: 60)) == ["b1"])
        #expect(names(lanes.next(after: nil, atMost: 60)) == nil)
        #expect(names(lanes.next(after: first, atMost: 60)) == ["a2", "a3"])
    }

    @Test("several occurrences share a transaction, and whoever is full lets the others pass first")
    mutating func fair() {
        admit("a", 1, 2, 3)
        admit("b", 1)
        admit("c", 1)
        let first = lanes.next(after: nil, atMost: 2)
        #expect(names(first) == ["a1", "a2"])
        #expect(names(lanes.next(after: first, atMost: 2)) == ["b1", "c1"])
        #expect(names(lanes.next(after: nil, atMost: 2)) == ["a3"])
    }

    @Test("a batch has no more than it may, also when it is filled from several occurrences")
    mutating func limit() {
        for number in 1...70 { admit("a", Int64(number)) }
        admit("b", 1)
        let first = lanes.next(after: nil, atMost: 60)
        #expect(first?.errands.count == 60)
        let second = lanes.next(after: first, atMost: 11)
        #expect(names(second) == ["b1"] + (61...70).map { "a\($0)" })
    }

    @Test("what is of no occurrence has a transaction of its own, in its turn")
    mutating func alone() {
        admit("a", 1)
        admit(nil, 1, 2)
        admit("b", 1)
        #expect(names(lanes.next(after: nil, atMost: 60)) == ["a1"])
        #expect(names(lanes.next(after: nil, atMost: 60)) == ["-"])
        #expect(names(lanes.next(after: nil, atMost: 60)) == ["-"])
        #expect(names(lanes.next(after: nil, atMost: 60)) == ["b1"])
    }

    @Test("past the last place everyone is refused, whatever it is of, until somebody was served")
    mutating func full() {
        lanes = Lanes(waitingMax: 3, countersMax: 1)
        #expect(admit("a", 1, 2) == [.opensCounter, .waits])
        #expect(admit(nil, 1) == [.waits])
        #expect(admit("b", 1) == [.refused])
        #expect(admit("a", 3) == [.refused])
        let first = lanes.next(after: nil, atMost: 60)
        #expect(admit("b", 1, 2, 3) == [.waits, .waits, .refused])
        #expect(names(first) == ["a1", "a2"])
    }

    @Test("as many counters are open as there may be; one that finds nobody closes, and opens for who comes next")
    mutating func counters() {
        lanes = Lanes(waitingMax: 100, countersMax: 2)
        #expect(admit("a", 1) + admit("b", 1) + admit("c", 1) == [.opensCounter, .opensCounter, .waits])
        let first = lanes.next(after: nil, atMost: 1)
        _ = lanes.next(after: nil, atMost: 2)
        #expect(names(lanes.next(after: first, atMost: 1)) == nil)
        #expect(admit("d", 1) == [.opensCounter])
    }
}
