import Dispatch

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

    init() throws {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw CommandFailure("The system has no pipe left to listen for Ctrl-C.") }
        let (reading, writing) = (ends[0], ends[1])
        descriptor = reading
        source = DispatchSource.makeSignalSource(signal: SIGINT)
        source.setEventHandler {
            var byte: UInt8 = 0
            // A pipe that is full was written to before: that is as good.
            _ = write(writing, &byte, 1)
        }
        source.setCancelHandler {
            close(reading)
            close(writing)
        }
        // Else the system ends the program before the source hears of it.
        signal(SIGINT, SIG_IGN)
        source.resume()
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
