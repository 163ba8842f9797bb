/// Text as officers read it.
enum ReadableText {
    /// The text with `\n` line ends and without control characters (tabs stay), byte-order marks and white space at its
    /// ends.
    static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var previousIsReturn = false
        for scalar in text.unicodeScalars {
            defer { previousIsReturn = scalar == "\r" }
            switch scalar {
            case "\n" where previousIsReturn: continue
            case "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{0B}", "\u{0C}": result.append("\n")
            case "\n", "\t": result.append(scalar)
            case "\u{FEFF}", "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": continue
            default: result.append(scalar)
            }
        }
        return trimmed(result)
    }

    /// The text on one line, for names and subjects.
    static func oneLine(_ text: String) -> String {
        let scalars = clean(text).unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }
        return trimmed(String.UnicodeScalarView(scalars))
    }

    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
        let kept = scalars.drop(while: \.properties.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(Substring(kept[...last]))
    }
}
