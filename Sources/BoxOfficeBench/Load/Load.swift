import NIOCore
import NIOPosix

/// A request, ready to be sent.
struct LoadRequest: Sendable {
    let bytes: ByteBuffer
    /// Which of a load's calls it is: each has figures of its own.
    var call = 0
    /// The answer that it should get.
    let expected: Int
    /// Another one that is right too, and counted apart.
    var refusal: Int?
    /// What the script wants to remember of it.
    var note = 0
}

/// A request and what came of it.
struct Exchange {
    let request: LoadRequest
    let answer: Answer
}

/// Says what a connection sends next, told what came of what it sent before (nil at first); nil when it has nothing
/// left to do. It runs on the load's one thread, so what it remembers needs no lock, and it is asked as soon as an
/// answer is there.
typealias LoadScript = (Exchange?) -> LoadRequest?

/// Requests on some connections: each sends its next as soon as it has its answer (a closed loop), or all of them
/// together so many a second, whether the server keeps up or not (an open loop).
struct Load: Sendable {
    let port: Int
    let connections: Int
    /// How many sorts of calls the script makes.
    var calls = 1
    /// Sent and answered, but not counted. Seconds.
    var warmUpSeconds = 0.5
    /// Counted, after the warm-up; nil: until the script has nothing left to send.
    var seconds: Double?
    /// An open loop's requests a second; nil in a closed loop.
    var requestsPerSecond: Double?
    var keepsBodies = false
    let script: @Sendable () -> LoadScript

    func run() async throws -> LoadResult {
        let loop = Self.group.next()
        return try await loop.flatSubmit { LoadRun(self, on: loop).start() }.get()
    }

    /// Answers one request, for what is done once.
    static func fetch(_ request: LoadRequest, port: Int) async throws -> Answer {
        let loop = group.next()
        return try await loop.flatSubmit {
            let promise = loop.makePromise(of: Answer.self)
            let connection = LoadConnection(
                keepsBodies: true, onAnswer: { promise.succeed($0) }, onEnd: { promise.fail($0) })
            connection.connect(to: port, on: loop).assumeIsolated().whenComplete { result in
                switch result {
                case .success: connection.send(request.bytes)
                case .failure(let error): promise.fail(error)
                }
            }
            promise.futureResult.assumeIsolated().whenComplete { _ in connection.close() }
            return promise.futureResult
        }.get()
    }

    /// One thread for all of a load: a second would take a core from the server.
    static let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}

/// What a load saw of its server.
struct LoadResult: Sendable {
    /// What is counted of one sort of call.
    struct Call: Sendable {
        /// From the moment that a request was due until its answer was whole; of expected answers and refusals.
        var latency = Histogram()
        var refusals = 0
        var errors = 0
        /// Expected answers in each second since the start.
        var expectedBySecond: [Int] = []
        var expected = 0
    }

    var calls: [Call]
    /// That the counted part took.
    var seconds: Double = 0
    /// Answers in all, with those of the warm-up.
    var answersInAll = 0
    /// In an open loop: requests that were due when the time was over, and for which no connection had been free.
    var unsent = 0

    var errors: Int { calls.reduce(0) { $0 + $1.errors } }
}
