/// `Content-Disposition` for a download (RFC 6266), safe for any name that a stranger gave.
enum Disposition {
    /// The longest name passed on, in characters.
    static let maximumName = 120

    /// The field's value: an ASCII name for all, and the whole name in UTF-8 (RFC 8187).
    static func header(_ kind: String, name: String) -> String {
        let clean = cleaned(name)
        let ascii = String(String.UnicodeScalarView(clean.unicodeScalars.map { isPlain($0) ? $0 : "_" }))
        return "\(kind); filename=\"\(ascii)\"; filename*=UTF-8''\(URLForm.encode(clean))"
    }

    /// The last part of a path, without controls, direction marks, invisible characters and leading dots;
    /// `file` when nothing is left.
    static func cleaned(_ name: String) -> String {
        let visible = name.unicodeScalars.map { $0 == "\\" ? "/" : $0 }.filter { !isHidden($0) }
        let last = visible.split(separator: "/").last ?? []
        let named = last.drop { $0 == "." || $0 == " " }
        let text = String(String.UnicodeScalarView(named.suffix(maximumName)))
        return text.isEmpty ? "file" : text
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.value >= 0x20 && scalar != "\"" && scalar != "\\" && scalar != "%"
    }
}
