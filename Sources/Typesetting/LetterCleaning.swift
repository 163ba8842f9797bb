/// Makes text fit to stand in a letter.
enum LetterCleaning {
    /// Paragraphs of lines: line ends are unified, empty lines part the paragraphs.
    static func paragraphs(of text: String) -> [[String]] {
        var paragraphs: [[String]] = [[]]
        for line in unifiedLines(of: text) {
            let cleaned = self.line(Substring(line))
            if cleaned.isEmpty {
                if paragraphs.last?.isEmpty == false { paragraphs.append([]) }
            } else {
                paragraphs[paragraphs.count - 1].append(cleaned)
            }
        }
        return paragraphs.filter { !$0.isEmpty }
    }

    /// One line without line ends, control characters or direction overrides, single spaces between the words, and
    /// the parts of a telephone number bound together.
    static func line(_ text: some StringProtocol) -> String {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func endWord() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in text.unicodeScalars {
            switch Self.fate(of: scalar) {
            case .keeps: word.append(scalar)
            case .parts: endWord()
            case .vanishes: break
            }
        }
        endWord()
        return binding(words).joined(separator: " ")
    }

    private enum Fate { case keeps, parts, vanishes }

    private static func fate(of scalar: Unicode.Scalar) -> Fate {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": .parts
        // Embeddings and overrides can make a sum or a name read backwards; marks and isolates cannot.
        case "\u{202A}"..."\u{202E}", "\u{FEFF}": .vanishes
        default: scalar.properties.generalCategory == .control ? .vanishes : .keeps
        }
    }

    private static func unifiedLines(of text: String) -> [Substring.UnicodeScalarView] {
        var scalars = Substring(text).unicodeScalars
        var lines: [Substring.UnicodeScalarView] = []
        while let end = scalars.firstIndex(where: { "\r\n\u{85}\u{2028}\u{2029}".unicodeScalars.contains($0) }) {
            lines.append(scalars[..<end])
            let isPair = scalars[end] == "\r" && scalars[end...].dropFirst().first == "\n"
            scalars = scalars[end...].dropFirst(isPair ? 2 : 1)
        }
        return lines + [scalars]
    }
}
