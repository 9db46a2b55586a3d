#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What a command says: its result on standard output, everything else on standard error. Each appears at once, also
/// into a pipe or a file.
enum Terminal {
    static func result(_ text: String) {
        write(text + "\n", to: STDOUT_FILENO)
    }

    static func note(_ text: String) {
        write(text + "\n", to: STDERR_FILENO)
    }

    /// On standard error, without an end of line.
    static func prompt(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    static let isInteractive = isatty(STDERR_FILENO) == 1

    fileprivate static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { buffer -> Int in
                guard let start = buffer.baseAddress else { return 0 }
                #if canImport(Glibc)
                    return Glibc.write(descriptor, start, buffer.count)
                #else
                    return Darwin.write(descriptor, start, buffer.count)
                #endif
            }
            if written < 0 && errno == EINTR { continue }
            // Nobody reads any more: there is no one left to tell.
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}

/// `1 seat`, `2 seats`; a noun whose plural is another says it.
func counted(_ count: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count) \(count == 1 ? noun : plural ?? noun + "s")"
}

/// A line on standard error that says how far a long command is: rewritten in place on a terminal, now and then a new
/// one elsewhere. A command that is done before the first one is due shows none.
final class ProgressLine {
    private var shownAt = ContinuousClock.now
    private var isOpen = false
    private let interval: Duration = Terminal.isInteractive ? .milliseconds(50) : .seconds(1)

    func show(_ text: String) {
        let now = ContinuousClock.now
        if now - shownAt < interval { return }
        shownAt = now
        if Terminal.isInteractive { begin(text) } else { Terminal.note(text) }
    }

    /// Says what is done from now on, where that can be wiped again when it is done.
    func begin(_ text: String) {
        guard Terminal.isInteractive else { return }
        Terminal.write("\r\u{1B}[K" + text, to: STDERR_FILENO)
        isOpen = true
    }

    /// Wipes the line, for what comes after it.
    func finish() {
        if isOpen { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
        isOpen = false
    }
}
