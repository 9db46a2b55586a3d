import Yams

extension SyntaxFault {
    /// What Yams says, in one line, with what most often helps.
    init(_ error: any Error, in text: String) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _):
            self.init(context, problem, mark, in: text)
        case YamlError.composer(_, let problem, let mark, _) where problem.contains("another document"):
            self.init(mark, "expected one document, found a second after '---'")
        case YamlError.composer(let context, let problem, let mark, _):
            self.init(context, problem, mark, in: text)
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            self.init(duplicated: keys, at: context.mark)
        case YamlError.reader:
            self.init(unreadableIn: text)
        default:
            self.init(line: 1, column: 1, message: "not valid YAML: \(error)")
        }
    }

    init(duplicated keys: [String], at mark: Mark) {
        self.init(mark, "expected each field once, found \(keys.map { "\(Quoted($0))" }.joined(separator: ", ")) again")
    }

    private init(_ context: YamlError.Context?, _ problem: String, _ mark: Mark, in text: String) {
        var (message, mark) = (problem, mark)
        if let context, Self.contextsOfOneText.contains(context.text) {
            // The reader went on to the next line before it noticed.
            mark = context.mark
        } else if let context {
            message += " \(context.text) that starts on line \(context.mark.line)"
        }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let indentation = lines.dropFirst(mark.line - 1).first?.prefix { $0 == " " || $0 == "\t" } ?? ""
        if indentation.contains("\t") {
            message += "; YAML is indented with spaces, not with tabs"
        } else if let hint = Self.hints.first(where: { problem.contains($0.problem) })?.hint {
            message += "; \(hint)"
        }
        self.init(mark, message)
    }

    private static let contextsOfOneText: Set = ["while scanning a simple key", "while scanning a quoted scalar"]

    private static let hints: [(problem: String, hint: String)] = [
        ("mapping values are not allowed", "expected the same indentation as above, or quotes around a text with ': '"),
        ("did not find expected key", "expected 'name: value' with the same indentation as above"),
        ("did not find expected '-' indicator", "expected '- ' with the same indentation as above"),
        ("could not find expected ':'", "expected ':' and a space after a field's name"),
        ("cannot start any token", "expected quotes around a text that starts with this character"),
        ("unexpected end of stream", "expected a closing quote or bracket"),
        (
            "undefined alias",
            "expected quotes around a text that starts with '*', or its anchor earlier in the document"
        ),
    ]

    /// libyaml names such a character by its offset only.
    private init(unreadableIn text: String) {
        var (line, column) = (1, 0)
        for scalar in text.unicodeScalars {
            column += 1
            if scalar == "\n" { (line, column) = (line + 1, 0) }
            let isControl =
                scalar.properties.generalCategory == .control && !"\t\n\r\u{85}".unicodeScalars.contains(scalar)
            guard !isControl, !"\u{FEFF}\u{FFFE}\u{FFFF}".unicodeScalars.contains(scalar) else {
                let message = "not valid YAML: expected readable text, found \(scalar.codePoint)"
                self.init(line: line, column: column, message: message)
                return
            }
        }
        self.init(line: 1, column: 1, message: "not valid YAML: expected readable text")
    }

    private init(_ mark: Mark, _ message: String) {
        self.init(line: mark.line, column: mark.column, message: "not valid YAML: \(message)")
    }
}
