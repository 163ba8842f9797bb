/// The tags of a template: which variables it needs, and under which conditions.
struct TemplateText: Sendable {
    /// One use of a variable.
    struct Use: Sendable, Hashable {
        let variable: String
        /// The sections around it: names that must be given (`true`) or must be missing (`false`).
        let conditions: [Condition]
        /// The line of the file, from 1.
        let line: Int
    }

    /// A section around a use.
    struct Condition: Sendable, Hashable {
        let variable: String
        let isGiven: Bool
    }

    /// The wording, partial texts put in.
    let source: String
    /// Every plain tag, in order.
    let uses: [Use]
    /// Every name in any tag, with its line.
    let names: [(name: String, line: Int)]

    /// The first variable that is needed with these values and has none.
    func missing(in values: [String: String]) -> String? {
        uses.first { use in
            values[use.variable] == nil && use.conditions.allSatisfy { (values[$0.variable] != nil) == $0.isGiven }
        }?.variable
    }

    /// Reads the tags of a wording; throws `WordingError.malformed` for a tag that is not closed or of another kind.
    ///
    /// `shared` holds the texts that `{{> name}}` puts in; they hold no such tags themselves.
    init(
        _ source: String, file: String, firstLine: Int, shared: [String: TemplateText] = [:]
    ) throws(WordingError) {
        guard !source.unicodeScalars.contains(where: { $0 == Draft.open || $0 == Draft.close }) else {
            throw .malformed(file: file, line: firstLine, message: "The wording holds a private-use character.")
        }
        var scanner = TagScanner(source: source, file: file, line: firstLine, shared: shared)
        try scanner.run()
        self.source = scanner.expanded
        uses = scanner.uses
        names = scanner.names
    }
}

/// Goes through a wording from tag to tag.
private struct TagScanner {
    let source: String
    let file: String
    var line: Int
    var uses: [TemplateText.Use] = []
    var names: [(name: String, line: Int)] = []
    /// The source with the shared texts put in.
    var expanded = ""
    private let shared: [String: TemplateText]
    private var open: [TemplateText.Condition] = []

    init(source: String, file: String, line: Int, shared: [String: TemplateText]) {
        self.source = source
        self.file = file
        self.line = line
        self.shared = shared
    }

    mutating func run() throws(WordingError) {
        var rest = source.utf8[...]
        while let start = rest.firstRange(of: "{{".utf8) {
            line += rest[..<start.lowerBound].count { $0 == UInt8(ascii: "\n") }
            expanded += String(decoding: rest[..<start.lowerBound], as: UTF8.self)
            guard let end = rest[start.upperBound...].firstRange(of: "}}".utf8) else {
                throw malformed("A tag is opened with {{ and never closed.")
            }
            try read(tag: String(decoding: rest[start.upperBound..<end.lowerBound], as: UTF8.self))
            rest = rest[end.upperBound...]
        }
        expanded += String(decoding: rest, as: UTF8.self)
        if let section = open.last { throw malformed("The section ‘\(section.variable)’ is never closed.") }
    }

    private mutating func read(tag: String) throws(WordingError) {
        guard tag.utf8.first != UInt8(ascii: ">") else { return try putIn(try name(tag.dropFirst())) }
        expanded += "{{\(tag)}}"
        let sigil = tag.utf8.first ?? UInt8(ascii: " ")
        switch sigil {
        case UInt8(ascii: "!"): return
        case UInt8(ascii: "#"): try openSection(tag, isGiven: true)
        case UInt8(ascii: "^"): try openSection(tag, isGiven: false)
        case UInt8(ascii: "/"):
            let name = try name(tag.dropFirst())
            guard open.popLast()?.variable == name else {
                throw malformed("The section ‘\(name)’ is closed where another one is open.")
            }
        default:
            let name = try name(tag[...])
            names.append((name, line))
            uses.append(TemplateText.Use(variable: name, conditions: open, line: line))
        }
    }

    /// The shared text's uses count where its tag stands.
    private mutating func putIn(_ name: String) throws(WordingError) {
        guard let text = shared[name] else { throw malformed("There is no shared text ‘_\(name).mustache’.") }
        expanded += text.source
        names += text.names.map { ($0.name, line) }
        uses += text.uses.map { TemplateText.Use(variable: $0.variable, conditions: open + $0.conditions, line: line) }
    }

    private mutating func openSection(_ tag: String, isGiven: Bool) throws(WordingError) {
        let name = try name(tag.dropFirst())
        names.append((name, line))
        open.append(TemplateText.Condition(variable: name, isGiven: isGiven))
    }

    /// Lowercase letters and underscores only: neither lambdas nor partials nor pragmas belong into a wording.
    private func name(_ text: Substring) throws(WordingError) -> String {
        let name = text.split(separator: " ").joined()
        let isName = name.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == UInt8(ascii: "_")
        }
        guard isName, !name.isEmpty else { throw malformed("‘{{\(text)}}’ is not a variable.") }
        return name
    }

    private func malformed(_ message: String) -> WordingError {
        .malformed(file: file, line: line, message: message)
    }
}
