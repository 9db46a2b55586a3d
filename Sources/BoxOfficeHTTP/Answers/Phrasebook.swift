import CEmbedded
import FoundationEssentials

/// The words of every ``Sentence`` in every ``Language``, built into the program.
package enum Phrasebook {
    /// What a file of `Messages/` says, name by name. A test holds each of them to all names and to the same values.
    package static func file(_ language: Language) -> [String: String] {
        let file =
            switch language {
            case .americanEnglish: embeddedMessagesInAmericanEnglish()
            case .britishEnglish: embeddedMessagesInBritishEnglish()
            case .spanish: embeddedMessagesInSpanish()
            case .french: embeddedMessagesInFrench()
            case .german: embeddedMessagesInGerman()
            case .japanese: embeddedMessagesInJapanese()
            }
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(file.text.utf8))
        } catch {
            preconditionFailure("the messages in \(language.rawValue) are not JSON: \(error)")
        }
    }

    /// A sentence with its values in their places.
    package static func text(_ sentence: Sentence, _ values: [String: String], in language: Language) -> String {
        guard let template = files[language]?[sentence.rawValue] else {
            preconditionFailure("\(sentence.rawValue) is not said in \(language.rawValue)")
        }
        var text = ""
        var rest = template[...]
        // Once over the template, so that braces in a value are only a value's.
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: open)..<close])
            assert(values[name] != nil, "\(sentence.rawValue) is told without its value \(name)")
            text += rest[..<open] + (values[name] ?? "")
            rest = rest[rest.index(after: close)...]
        }
        return text + rest
    }

    private static let files = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, file($0)) })
}
