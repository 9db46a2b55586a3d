import Foundation
import Synchronization
import Testing

/// A terminal with a person at it, who is the test.
final class PseudoTerminal: Sendable {
    /// What a program reads from and writes to.
    let programsSide: FileHandle
    private let persons: Int32
    private let seen = Mutex<[UInt8]>([])

    init() throws {
        persons = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var (isLocked, number): (Int32, Int32) = (0, 0)
        try #require(persons >= 0)
        try #require(ioctl(persons, Self.setLock, &isLocked) == 0 && ioctl(persons, Self.getNumber, &number) == 0)
        let name = "/dev/pts/\(number)"
        let programs = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(programs >= 0)
        programsSide = FileHandle(fileDescriptor: programs, closeOnDealloc: true)
    }

    // Linux's TIOCSPTLCK and TIOCGPTN, macros that Swift does not see; neither does it see posix_openpt.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    deinit { close(persons) }

    /// Types a line.
    func type(_ line: String) {
        send(line + "\n")
    }

    /// Ctrl-D: there is nothing more to come.
    func end() {
        send("\u{4}")
    }

    private func send(_ text: String) {
        let bytes = Array(text.utf8)
        #expect(write(persons, bytes, bytes.count) == bytes.count)
    }

    /// Everything that it showed until now, and what was typed.
    var shown: String {
        seen.withLock { seen in
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while case let count = read(persons, &buffer, buffer.count), count > 0 { seen += buffer[..<count] }
            return String(decoding: seen, as: UTF8.self)
        }
    }

    /// Waits until it shows a text, so many times in all.
    func shows(_ text: String, times: Int = 1) async throws {
        try await eventually("the terminal shows '\(text)'") {
            shown.split(separator: text, omittingEmptySubsequences: false).count > times
        }
    }
}
