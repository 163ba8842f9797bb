/// Judges the text that a PDF carries.
enum TextLayer {
    /// The fewest letters and digits that make a page's text real; a scanner's stamp has fewer.
    static let fewestLetters = 24
    /// The largest share of characters without meaning, in percent; broken fonts give more.
    static let mostNoise = 10

    /// The text when it is real, nil when the page must be read as a picture.
    static func real(_ text: String) -> String? {
        var (letters, noise) = (0, 0)
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .privateUse, .unassigned, .surrogate: noise += 1
            case .control: noise += scalar.value < 0x20 && !scalar.properties.isWhitespace ? 1 : 0
            default:
                if scalar == "\u{FFFD}" {
                    noise += 1
                } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                    letters += 1
                }
            }
        }
        return letters >= fewestLetters && noise * 100 <= mostNoise * (letters + noise) ? text : nil
    }
}
