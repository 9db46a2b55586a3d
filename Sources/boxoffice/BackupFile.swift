import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that appears under its name when it is whole, and not before.
struct BackupFile {
    private let path: String
    /// Beside it, of a name that nothing else has, and readable by its owner alone from the first byte.
    let temporaryPath: String

    /// Makes the empty file.
    init(named path: String) throws {
        self.path = path
        guard access(path, F_OK) != 0 else { throw Self.isThere(path) }
        var template = Array("\(path).XXXXXX".utf8CString)
        // `mkstemp` gives it the mode 0600.
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.failure(path) }
        close(descriptor)
        temporaryPath = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Bytes that are there so far.
    var size: Int {
        let attributes = try? FileManager.default.attributesOfItem(atPath: temporaryPath)
        return attributes?[.size] as? Int ?? 0
    }

    /// Gives it its name, which somebody else may have taken meanwhile.
    func keep() throws {
        guard link(temporaryPath, path) == 0 else {
            throw errno == EEXIST ? Self.isThere(path) : Self.failure(path)
        }
        unlink(temporaryPath)
        try syncFolder()
    }

    /// Leaves nothing behind, neither of itself nor of what SQLite puts beside it. Nothing happens once it has its name.
    func discard() {
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(temporaryPath + suffix) }
    }

    /// The name is on the disk too, as the bytes are.
    private func syncFolder() throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure(folder) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Self.failure(folder) }
    }

    private static func isThere(_ path: String) -> CommandFailure {
        CommandFailure("There is a file '\(path)' already, and a backup never overwrites. Choose another name.")
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure("'\(path)' cannot be written: \(String(cString: strerror(errno))).")
    }
}
