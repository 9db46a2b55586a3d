import Testing

@testable import BoxOfficeStore

@Suite("Who waits for the database")
struct WaitingLineTests {
    @Test("the first opens the counter, the others wait, and all are served in their order")
    func order() {
        var line = WaitingLine<Int>(waitingMax: 10, countersMax: 1)
        #expect(line.admit(1) == .opensCounter)
        #expect(line.admit(2) == .waits)
        #expect(line.admit(3) == .waits)
        #expect(line.next(atMost: 2) == [1, 2])
        #expect(line.admit(4) == .waits)
        #expect(line.next(atMost: 2) == [3, 4])
    }

    @Test("who is alone is served alone: nothing waits for more to come")
    func alone() {
        var line = WaitingLine<Int>(waitingMax: 10, countersMax: 1)
        _ = line.admit(1)
        #expect(line.next(atMost: 64) == [1])
    }

    @Test("a counter that finds nobody closes, and the next who comes opens it again")
    func closing() {
        var line = WaitingLine<Int>(waitingMax: 10, countersMax: 1)
        _ = line.admit(1)
        _ = line.next(atMost: 1)
        #expect(line.next(atMost: 1) == [])
        #expect(line.admit(2) == .opensCounter)
    }

    @Test("as many counters are open as there may be, and no more")
    func counters() {
        var line = WaitingLine<Int>(waitingMax: 10, countersMax: 2)
        #expect((1...4).map { line.admit($0) } == [.opensCounter, .opensCounter, .waits, .waits])
    }

    @Test("a full line refuses, and admits again when somebody was served")
    func full() {
        var line = WaitingLine<Int>(waitingMax: 2, countersMax: 1)
        #expect((1...4).map { line.admit($0) } == [.opensCounter, .waits, .refused, .refused])
        #expect(line.next(atMost: 1) == [1])
        #expect(line.admit(5) == .waits)
        #expect(line.next(atMost: 9) == [2, 5])
    }
}
