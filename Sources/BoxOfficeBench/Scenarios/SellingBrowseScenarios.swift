import BoxOfficeWire
import NIOCore
import Synchronization

extension Scenario {
    static let browseWhileTaken = Scenario(
        name: "browse-while-taken", about: "the seats of a house of 1,200, while 100 a second of them are held"
    ) { bench in
        try await browse(bench, .theatre, "1,200", holdsPerSecond: 100, readers: bench.settings.connections)
    }

    static let browseLargeWhileTaken = Scenario(
        name: "browse-large-while-taken", about: "the seats of a house of 20,000, while 500 a second of them are held"
    ) { bench in
        try await browse(
            bench, .arena, "20,000", holdsPerSecond: 500, readers: largeAnswerReaders, p99Below: 100)
    }

    private static func browse(
        _ bench: Bench, _ house: House, _ size: String, holdsPerSecond: Double, readers: Int, p99Below: Double? = nil
    ) async throws -> [Row] {
        let server = try await bench.house()
        var reading: [Run] = []
        var holding: [Run] = []
        var stale = 0
        for number in 0..<bench.settings.runs {
            bench.progress("inventory of \(size) seats while they are taken, run \(number + 1)")
            // The first occurrence is the idle one.
            let occurrence = number + 1
            let watch = StalenessWatch(house: house, occurrence: occurrence)
            var holds = Load(
                port: server.port, connections: 16, seconds: bench.settings.seconds,
                script: watch.holding(try house.holds(0..<house.seatCount, occurrence: occurrence, server.requests)))
            holds.requestsPerSecond = holdsPerSecond
            let paced = holds
            async let held = paced.run()
            reading.append(
                try await server.measure(
                    bench.settings.load(
                        server, connections: readers, keepsBodies: true,
                        script: watch.reading(server.requests.get(house.inventoryPath(occurrence))))))
            holding.append(Run(result: try await held, cpuSeconds: 0, loadCPUSeconds: 0, residentMegabytes: 0))
            stale += watch.staleCount
        }
        try await bench.audit(server)
        var row = Row("inventory, \(size) seats, while \(Int(holdsPerSecond)) holds/s, \(readers) readers", reading)
        // A stale answer is an error, however fast it came.
        row.errors += stale
        if let p99Below { row.target = .p99(row.p99, below: p99Below) }
        var heldRow = Row("  those holds", holding)
        // A hold that never got its turn is as bad as one that failed.
        heldRow.errors += holding.reduce(0) { $0 + $1.result.unsent }
        (heldRow.cpu, heldRow.loadCPU, heldRow.resident) = (nil, nil, nil)
        return [row, heldRow]
    }
}

/// Whether an inventory that was asked for after a hold's answer still lists the seat.
private final class StalenessWatch: Sendable {
    private let house: House
    private let occurrence: Int
    private let state = Mutex<(lastHeld: Int, stale: Int)>((-1, 0))

    init(house: House, occurrence: Int) {
        self.house = house
        self.occurrence = occurrence
    }

    var staleCount: Int { state.withLock { $0.stale } }

    func holding(_ holds: [LoadRequest]) -> @Sendable () -> LoadScript {
        { [self] in
            var rest = holds[...]
            return { last in
                if let last, last.answer.status == 201 { self.state.withLock { $0.lastHeld = last.request.note } }
                return rest.popFirst()
            }
        }
    }

    func reading(_ request: LoadRequest) -> @Sendable () -> LoadScript {
        { [self] in
            { last in
                if let last, self.lists(last.request.note, last.answer.body) { self.state.withLock { $0.stale += 1 } }
                var request = request
                request.note = self.state.withLock { $0.lastHeld }
                return request
            }
        }
    }

    private func lists(_ seat: Int, _ inventory: ByteBuffer) -> Bool {
        guard seat >= 0 else { return false }
        let id = house.wish(house.seatID(seat), occurrence: occurrence).inventoryItemId
        return inventory.withUnsafeReadableBytes(ByteSearch("\"\(id)\"").isIn)
    }
}
