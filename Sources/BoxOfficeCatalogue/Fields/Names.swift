import BoxOfficeDomain

/// The names of one sort that references may use.
///
/// A name that could not be read is a fault of its own. It may be the one that a reference means, so then a reference is
/// called unknown only if it is a slip for another name: a fault must not cause others.
struct Names {
    private var known: Set<Identifier<Names>> = []
    /// In the order of the file.
    private var texts: [String] = []
    private var isComplete = true
    /// Where each is that may be there once.
    private var places = UniqueNames()

    private static let listedMax = 8

    init(_ texts: some Sequence<String> = []) {
        for text in texts { insert(text) }
    }

    mutating func insert(_ text: String) {
        if known.insert(Identifier(text)).inserted { texts.append(text) }
    }

    /// A name as it is written, be there a fault in it or not.
    mutating func insert(_ field: Field?) {
        guard case .text(let text)? = field?.node.content, !text.isEmpty else { return loseTrack() }
        insert(text)
    }

    /// Reads the name of something that others refer to, in a list in which each has one of its own. Nil when it is no
    /// name, which is reported.
    mutating func define(_ type: ScalarType<String>, _ name: String, of fields: Fields?) -> String? {
        guard let fields, let field = fields.required(name, expecting: type.expectation), let text = field.read(type)
        else {
            // As it is written it is a name all the same, for those who refer to it.
            if let field = fields?[name] { insert(field) }
            loseTrack()
            return nil
        }
        // Of two with one name, one was meant to have another.
        if !places.claim(text, at: field) { loseTrack() }
        insert(text)
        return text
    }

    /// Notes that there are names that could not be read.
    mutating func loseTrack() {
        isComplete = false
    }

    func contains(_ text: String) -> Bool {
        known.contains(Identifier(text))
    }

    /// The name that a field refers to. Nil when there is no such name, which is reported: `subject` says what it would
    /// be the name of, such as `a category of venue 'palace'`.
    func resolve(_ field: Field, as subject: String) -> String? {
        guard let text = field.read(.reference(to: subject)) else { return nil }
        guard !contains(text) else { return text }
        let suggestion = Suggestion(text, among: texts)
        if isComplete || suggestion.isSlip {
            field.report("\(Quoted(text)) is not \(subject)\(suggestion.name == nil ? listed : suggestion.description)")
        }
        return nil
    }

    /// All of them, if they are few, for somebody who wrote none that is near.
    private var listed: String {
        if texts.isEmpty { return "; there is none" }
        guard texts.count <= Self.listedMax else { return "; there are \(texts.count), such as \(Quoted(texts[0]))" }
        return "; expected \(texts.map { "\(Quoted($0))" }.joined(separator: " or "))"
    }
}
