/// Collects what is wrong with one file, while its reading goes on.
final class FaultLog {
    let file: String
    private var faults: [CatalogueFault] = []

    init(file: String) {
        self.file = file
    }

    func report(_ message: String, line: Int?, path: FieldPath = .document) {
        faults.append(CatalogueFault(file: file, line: line, path: path.description, message: message))
    }

    func report(_ fault: SyntaxFault) {
        report(fault.message, line: fault.line)
    }

    /// In the order of the lines; several of one line in the order of their reading.
    var faultsByLine: [CatalogueFault] {
        faults.enumerated()
            .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }
}
