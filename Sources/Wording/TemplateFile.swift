/// One file of templates, split into its parts.
struct TemplateFile {
    /// A part with the line on which its wording begins.
    struct Section {
        let part: WordingPart
        let text: String
        let line: Int
    }

    let sections: [Section]

    /// Splits a file at its lines `=== subject`, `=== sms`, `=== mail`, `=== letter`; lines before the first are comments.
    init(_ text: String, file: String) throws(WordingError) {
        var sections: [Section] = []
        var current: (part: WordingPart, line: Int, lines: [Substring])?
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            guard line.hasPrefix(Self.marker) else {
                current?.lines.append(line)
                continue
            }
            if let current { sections.append(Self.section(current)) }
            let name = String(line.dropFirst(Self.marker.count))
            guard let part = WordingPart(rawValue: name), !sections.contains(where: { $0.part == part }) else {
                throw .malformed(
                    file: file, line: index + 1,
                    message: "‘=== \(name)’ begins no new part; use each of subject, sms, mail and letter once.")
            }
            current = (part, index + 2, [])
        }
        if let current { sections.append(Self.section(current)) }
        self.sections = sections
    }

    private static let marker = "=== "

    private static func section(_ read: (part: WordingPart, line: Int, lines: [Substring])) -> Section {
        let isBlank: (Substring) -> Bool = { $0.unicodeScalars.allSatisfy(\.properties.isWhitespace) }
        let leading = read.lines.prefix(while: isBlank).count
        var lines = read.lines.dropFirst(leading)
        while let last = lines.last, isBlank(last) { lines.removeLast() }
        return Section(part: read.part, text: lines.joined(separator: "\n"), line: read.line + leading)
    }
}
