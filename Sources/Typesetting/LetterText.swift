/// One line of a letter's page.
public struct LetterLine: Sendable, Hashable, Codable {
    /// What a line is for; it decides where the line stands and how it looks.
    public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
        case head, rule, field, basmala, addressee, salutation, subject, body, closing, signature, verification, footer,
            blank
    }

    /// How a line hangs together with the line before it.
    public enum Joint: String, Sendable, Hashable, Codable {
        /// It begins a paragraph.
        case begins
        /// It goes on after a space that the line end replaces.
        case afterSpace
        /// It goes on inside a word too long for one line.
        case insideWord
    }

    /// What the line is for.
    public var role: Role
    /// The text at the line's beginning, or the only text; without padding.
    public var text: String
    /// The text at the line's other end.
    public var opposite: String
    /// How the line hangs together with the line before it.
    public var joint: Joint

    init(_ role: Role, _ text: String = "", opposite: String = "", joint: Joint = .begins) {
        self.role = role
        self.text = text
        self.opposite = opposite
        self.joint = joint
    }
}

/// The PDF-ready text of a letter: pages of lines, complete down to the page numbers.
public struct LetterText: Sendable, Hashable, Codable {
    /// The language of the labels and the direction of the text.
    public var language: LetterLanguage
    /// The width of a line, in columns of a fixed-width face.
    public var columns: Int
    /// The lines of each page, from the letterhead to the page number.
    public var pages: [[LetterLine]]
    /// The subject, for the document's properties.
    public var title: String
    /// The association, for the document's properties.
    public var author: String
    /// What the QR code on the last page says.
    public var verification: String?
    /// The day of issue (ISO 8601), for the document's properties.
    public var issuedOn: String?

    /// The letter as UTF-8 text: lines end with U+000A, pages are parted by U+000C; the same letter gives the same bytes.
    public var text: String {
        pages.map { page in page.map { plain($0) + "\n" }.joined() }.joined(separator: "\u{0C}")
    }

    /// The line as it stands on a page of text, padded at its beginning but never at its end; a line that opens with
    /// the other direction's letters begins with a direction mark, because each line of plain text finds its own way.
    public func plain(_ line: LetterLine) -> String {
        let padded = padded(line)
        return TextDirection.first(of: padded) == !language.isRightToLeft
            ? (language.isRightToLeft ? "\u{200F}" : "\u{200E}") + padded : padded
    }

    private func padded(_ line: LetterLine) -> String {
        switch line.role {
        case .blank:
            ""
        case .rule:
            String(repeating: "─", count: columns)
        case .basmala, .subject, .closing:
            indented(line.text, by: (columns - DisplayWidth.of(line.text)) / 2)
        case .field:
            indented(line.text, by: columns - LetterPaginator.fieldColumns)
        case .signature:
            indented(line.text, by: columns - LetterPaginator.signatureColumns)
        case .head, .footer, .verification, .addressee, .salutation, .body:
            line.opposite.isEmpty ? line.text : spread(line)
        }
    }

    private func indented(_ text: String, by columns: Int) -> String {
        String(repeating: " ", count: max(0, columns)) + text
    }

    private func spread(_ line: LetterLine) -> String {
        let gap = columns - DisplayWidth.of(line.text) - DisplayWidth.of(line.opposite)
        return line.text + String(repeating: " ", count: max(1, gap)) + line.opposite
    }
}
