import Foundation
import Synchronization

/// A place of the bench's own on the disk, gone when it ends.
struct Folder: Sendable {
    let path: String

    private static let made = Mutex<[String]>([])

    /// - Parameter parent: on the disk that is to be measured; made when it is not there.
    init(in parent: String) throws {
        path = "\(parent)/bench-\(ProcessInfo.processInfo.processIdentifier)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        Self.made.withLock { [path] in $0.append(path) }
    }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    static func removeAll() {
        for path in made.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// What the disk can do: the ceiling of everything that must not be lost.
enum DiskSync {
    /// `fdatasync`s a second, each after 4 KiB were written over others in a file, as a commit to a log that went round
    /// does at the least. Appending would take longer: then the file's size has to be on the disk too.
    static func perSecond(in folder: Folder, seconds: Double) throws -> Double {
        let path = folder.file("sync")
        let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw BenchFailure("\(path) cannot be written") }
        defer {
            close(descriptor)
            unlink(path)
        }
        let block = [UInt8](repeating: 0x5A, count: 4096)
        for _ in 0..<blocks where write(descriptor, block, block.count) != block.count {
            throw BenchFailure("\(path) cannot be written")
        }
        fsync(descriptor)
        let clock = ContinuousClock()
        let start = clock.now
        var count = 0
        while clock.now - start < .seconds(seconds) {
            let offset = off_t(count % blocks * block.count)
            guard pwrite(descriptor, block, block.count, offset) == block.count, fdatasync(descriptor) == 0 else {
                throw BenchFailure("\(path) cannot be written")
            }
            count += 1
        }
        return Double(count) / ((clock.now - start) / .seconds(1))
    }

    /// Pages of SQLite's log before it goes round.
    private static let blocks = 1000
}
