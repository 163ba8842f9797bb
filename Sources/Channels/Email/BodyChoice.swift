import Casework
import MIME
import Markup

/// Which words of a mail are shown: its plain text, or its HTML made text.
enum BodyChoice {
    /// The words; the HTML's where the plain text says nothing, or only that the reader's program shows no HTML.
    static func text(of mail: ParsedMail) -> String {
        let plain = ReadableText.clean(mail.text)
        guard let html = mail.html, plain.isEmpty || isExcuse(plain) else { return plain }
        let written = ReadableText.clean(Markup.plainText(fromHTML: html))
        return written.utf8.count > plain.utf8.count ? written : plain
    }

    /// The longest such excuse, in bytes.
    static let longestExcuse = 600

    private static func isExcuse(_ plain: String) -> Bool {
        guard plain.utf8.count <= longestExcuse else { return false }
        let words = plain.lowercased()
        return holds(words, ["html"])
            && holds(words, ["view", "client", "support", "display", "reader", "browser", "enable"])
            || holds(words, ["html", "المتصفح"]) && holds(words, ["عرض", "يدعم", "تدعم", "لا يمكن"])
    }

    private static func holds(_ text: String, _ words: [String]) -> Bool { words.contains { text.holds($0) } }
}
