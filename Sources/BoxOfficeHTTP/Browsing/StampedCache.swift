import BoxOfficeDesk
import Synchronization

/// Keeps what was made as long as it is right, the most recently used first, within a bound of bytes.
///
/// What many ask for at once that is not here is made once. A caller never gets anything that was begun before its
/// call and has been overtaken since.
final class StampedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Entry {
        let made: Stamped<Value>
        let bytes: Int
        var lastUse: Int
    }

    private struct Making {
        let task: Task<Stamped<Value>, any Error>
        let number: Int
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var bytes = 0
        var makings: [Key: Making] = [:]
        /// Counts the makings, and the uses.
        var makingsBegun = 0
        var uses = 0
    }

    private let state = Mutex(State())
    private let bytesMax: Int
    private let desk: Desk
    private let size: @Sendable (Value) -> Int

    /// - Parameter size: bytes that a value takes, about.
    init(desk: Desk, bytesMax: Int, size: @escaping @Sendable (Value) -> Int) {
        self.desk = desk
        self.bytesMax = bytesMax
        self.size = size
    }

    /// What is kept under the key, if it is still right; else what `make` makes, for this caller and all that wait.
    func value(
        _ key: Key, make: @escaping @Sendable () async throws -> Stamped<Value>
    ) async throws -> Value {
        if let kept = kept(key), desk.isCurrent(kept.stamp) { return kept.value }
        let begunBefore = state.withLock { $0.makingsBegun }
        while true {
            let making = making(key, make)
            switch await making.task.result {
            // One that was under way when this call came may have looked before a sale that this caller knows of.
            case .success(let made):
                if making.number > begunBefore || desk.isCurrent(made.stamp) { return made.value }
            case .failure(let error):
                if making.number > begunBefore { throw error }
            }
        }
    }

    private func kept(_ key: Key) -> Stamped<Value>? {
        state.withLock { state in
            state.uses += 1
            state.entries[key]?.lastUse = state.uses
            return state.entries[key]?.made
        }
    }

    private func making(_ key: Key, _ make: @escaping @Sendable () async throws -> Stamped<Value>) -> Making {
        state.withLock { state in
            if let making = state.makings[key] { return making }
            state.makingsBegun += 1
            // A task of its own: several callers wait for it, and none of them may take it along when it goes away.
            let task = Task {
                do {
                    let made = try await make()
                    finish(key, made)
                    return made
                } catch {
                    finish(key, nil)
                    throw error
                }
            }
            let making = Making(task: task, number: state.makingsBegun)
            state.makings[key] = making
            return making
        }
    }

    private func finish(_ key: Key, _ made: Stamped<Value>?) {
        let bytes = made.map { size($0.value) } ?? 0
        state.withLock { state in
            state.makings[key] = nil
            guard let made, bytes <= bytesMax else { return }
            state.bytes += bytes - (state.entries[key]?.bytes ?? 0)
            state.uses += 1
            state.entries[key] = Entry(made: made, bytes: bytes, lastUse: state.uses)
            if state.bytes > bytesMax { makeRoom(in: &state) }
        }
    }

    /// Frees a quarter at once, so that the search for the oldest is not made for each that comes.
    private func makeRoom(in state: inout State) {
        for (key, entry) in state.entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
            // What has just come stays, however large: it was put in last.
            if state.bytes <= bytesMax / 4 * 3 || entry.lastUse == state.uses { return }
            state.entries[key] = nil
            state.bytes -= entry.bytes
        }
    }
}
