/// Foreign HTML made harmless: as readable text, or as HTML rebuilt from an allow-list.
///
/// Every path goes through `CanonicalMarkup` (known tags and attributes only), Gumbo's tree and an iterative walk, so
/// that neither script nor depth nor size of a hostile mail gets through.
public enum Markup {
    /// The words of an HTML text with block breaks, list marks, link addresses and `> ` before quoted lines.
    public static func plainText(fromHTML html: String) -> String {
        var writer = PlainTextWriter()
        HTMLTree.walk(CanonicalMarkup.of(html), visitor: &writer)
        return writer.finish()
    }

    /// The HTML rebuilt with safe tags and attributes only: no scripts, styles, ids, classes, forms or frames.
    public static func sanitized(_ html: String, options: SanitizerOptions = SanitizerOptions()) -> String {
        var writer = SafeHTMLWriter(options: options)
        HTMLTree.walk(CanonicalMarkup.of(html), visitor: &writer)
        return writer.finish()
    }

    /// Text for an HTML text or a quoted attribute: `& < > " '` are escaped byte by byte, so that a combining mark
    /// after one of them hides nothing.
    public static func escape(_ text: String) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count + 16)
        escape(text, into: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the escaped bytes of a text.
    static func escape(_ text: String, into output: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): output += "&amp;".utf8
            case UInt8(ascii: "<"): output += "&lt;".utf8
            case UInt8(ascii: ">"): output += "&gt;".utf8
            case UInt8(ascii: "\""): output += "&quot;".utf8
            case UInt8(ascii: "'"): output += "&#39;".utf8
            default: output.append(byte)
            }
        }
    }
}
