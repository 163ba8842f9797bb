/// Lays a letter out as pages of lines.
///
/// A page is: the letterhead (from the second page on a one-line running head), the flow, empty lines down to the foot,
/// and the foot with the reference and the page number. The flow is parted into blocks that are never torn: the
/// first and the last two lines of a paragraph, the subject with what follows it, and the signature with the closing and
/// the last lines of the body, so that nobody signs an otherwise empty page.
public enum LetterPaginator {
    /// The narrowest page, in columns.
    public static let fewestColumns = 48
    /// The fewest lines of the flow on any page, whatever head and foot need; such a page is longer than asked for.
    public static let fewestFlowLines = 10

    /// The columns of the block with number, date and attachments at the far end of the first page.
    static let fieldColumns = 38
    /// The columns of the signature block at the far end.
    static let signatureColumns = 34

    /// The pages of a letter, `columns` wide and `lines` long; the same letter always gives the same text.
    public static func pages(of letter: Letter, columns: Int = 76, lines: Int = 46) -> LetterText {
        let columns = max(columns, fewestColumns)
        let form = LetterForm(letter: letter, columns: columns)
        let flow = Flow.pages(of: form.blocks()) { page in
            max(fewestFlowLines, lines - form.head(page: page).count - form.footLines)
        }
        let pages = flow.enumerated().map { index, content in
            let head = form.head(page: index + 1)
            let foot = form.foot(page: index + 1, of: flow.count)
            let missing = max(0, lines - head.count - content.count - foot.count)
            return head + content + Array(repeating: LetterLine(.blank), count: missing) + foot
        }
        return LetterText(
            language: letter.language, columns: columns, pages: pages, title: LetterCleaning.line(letter.subject),
            author: form.associationName, verification: form.verification, issuedOn: letter.issuedOn)
    }
}
