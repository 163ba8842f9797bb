import Foundation

extension ScannedPage {
    /// A page with the text as it is kept: presentation forms become letters, and there are no controls, no direction
    /// marks that the libraries put in, no spaces at line ends and never two empty lines together.
    init(raw: String, confidence: Int, source: Source) {
        var lines: [String] = []
        for line in raw.precomposedStringWithCompatibilityMapping.unicodeScalars.split(
            omittingEmptySubsequences: false, whereSeparator: Self.endsLine)
        {
            let words = line.split { $0 == " " || $0 == "\t" }
                .map { word in String(String.UnicodeScalarView(word.filter(Self.isKept))) }
            let cleaned = words.filter { !$0.isEmpty }.joined(separator: " ")
            if cleaned.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(cleaned)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        self.init(text: lines.joined(separator: "\n"), confidence: min(max(confidence, 0), 100), source: source)
    }

    /// The page with at most `bytes` of UTF-8, cut between two letters.
    func limited(to bytes: Int) -> ScannedPage {
        guard text.utf8.count > bytes else { return self }
        var page = self
        var end = text.utf8.index(text.startIndex, offsetBy: max(0, bytes), limitedBy: text.endIndex) ?? text.endIndex
        while end > text.startIndex, end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
        }
        page.text = String(text[..<end])
        return page
    }

    private static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        "\n\r\u{0B}\u{0C}\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        // Zero-width joiners belong to words; direction marks and the byte-order mark do not.
        case "\u{200C}", "\u{200D}": true
        default: scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
        }
    }
}
