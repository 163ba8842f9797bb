/// Text as officers read it.
enum ReadableText {
    /// The text with `\n` line ends and without control characters (tabs stay), byte-order marks and white space at its
    /// ends.
    static func clean(_ text: String) -> String {
        if isClean(text) { return trimmed(text.unicodeScalars) }
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
        let clean = clean(text)
        guard clean.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) else { return clean }
        let scalars = clean.unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }
        return trimmed(String.UnicodeScalarView(scalars))
    }

    /// The name of a file without folders: senders have given whole paths, with either slash; nil when nothing is left.
    static func fileName(_ name: String) -> String? {
        let last = name.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last.map { oneLine(String($0)) } ?? ""
        return last.isEmpty || last == "." || last == ".." ? nil : String(last.prefix(200))
    }

    /// Whether nothing in a text has to be changed but perhaps its ends; says no where it would have to look closer.
    private static func isClean(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            for (position, byte) in bytes.enumerated() {
                switch byte {
                case 0x0A, 0x09, 0x20...0x7E, 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEE, 0xF0...0xFF: continue
                // U+0080…U+009F, U+2028 and U+2029, U+FEFF.
                case 0xC2: if bytes[position + 1] < 0xA0 { return false }
                case 0xE2: if bytes[position + 1] == 0x80, bytes[position + 2] & 0xFE == 0xA8 { return false }
                case 0xEF: if bytes[position + 1] == 0xBB, bytes[position + 2] == 0xBF { return false }
                default: return false
                }
            }
            return true
        }
    }

    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
        let kept = scalars.drop(while: \.properties.isWhitespace)
        guard let last = kept.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(Substring(kept[...last]))
    }
}
