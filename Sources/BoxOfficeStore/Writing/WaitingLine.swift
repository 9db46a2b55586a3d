/// What becomes of whoever comes.
enum Admission: Equatable {
    /// Somebody who serves already will come to it.
    case waits
    /// As before, but nobody serves who was not busy: one more has to begin.
    case opensCounter
    /// The line is full.
    case refused
}

/// Who waits to be served, in the order of coming. It only decides, and blocks nobody: a lock goes around it, and what
/// it says is done outside of the lock.
///
/// It has an end. Whoever would come after `waitingMax` others is told so at once: a late answer to everybody helps
/// nobody, and what waits takes memory.
struct WaitingLine<Errand: Sendable>: Sendable {
    private let waitingMax: Int
    private let countersMax: Int
    private var waiting: [Errand] = []
    private var counters = 0

    init(waitingMax: Int, countersMax: Int) {
        self.waitingMax = waitingMax
        self.countersMax = countersMax
    }

    mutating func admit(_ errand: Errand) -> Admission {
        guard waiting.count < waitingMax else { return .refused }
        waiting.append(errand)
        guard counters < countersMax else { return .waits }
        counters += 1
        return .opensCounter
    }

    /// Whom a counter serves next, without waiting for more to come. When it is nobody, the counter is closed.
    mutating func next(atMost count: Int) -> [Errand] {
        let served = Array(waiting.prefix(count))
        waiting.removeFirst(served.count)
        if served.isEmpty { counters -= 1 }
        return served
    }
}
