/// A value of a document together with its place: whatever is wrong with it is reported there.
struct Field {
    let path: FieldPath
    let node: DocumentNode
    let log: FaultLog

    var line: Int { node.line }

    /// What stands in a scalar; nothing when it is none.
    var written: String {
        if case .text(let text) = node.content { text } else { "" }
    }

    func report(_ message: String) {
        log.report(message, line: line, path: path)
    }

    /// The value of a scalar, by the type of the field and never by the type that YAML sees in it. Nil when it is
    /// reported.
    func read<Value>(_ type: ScalarType<Value>) -> Value? {
        guard let text = text(expecting: type.expectation) else { return nil }
        if let value = type.parse(text) { return value }
        let remark = type.remark(text).map { ", \($0)" } ?? ""
        report(
            "found \(Quoted(text))\(remark); expected \(type.expectation)\(Suggestion(text, among: type.candidates()))")
        return nil
    }

    /// What stands in a scalar, as it is written. Nil when it is reported.
    func text(expecting expectation: String) -> String? {
        switch node.content {
        case .text(""): report("is empty; expected \(expectation)")
        case .text(let text):
            guard let scalar = text.firstControlCharacter else { return text }
            report("found \(scalar.codePoint) in \(Quoted(text)); expected text without control characters")
        default: reportKind(expecting: expectation)
        }
        return nil
    }

    /// The items of a list. Nil when it is reported.
    func items(expecting expectation: String = "a list") -> [Field]? {
        guard case .list(let nodes) = node.content else {
            reportKind(expecting: expectation)
            return nil
        }
        return nodes.enumerated().map { Field(path: .item($0.offset, of: path), node: $0.element, log: log) }
    }

    /// The fields of a mapping; others than the known ones are reported, unless there is nothing to know. Nil when
    /// it is no mapping, which is reported.
    func fields(_ known: [String]?, expecting expectation: String = "a mapping of fields") -> Fields? {
        guard case .mapping(let entries) = node.content else {
            reportKind(expecting: expectation)
            return nil
        }
        return Fields(mapping: self, entries: entries, known: known)
    }

    var isList: Bool {
        if case .list = node.content { true } else { false }
    }

    var isMapping: Bool {
        if case .mapping = node.content { true } else { false }
    }

    /// There is a value, but not of the expected kind; or there is none.
    func reportKind(expecting expectation: String) {
        let found =
            switch node.content {
            case .missing: "has no value"
            case .null: "is null"
            case .text(let text): "found \(Quoted(text))"
            case .list: "found a list"
            case .mapping: "found a mapping"
            }
        report("\(found); expected \(expectation)")
    }
}

extension String {
    /// U+FFFD is what is left of a character that somebody's encoding lost.
    fileprivate var firstControlCharacter: Unicode.Scalar? {
        // Nearly every text is plain ASCII, for which Unicode's tables need not be asked.
        guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return nil }
        return unicodeScalars.first { $0.properties.generalCategory == .control || $0 == "\u{FFFD}" }
    }
}
