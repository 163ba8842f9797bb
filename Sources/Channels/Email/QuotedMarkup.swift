import Casework
import MIME
import Markup

/// Finds mails whose HTML tells the quotation from the writer's words better than their plain text does.
enum QuotedMarkup {
    /// The words of the HTML where the plain text marks no quotation and the HTML has divisions that do; nil for other
    /// mails, so that HTML is made text only where that helps.
    static func text(of mail: ParsedMail) -> String? {
        guard let html = mail.html, mail.text.utf8.contains(where: { $0 > 0x20 }), !isMarked(mail.text) else {
            return nil
        }
        guard divisions.contains(where: { html.holds($0) }) else { return nil }
        return words(of: html)
    }

    /// The words of HTML, readable.
    static func words(of html: String) -> String { ReadableText.clean(Markup.plainText(fromHTML: html)) }

    /// Whether a line begins with `>`.
    private static func isMarked(_ text: String) -> Bool {
        text.utf8.first == UInt8(ascii: ">") || text.holds("\n>") || text.holds("\n >")
    }

    private static let divisions = [
        "gmail_quote", "divRplyFwdMsg", "yahoo_quoted", "<blockquote", "<BLOCKQUOTE", "moz-cite-prefix", "zmail_extra",
        "stopSpelling", "reference-message", "OLK_SRC_BODY_SECTION", "protonmail_quote", "tutanota_quote",
    ]
}
