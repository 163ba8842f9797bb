/// Breaks paragraphs into lines of a given width.
enum LineBreaking {
    /// A piece of a paragraph and how it hangs together with the piece before it.
    struct Piece: Equatable {
        var text: String
        var joint: LetterLine.Joint
    }

    /// The pieces of one paragraph, at least one, each at most `columns` wide: broken at spaces, and inside words only
    /// where a single word is wider than a line. No-break spaces hold.
    static func pieces(of paragraph: String, columns: Int) -> [Piece] {
        var pieces: [Piece] = []
        var line = ""
        var width = 0
        var joint = LetterLine.Joint.begins
        func finish(next: LetterLine.Joint) {
            pieces.append(Piece(text: line, joint: joint))
            (line, width, joint) = ("", 0, next)
        }
        for word in words(of: paragraph) {
            let wordWidth = DisplayWidth.of(word)
            if !line.isEmpty {
                if width + 1 + wordWidth <= columns {
                    line.append(" ")
                    line.append(contentsOf: word)
                    width += 1 + wordWidth
                    continue
                }
                finish(next: .afterSpace)
            }
            for character in word {
                let step = DisplayWidth.of(String(character))
                if width + step > columns, !line.isEmpty { finish(next: .insideWord) }
                line.append(character)
                width += step
            }
        }
        if !line.isEmpty || pieces.isEmpty { finish(next: .begins) }
        return pieces
    }

    private static func words(of paragraph: String) -> [Substring] {
        paragraph.unicodeScalars.split(separator: " ").map(Substring.init)
    }
}
