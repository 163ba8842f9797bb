public import Casework

/// The way a text is written; wider than the two languages Wasl answers in.
public enum WrittenLanguage: String, Sendable, Codable, CaseIterable, Hashable {
    case arabic
    /// Arabic in Latin letters and digits («abgha a3raf»).
    case arabizi
    case english
    case urdu
    /// Latin letters, neither English nor Arabizi: French, Turkish, Indonesian, Hausa.
    case otherLatin
    /// Any other script.
    case other
    /// No letters at all.
    case none

    /// The language to answer in: Arabic for Arabic in any letters and for silence, English otherwise.
    public var answer: Language {
        switch self {
        case .arabic, .arabizi, .none: .arabic
        case .english, .urdu, .otherLatin, .other: .english
        }
    }
}

/// Tells the language of a text from its letters and its most common words.
public enum LanguageDetection {
    /// The way a text is written, with the confidence (0…1) that the answer language is right.
    public static func detect(_ text: String) -> (written: WrittenLanguage, answer: Finding<Language>) {
        detect(Words(normal: NormalForm.scalars(of: text)), urduLetters: urduLetters(in: text))
    }

    static func detect(_ words: Words, urduLetters: Int) -> (written: WrittenLanguage, answer: Finding<Language>) {
        let letters = LetterCounts(words)
        let total = letters.arabic + letters.latin + letters.other
        guard total > 0 else { return (.none, Finding(label: .arabic, confidence: 0.5)) }
        let written: WrittenLanguage
        var why: [String] = []
        if letters.other * 2 > total {
            written = .other
        } else if letters.arabic >= letters.latin {
            written = urduLetters * 25 > letters.arabic ? .urdu : .arabic
        } else {
            (written, why) = ArabiziDetection.decide(words)
        }
        let share = Double(max(letters.arabic, letters.latin, letters.other)) / Double(total)
        let enough = min(1, Double(total) / 8)
        let confidence = 0.5 + 0.49 * share * enough * (written == .otherLatin || written == .other ? 0.6 : 1)
        return (written, Finding(label: written.answer, confidence: confidence, why: why))
    }

    /// How many letters only Urdu uses (ٹ ڈ ڑ ں ے ہ ھ); the normal form would hide them.
    static func urduLetters(in text: String) -> Int {
        text.utf8.count > 64_000
            ? 0
            : text.unicodeScalars.reduce(into: 0) { count, scalar in
                switch scalar.value {
                case 0x679, 0x688, 0x691, 0x6BA, 0x6BE, 0x6C1, 0x6D2: count += 1
                default: break
                }
            }
    }
}

/// How many letters of each script a text holds.
private struct LetterCounts {
    var arabic = 0, latin = 0, other = 0

    init(_ words: Words) {
        for value in words.buffer where value > 0x40 && ScalarFold.isLetter(value) {
            switch value {
            case 0x61...0x7A, 0xE0...0x24F, 0x1E00...0x1EFF: latin += 1
            case 0x620...0x6FF, 0x750...0x77F: arabic += 1
            default: other += 1
            }
        }
    }
}
