/// Turns Arabizi words into Arabic ones in normal form, so that one model reads both.
enum Transliteration {
    /// The Arabic words for Arabizi words; common English words and numbers stay as they are.
    static func arabic(_ words: Words) -> Words {
        let converted = (0..<words.count).map { index -> [UInt32] in
            let letters = Array(words.buffer[words.starts[index]..<words.ends[index]])
            guard letters.contains(where: { (0x61...0x7A).contains($0) }) else { return letters }
            let word = words.word(index)
            if let known = ArabiziWords.arabic[word] { return known.unicodeScalars.map(\.value) }
            if EnglishWords.common.contains(word) { return letters }
            return spell(letters)
        }
        return Words(words: converted, original: words)
    }

    /// Spells one Latin word with Arabic letters: short vowels vanish inside, long and outer ones stay.
    static func spell(_ latin: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var index = 0
        while index < latin.count {
            let pair = index + 1 < latin.count ? latin[index] << 8 | latin[index + 1] : 0
            if let letter = pairs[pair] {
                result.append(letter)
                index += 2
                continue
            }
            let isEdge = index == 0 || index == latin.count - 1
            if let vowel = vowels[latin[index]] {
                if isEdge { result.append(index == 0 ? 0x627 : vowel) }
            } else if let letter = singles[latin[index]] {
                if result.last != letter || !isDoubled(latin, index) { result.append(letter) }
            } else {
                result.append(latin[index])
            }
            index += 1
        }
        return result
    }

    private static func isDoubled(_ latin: [UInt32], _ index: Int) -> Bool {
        index > 0 && latin[index - 1] == latin[index]
    }

    private static let vowels: [UInt32: UInt32] = table("aه eه iي oو uو")

    private static let singles: [UInt32: UInt32] = table(
        "bب cك dد fف gق hه jج kك lل mم nن pب qق rر sس tت vف wو xس yي zز 2ا 3ع 5خ 6ط 7ح 8ق 9ص")

    private static let pairs: [UInt32: UInt32] = table(
        "shش thث ghغ khخ dhذ chش aaا eeي iiي ooو ouو uuو aiي ayي eiي oaو")

    private static func table(_ entries: String) -> [UInt32: UInt32] {
        var result: [UInt32: UInt32] = [:]
        for entry in entries.split(separator: " ") {
            let values = entry.unicodeScalars.map(\.value)
            guard let letter = values.last else { continue }
            result[values.dropLast().reduce(0) { $0 << 8 | $1 }] = letter
        }
        return result
    }
}
