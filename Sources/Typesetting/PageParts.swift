/// A paragraph as it is set: the lines of a page that belong together.
struct Paragraph: Equatable {
    var role: LetterLine.Role
    var text: String
    var opposite: String
    /// Whether it is the first paragraph of its role on the page.
    var isFirstOfRole = true
}

/// A page of a letter's text taken apart at its two rules.
struct PageParts: Equatable {
    var head: [Paragraph] = []
    var flow: [Paragraph] = []
    var verification: [Paragraph] = []
    var foot: [Paragraph] = []
    /// Whether it is the page with the letterhead.
    var isFirst = false

    init(_ lines: [LetterLine]) {
        let rules = lines.indices.filter { lines[$0].role == .rule }
        guard let headRule = rules.first, let footRule = rules.last else {
            flow = Self.paragraphs(lines[...])
            return
        }
        head = Self.paragraphs(lines[..<headRule])
        flow = Self.withoutOuterBlanks(Self.paragraphs(lines[(headRule + 1)..<max(headRule + 1, footRule)]))
        let below = Self.paragraphs(lines[(footRule + 1)...])
        verification = below.filter { $0.role == .verification }
        foot = below.filter { $0.role != .verification }
        isFirst = flow.first?.role == .field
    }

    /// Joins the lines of each paragraph; the joint says whether a space was lost at the line end.
    private static func paragraphs(_ lines: ArraySlice<LetterLine>) -> [Paragraph] {
        var paragraphs: [Paragraph] = []
        for line in lines {
            if line.joint != .begins, let last = paragraphs.indices.last, paragraphs[last].role == line.role {
                let space = line.joint == .afterSpace ? " " : ""
                if line.opposite.isEmpty {
                    paragraphs[last].text += space + line.text
                } else {
                    paragraphs[last].opposite += space + line.opposite
                }
            } else {
                let isFirst = !paragraphs.contains { $0.role == line.role }
                paragraphs.append(
                    Paragraph(role: line.role, text: line.text, opposite: line.opposite, isFirstOfRole: isFirst))
            }
        }
        return paragraphs
    }

    private static func withoutOuterBlanks(_ paragraphs: [Paragraph]) -> [Paragraph] {
        let start = paragraphs.drop { $0.role == .blank }
        let end = start.lastIndex { $0.role != .blank }
        return end.map { Array(start[...$0]) } ?? []
    }
}
