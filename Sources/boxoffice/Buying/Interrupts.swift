import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ctrl-C as an answer instead of the program's end: while something is held that is to be given back first.
final class Interrupts {
    /// Can be read from once there was one.
    let descriptor: Int32
    private let source: any DispatchSourceSignal
    private let notice = Notice()

    /// What is said when there is one; nil is nothing.
    private final class Notice: Sendable {
        let text = Mutex<String?>(nil)
    }

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CommandFailure("The system has no pipe left to listen for Ctrl-C.") }
        let (reading, writing) = (ends[0], ends[1])
        descriptor = reading
        source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setEventHandler { [notice] in
            var byte: UInt8 = 0
            // A pipe that is full was written to before: that is as good.
            _ = write(writing, &byte, 1)
            // Behind the write: where nothing was said, there was something to read before that was asked for.
            if let text = notice.text.withLock({ $0 }) { Terminal.note(text) }
        }
        source.setCancelHandler {
            close(reading)
            close(writing)
        }
        // Else the system ends the program before the source hears of it.
        signal(SIGINT, SIG_IGN)
        source.resume()
    }

    /// From now on Ctrl-C is answered with a text, while there is nobody who asks whether it came; nil is that there is.
    func answer(with text: String?) {
        notice.text.withLock { $0 = text }
    }

    var came: Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, 0) == 1
    }

    /// From now on Ctrl-C ends the program again.
    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
