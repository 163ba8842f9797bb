import Casework
import Mustache
import Synchronization

/// One compiled part of a template.
struct CompiledPart: Sendable {
    let text: TemplateText
    let file: String
    let line: Int
    private let template: MustacheTemplate
    /// Every name in the wording once, with the variable that it means.
    private let names: [(name: String, variable: WordingVariable?)]
    private let drafts = Drafts()

    init(text: TemplateText, template: MustacheTemplate, file: String, line: Int) {
        self.text = text
        self.template = template
        self.file = file
        self.line = line
        names = Set(text.names.map(\.name)).sorted().map { ($0, WordingVariable(rawValue: $0)) }
    }

    /// The wording filled in; each value is asked for once, and an empty one counts as missing.
    func render(of name: String, _ value: (WordingVariable) -> String?) throws(WordingError) -> String {
        let values = names.map { $0.variable.flatMap(value) ?? "" }
        let given = values.map { !$0.isEmpty }
        switch drafts.draft(given, make: draft) {
        case .lacks(let variable): throw .missingVariable(template: name, variable: variable)
        case .pieces(let pieces):
            var rendered = ""
            for piece in pieces {
                switch piece {
                case .words(let words): rendered += words
                case .value(let position): rendered += values[position]
                }
            }
            return rendered
        }
    }

    /// What the template library makes of the wording when these names are given: it is shown marks in place of the values.
    private func draft(_ given: [Bool]) -> Draft {
        let present = zip(names, given).enumerated().filter(\.element.1).map { ($0.element.0.name, $0.offset) }
        let marks = Dictionary(uniqueKeysWithValues: present.map { ($0.0, Draft.mark($0.1)) })
        if let variable = text.missing(in: marks) { return .lacks(variable) }
        return .pieces(Draft.pieces(of: template.render(marks)))
    }
}

/// A wording with its sections decided: only the values are still to be put in.
enum Draft: Sendable {
    /// A variable is needed and was not given.
    case lacks(String)
    case pieces([Piece])

    enum Piece: Sendable {
        case words(String)
        /// The value at that position of the part's names.
        case value(Int)
    }

    /// Private-use characters around a number; no wording may hold them (`TemplateText` refuses them).
    static let (open, close): (Unicode.Scalar, Unicode.Scalar) = ("\u{F0000}", "\u{F0001}")

    static func mark(_ position: Int) -> String { "\(open)\(position)\(close)" }

    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = text.unicodeScalars[...]
        while let start = rest.firstIndex(of: open), let end = rest[start...].firstIndex(of: close) {
            if start > rest.startIndex { pieces.append(.words(String(rest[..<start]))) }
            if let position = Int(String(rest[start..<end].dropFirst())) { pieces.append(.value(position)) }
            rest = rest[end...].dropFirst()
        }
        if !rest.isEmpty { pieces.append(.words(String(rest))) }
        return pieces
    }
}

/// The drafts made so far of one wording, by which of its names were given.
private final class Drafts: Sendable {
    /// Choices kept at most; texts to people differ in very few.
    static let limit = 64

    private let drafts = Mutex<[[Bool]: Draft]>([:])

    func draft(_ given: [Bool], make: ([Bool]) -> Draft) -> Draft {
        if let known = drafts.withLock({ $0[given] }) { return known }
        let draft = make(given)
        drafts.withLock { drafts in
            if drafts.count < Self.limit { drafts[given] = draft }
        }
        return draft
    }
}
