/// Tells Arabic in Latin letters from English and from other languages in Latin letters.
enum ArabiziDetection {
    /// What a text in Latin letters is, and the words that decided (at most four).
    static func decide(_ words: Words) -> (written: WrittenLanguage, why: [String]) {
        var strong = 0
        var weak = 0
        var english = 0
        var why: [String] = []
        for index in 0..<min(words.count, 400) {
            let letters = words.buffer[words.starts[index]..<words.ends[index]]
            let code = WordCode(ascii: letters)
            let isArabizi = ArabiziWords.known.contains(code)
            if mixesDigits(letters) || (letters.count > 3 && isArabizi) {
                strong += 1
            } else if isArabizi {
                weak += 1
            } else {
                if EnglishWords.known.contains(code) { english += 1 }
                continue
            }
            if why.count < 4 { why.append(words.word(index)) }
        }
        // Short words such as «ma» and «la» are French and Italian too; alone they must be a good part of the text.
        let isMostlyShortWords = weak * 3 >= words.count
        if strong > 0 || isMostlyShortWords, strong * 2 + weak >= max(1, english) { return (.arabizi, why) }
        if english * 7 >= words.count { return (.english, []) }
        return (words.count < 4 && isPlainLatin(words) ? .english : .otherLatin, [])
    }

    /// Whether a word stands for Arabic sounds with digits («a3raf», «7alan»), unlike «covid19», «a4» or «24h».
    static func mixesDigits(_ word: ArraySlice<UInt32>) -> Bool {
        guard word.count >= 3 else { return false }
        var letters = 0
        var digits = 0
        for value in word {
            switch value {
            case 0x61...0x7A: letters += 1
            case 0x32, 0x33, 0x35...0x39: digits += 1
            default: return false
            }
        }
        guard digits > 0, letters > digits else { return false }
        let isNumberThenUnit = digits > 1 && ScalarFold.isDigit(word[word.startIndex + 1])
        let endsInNumber = word.suffix(2).allSatisfy(ScalarFold.isDigit)
        return !isNumberThenUnit && !endsInNumber
    }

    private static func isPlainLatin(_ words: Words) -> Bool { words.buffer.allSatisfy { $0 < 0x80 } }
}
