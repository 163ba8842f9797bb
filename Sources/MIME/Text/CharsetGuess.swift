/// Tells the charsets of Arabic and Western mail apart by how natural the letters look in each.
enum CharsetGuess {
    /// Bytes that are looked at.
    static let sample = 4_096

    /// The likeliest charset of 8-bit bytes that are not UTF-8.
    static func best(for bytes: [UInt8], declared: Charset?, hint: Charset?) -> Charset {
        let piece = Array(bytes.prefix(sample))
        var best = (charset: Charset.windows1256, score: -Double.infinity)
        for charset in [Charset.windows1256, .iso88596, .windows1252] {
            var score = naturalness(piece, in: charset)
            if charset == hint { score += 1 }
            if charset == declared { score += 1 }
            if score > best.score { best = (charset, score) }
        }
        return best.charset
    }

    /// The mean weight of the letters outside ASCII.
    private static func naturalness(_ bytes: [UInt8], in charset: Charset) -> Double {
        guard let text = Iconv.convert(bytes, from: charset)?.text else { return -.infinity }
        let scalars = Array(text.unicodeScalars)
        var sum = 0.0
        var count = 0
        for (place, scalar) in scalars.enumerated() where scalar.value >= 0x80 {
            let touchesASCII =
                isASCIILetter(scalars, place - 1) || isASCIILetter(scalars, place + 1)
            sum += weight(scalar, touchesASCII: touchesASCII)
            count += 1
        }
        return count == 0 ? 0 : sum / Double(count)
    }

    private static func weight(_ scalar: Unicode.Scalar, touchesASCII: Bool) -> Double {
        if (0x620...0x64F).contains(scalar.value) {
            let frequency = arabicWeights[Int(scalar.value - 0x620)]
            if !frequency.isNaN { return touchesASCII ? -3 : frequency }
        }
        switch scalar.value {
        case 0xC0...0x24F where scalar.properties.isAlphabetic: return touchesASCII ? 4 : -3
        case 0x64B...0x652: return touchesASCII ? -3 : 1
        case 0x60C, 0x61B, 0x61F, 0x640, 0xA0, 0x2010...0x2026: return 0.5
        default: return -4
        }
    }

    private static func isASCIILetter(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        guard scalars.indices.contains(place) else { return false }
        return scalars[place].isASCII && scalars[place].properties.isAlphabetic
    }

    /// `arabicLetters` by the letter's place after U+0620; not a number where there is no letter.
    private static let arabicWeights: [Double] = (0x620...0x64F).map { value in
        Unicode.Scalar(UInt32(value)).flatMap { arabicLetters[$0] } ?? .nan
    }

    /// About the binary logarithm of each letter's share of Arabic text in tenths of a percent.
    private static let arabicLetters: [Unicode.Scalar: Double] = [
        "ا": 7, "ل": 6.8, "ي": 6.2, "م": 6, "و": 5.9, "ن": 5.9, "ر": 5.6, "ت": 5.6, "ه": 5.2, "ب": 5.2, "ع": 5.2,
        "د": 5, "ة": 4.9, "س": 4.8, "ف": 4.8, "ق": 4.6, "ك": 4.6, "ح": 4.5, "أ": 4.6, "ج": 3.8, "ش": 3.6, "ص": 3.3,
        "ط": 3.3, "خ": 3.2, "ذ": 3.2, "ى": 3.2, "ض": 2.8, "غ": 2.3, "إ": 3.3, "ز": 2.8, "ث": 2.6, "ئ": 2, "ء": 2,
        "آ": 0.5, "ظ": 1, "ؤ": 1,
    ]
}
