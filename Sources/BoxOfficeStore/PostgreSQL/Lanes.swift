import BoxOfficeDomain

/// Who waits to write, a lane an occurrence: what waits for one occurrence is carried out together, one batch at a time,
/// since its lock lets nobody else through. It only decides, and blocks nobody: a lock goes around it.
struct Lanes: Sendable {
    /// What one counter serves in one transaction.
    struct Batch: Sendable {
        fileprivate(set) var errands: [Errand]
        fileprivate var lanes: [Occurrence.ID] = []
    }

    private enum Turn: Sendable {
        /// Of a lane in which somebody waits and nobody is served.
        case lane(Occurrence.ID)
        /// What is of no occurrence, such as an import, has a transaction of its own.
        case alone(Errand)
    }

    private let waitingMax: Int
    private let countersMax: Int
    private var waiting: [Occurrence.ID: [Errand]] = [:]
    private var served: Set<Occurrence.ID> = []
    private var turns: [Turn] = []
    private var count = 0
    private var counters = 0

    init(waitingMax: Int, countersMax: Int) {
        self.waitingMax = waitingMax
        self.countersMax = countersMax
    }

    mutating func admit(_ errand: Errand) -> Admission {
        guard count < waitingMax else { return .refused }
        count += 1
        guard let lane = errand.target?.occurrence else {
            turns.append(.alone(errand))
            return opening()
        }
        waiting[lane, default: []].append(errand)
        if served.contains(lane) { return .waits }
        if waiting[lane]?.count == 1 { turns.append(.lane(lane)) }
        return opening()
    }

    private mutating func opening() -> Admission {
        guard counters < countersMax else { return .waits }
        counters += 1
        return .opensCounter
    }

    /// Whom a counter serves next, without waiting for more to come; nil when it is nobody, and the counter is closed.
    ///
    /// - Parameter earlier: the batch that it has served now.
    mutating func next(after earlier: Batch?, atMost max: Int) -> Batch? {
        for lane in earlier?.lanes ?? [] {
            served.remove(lane)
            if waiting[lane] != nil { turns.append(.lane(lane)) }
        }
        var batch = Batch(errands: [])
        while batch.errands.count < max, case .lane(let lane)? = turns.first {
            turns.removeFirst()
            take(from: lane, into: &batch, atMost: max)
        }
        if batch.errands.isEmpty, case .alone(let errand)? = turns.first {
            turns.removeFirst()
            batch.errands = [errand]
        }
        count -= batch.errands.count
        guard !batch.errands.isEmpty else {
            counters -= 1
            return nil
        }
        return batch
    }

    private mutating func take(from lane: Occurrence.ID, into batch: inout Batch, atMost max: Int) {
        let queue = waiting[lane] ?? []
        let taken = queue.prefix(max - batch.errands.count)
        batch.errands += taken
        batch.lanes.append(lane)
        served.insert(lane)
        waiting[lane] = taken.count == queue.count ? nil : Array(queue.dropFirst(taken.count))
    }
}
