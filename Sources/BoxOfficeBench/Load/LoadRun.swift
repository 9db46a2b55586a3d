import NIOCore

/// A load under way. Everything of it happens on one event loop.
final class LoadRun {
    private let load: Load
    private let loop: any EventLoop
    private let script: LoadScript
    private let promise: EventLoopPromise<LoadResult>
    private var lines: [Line] = []
    private var result: LoadResult
    private var startedAt = NIODeadline.now()
    /// The end of what is counted: of the last answer, or of the time.
    private var countedUntil = NIODeadline.now()
    private var isOver = false
    /// Lines with a request that waits until it is due, in an open loop.
    private var idle: [Int] = []
    /// Moments at which a request was due, but no line was free.
    private var due = CircularBuffer<NIODeadline>()
    private var ticks = 0

    /// One connection, and what is under way on it.
    private struct Line {
        let connection: LoadConnection
        var next: LoadRequest?
        var underway: (request: LoadRequest, since: NIODeadline)?
    }

    /// In an open loop requests are due in steps of so much.
    private static let tick = TimeAmount.milliseconds(1)
    /// How long a load waits for its last answers.
    private static let answersAwaitedMax = TimeAmount.seconds(30)

    init(_ load: Load, on loop: any EventLoop) {
        self.load = load
        self.loop = loop
        self.script = load.script()
        self.promise = loop.makePromise()
        self.result = LoadResult(calls: Array(repeating: .init(), count: load.calls))
    }

    func start() -> EventLoopFuture<LoadResult> {
        lines = (0..<load.connections).map { index in
            Line(
                connection: LoadConnection(
                    keepsBodies: load.keepsBodies, onAnswer: { self.hear($0, on: index) },
                    onEnd: { _ in self.lose(index) }))
        }
        let connected = lines.map { $0.connection.connect(to: load.port, on: loop) }
        EventLoopFuture.andAllSucceed(connected, on: loop).assumeIsolated().whenComplete { result in
            switch result {
            case .success: self.begin()
            case .failure(let error): self.promise.fail(error)
            }
        }
        return promise.futureResult
    }

    private func begin() {
        startedAt = .now()
        countedUntil = startedAt
        for index in lines.indices {
            lines[index].next = script(nil)
            proceed(index, at: startedAt)
        }
        if let seconds = load.seconds {
            loop.assumeIsolated().scheduleTask(in: TimeAmount(seconds: load.warmUpSeconds + seconds)) { self.end() }
        }
        if load.requestsPerSecond != nil { tick() }
    }

    /// A line's next request is known: sends it, or lets it wait until one is due.
    private func proceed(_ index: Int, at now: NIODeadline) {
        guard lines[index].next != nil, !isOver else { return finishIfDone() }
        if load.requestsPerSecond == nil {
            send(index, since: now)
        } else if let since = due.popFirst() {
            send(index, since: since)
        } else {
            idle.append(index)
        }
    }

    private func send(_ index: Int, since: NIODeadline) {
        guard let request = lines[index].next else { return }
        lines[index].next = nil
        lines[index].underway = (request, since)
        lines[index].connection.send(request.bytes)
    }

    private func hear(_ answer: Answer, on index: Int) {
        guard let (request, since) = lines[index].underway else { return lose(index) }
        let now = NIODeadline.now()
        lines[index].underway = nil
        record(request, answer, since: since, until: now)
        lines[index].next = script(Exchange(request: request, answer: answer))
        proceed(index, at: now)
    }

    private func record(_ request: LoadRequest, _ answer: Answer, since: NIODeadline, until now: NIODeadline) {
        result.answersInAll += 1
        guard now - startedAt >= TimeAmount(seconds: load.warmUpSeconds), !isOver else { return }
        countedUntil = now
        let isExpected = answer.status == request.expected
        guard isExpected || answer.status == request.refusal else {
            result.calls[request.call].errors += 1
            return
        }
        result.calls[request.call].latency.record((now - since).nanoseconds)
        guard isExpected else {
            result.calls[request.call].refusals += 1
            return
        }
        result.calls[request.call].expected += 1
        let second = Int((now - startedAt).nanoseconds / 1_000_000_000)
        let missing = second + 1 - result.calls[request.call].expectedBySecond.count
        if missing > 0 { result.calls[request.call].expectedBySecond += Array(repeating: 0, count: missing) }
        result.calls[request.call].expectedBySecond[second] += 1
    }

    /// Open loop: what has become due since the last tick goes out, on whichever line is free.
    private func tick() {
        guard !isOver, let rate = load.requestsPerSecond else { return }
        let elapsed = Double((NIODeadline.now() - startedAt).nanoseconds) / 1e9
        while Double(ticks) / rate <= elapsed {
            let since = startedAt + TimeAmount(seconds: Double(ticks) / rate)
            if let index = idle.popLast() { send(index, since: since) } else { due.append(since) }
            ticks += 1
        }
        loop.assumeIsolated().scheduleTask(in: Self.tick) { self.tick() }
    }

    /// A connection that ends while something is under way is an error; the load goes on with the others.
    private func lose(_ index: Int) {
        if let (request, _) = lines[index].underway { result.calls[request.call].errors += 1 }
        lines[index].underway = nil
        lines[index].next = nil
        idle.removeAll { $0 == index }
        finishIfDone()
    }

    private func end() {
        guard !lines.isEmpty else { return }
        isOver = true
        countedUntil = .now()
        result.unsent = due.count
        due.removeAll()
        finishIfDone()
        guard !lines.isEmpty else { return }
        loop.assumeIsolated().scheduleTask(in: Self.answersAwaitedMax) {
            for index in self.lines.indices where self.lines[index].underway != nil { self.lose(index) }
        }
    }

    private func finishIfDone() {
        let isQuiet = lines.allSatisfy { $0.underway == nil && (isOver || $0.next == nil) }
        guard isQuiet, !lines.isEmpty else { return }
        let connections = lines.map(\.connection)
        // Empty from here on: nothing of this load is heard any more.
        lines = []
        isOver = true
        let counted = Double((countedUntil - startedAt).nanoseconds) / 1e9 - load.warmUpSeconds
        result.seconds = max(counted, 1e-9)
        for connection in connections { connection.close() }
        promise.succeed(result)
    }
}

extension TimeAmount {
    fileprivate init(seconds: Double) {
        self = .nanoseconds(Int64(seconds * 1e9))
    }
}
