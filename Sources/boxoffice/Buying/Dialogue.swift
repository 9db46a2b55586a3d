import BoxOfficeClient

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Questions to whoever sits at the terminal, and the answers. Everything is on standard error, so that standard output
/// has the tickets alone.
final class Dialogue {
    /// What was typed behind the line that was read last.
    private var typed: [UInt8] = []

    /// Nil where nobody can be asked.
    init?() {
        guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    }

    /// Asks until something is answered.
    func ask(_ question: String) throws -> String {
        while true {
            let answer = try askOnce(question)
            if !answer.isEmpty { return answer }
        }
    }

    /// Asks, and takes no answer for one.
    func askOnce(_ question: String) throws -> String {
        Terminal.prompt(question)
        while true {
            if let line = try readTyped(waitingFor: -1) { return line }
        }
    }

    /// One of several, by its number or its name; a screen of them at a time.
    func choose<Choice>(_ question: String, of rows: [(name: String, text: String, choice: Choice)]) throws -> Choice {
        var shown = 0
        while true {
            if shown < rows.count {
                for (index, row) in rows.enumerated().dropFirst(shown).prefix(Self.rowsMax) {
                    Terminal.note("\("\(index + 1)".padded(to: 4)) \(row.text)")
                }
                shown = min(shown + Self.rowsMax, rows.count)
            }
            let more = shown < rows.count ? ", Enter for more" : ""
            let answer = try askOnce("\(question) (1 to \(shown)\(more)): ")
            if let number = Int(answer), (1...rows.count).contains(number) { return rows[number - 1].choice }
            if let row = rows.first(where: { $0.name == answer }) { return row.choice }
            if !answer.isEmpty { Terminal.note("There is no '\(answer)' here.") }
        }
    }

    private static let rowsMax = 20

    /// What became of a question that has only as long as a hold.
    enum Verdict { case yes, no, tooLate, interrupted }

    /// Asks for yes or no, with the hold's countdown above the question. Ctrl-C is an answer too.
    func confirm(_ question: String, while cart: Cart, _ interrupts: Interrupts) throws -> Verdict {
        Terminal.note("Held for \(Countdown(timeLeft: cart.timeLeft))")
        Terminal.prompt(question)
        while true {
            if cart.timeLeft == .zero {
                Terminal.note("")
                return .tooLate
            }
            // Above the question, so that what is typed stays: save the place, up, write, and back.
            Terminal.prompt("\u{1B}7\u{1B}[1A\rHeld for \(Countdown(timeLeft: cart.timeLeft))\u{1B}[K\u{1B}8")
            let line = try readTyped(waitingFor: 1000, or: interrupts.descriptor)
            if interrupts.came {
                Terminal.note("")
                return .interrupted
            }
            switch line?.lowercased() {
            case nil: continue
            case "y", "yes": return .yes
            case "n", "no": return .no
            default:
                Terminal.note("Held for \(Countdown(timeLeft: cart.timeLeft))")
                Terminal.prompt("Please answer y or n: ")
            }
        }
    }

    /// A line, without its end; nil where none came in time, or where the other descriptor has something.
    private func readTyped(waitingFor milliseconds: Int32, or other: Int32? = nil) throws -> String? {
        if let line = typedLine() { return line }
        var waiting = [pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)]
        if let other { waiting.append(pollfd(fd: other, events: Int16(POLLIN), revents: 0)) }
        let ready = poll(&waiting, nfds_t(waiting.count), milliseconds)
        if ready < 0 && errno == EINTR { return nil }
        guard ready > 0, waiting[0].revents != 0 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(STDIN_FILENO, &buffer, buffer.count)
        if count < 0 && errno == EINTR { return nil }
        guard count > 0 else {
            Terminal.note("")
            throw CommandFailure("Nothing was bought: the answers ended.")
        }
        typed += buffer[..<count]
        return typedLine()
    }

    private func typedLine() -> String? {
        guard let end = typed.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = String(decoding: typed[..<end], as: UTF8.self)
        typed.removeSubrange(...end)
        return line.split(separator: " ").joined(separator: " ")
    }
}
