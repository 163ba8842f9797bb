/// What a word may announce.
struct FactCue: OptionSet, Sendable {
    let rawValue: Int

    static let identity = FactCue(rawValue: 1 << 0)
    static let phone = FactCue(rawValue: 1 << 1)
    static let account = FactCue(rawValue: 1 << 2)
    static let file = FactCue(rawValue: 1 << 3)
    static let number = FactCue(rawValue: 1 << 4)
    static let money = FactCue(rawValue: 1 << 5)
    static let by = FactCue(rawValue: 1 << 6)
    static let within = FactCue(rawValue: 1 << 7)
    static let after = FactCue(rawValue: 1 << 8)
    static let before = FactCue(rawValue: 1 << 9)
    static let next = FactCue(rawValue: 1 << 10)
    static let previous = FactCue(rawValue: 1 << 11)
    static let dayWord = FactCue(rawValue: 1 << 12)
    static let monthWord = FactCue(rawValue: 1 << 13)
    static let have = FactCue(rawValue: 1 << 14)
    static let child = FactCue(rawValue: 1 << 15)
    static let household = FactCue(rawValue: 1 << 16)
    static let twoChildren = FactCue(rawValue: 1 << 17)
    static let oneChild = FactCue(rawValue: 1 << 18)
    static let small = FactCue(rawValue: 1 << 19)
    static let at = FactCue(rawValue: 1 << 20)
    static let city = FactCue(rawValue: 1 << 21)
    static let district = FactCue(rawValue: 1 << 22)
    static let hospital = FactCue(rawValue: 1 << 23)
    static let blood = FactCue(rawValue: 1 << 24)
    static let positive = FactCue(rawValue: 1 << 25)
    static let negative = FactCue(rawValue: 1 << 26)
    static let staff = FactCue(rawValue: 1 << 27)
    static let named = FactCue(rawValue: 1 << 28)
    static let half = FactCue(rawValue: 1 << 29)
    static let stop = FactCue(rawValue: 1 << 30)
    static let mine = FactCue(rawValue: 1 << 31)
}

/// What one word means to the readers of facts; a word may mean several things.
struct FactLexeme: Sendable {
    /// A number below a thousand, in words.
    var number: Int?
    /// What it multiplies by: 100, 1,000, 1,000,000.
    var scale: Int?
    /// ISO 4217.
    var currency: StaticString?
    /// How many units a dual currency word counts («ريالين»).
    var currencyCount: Int?
    /// 1…12.
    var month: Int?
    /// 1…12.
    var hijriMonth: Int?
    /// 0 for Sunday.
    var weekday: Int?
    /// Days from the day of writing («بكره» 1).
    var dayOffset: Int?
    /// How many days the unit has («اسبوع» 7), months 30.
    var unitDays: Int?
    /// How many units the word itself counts («اسبوعين» 2).
    var unitCount: Int?
    var cues: FactCue = []
}

/// The words that announce or carry facts, in normal form; built once.
enum FactLexicon {
    /// What the words mean, in the order of their entries.
    static let lexemes: [FactLexeme] = words.sorted { $0.key < $1.key }.map(\.value)

    /// Notes what a word means and what was joined on before it, the word as it stands first; and which readers must ask.
    static func look(_ word: UnsafeBufferPointer<UInt8>, _ token: inout FactToken) {
        var known = Known(token.text)
        if known.isOpening { token.openings.insert(.telling) }
        if known.isPlace { token.openings.insert(.place) }
        token.entry = known.entry
        let cuts = prefixes(of: word)
        for letters in 1...4 where cuts & 1 << letters != 0 {
            // Arabic letters take two bytes each.
            let (prefix, bare) = (word[..<(letters * 2)], word[(letters * 2)...])
            known = Known(WordCode(bare))
            if known.isPlace || losesArticle(prefix) && Known(WordCode(bare, after: article)).isPlace {
                token.openings.insert(.place)
            }
            if token.entry < 0, known.entry >= 0 {
                token.entry = known.entry
                token.prefix = WordCode(prefix)
                token.isJoined = letter(word, 0) == 0xD988
            }
        }
        if token.entry >= 0 { token.openings.formUnion([.telling, .place]) }
    }

    /// «ال», which «لل» and the like have swallowed.
    static let article: WordCode = "ال"

    /// Whether a name may have lost its article to what was joined on, or has it there: «للرياض», «بالرياض».
    static func losesArticle(_ prefix: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let end = Array(prefix.suffix(4))
        return end == [0xD9, 0x84, 0xD9, 0x84] || end == [0xD8, 0xA7, 0xD9, 0x84]
    }

    /// How many letters may be joined on before an Arabic word, a bit for each of the numbers 1…4: «و», «ال», «ب», «وال»,
    /// «بال», «لل» …; none for others.
    static func prefixes(of word: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = word.first, first >= 0xD8, first <= 0xDB else { return 0 }
        let (start, mask) = (letter(word, 0) == 0xD988 || letter(word, 0) == 0xD981) ? (1, 2) : (0, 0)
        var cuts = mask
        func isArticle(_ index: Int) -> Bool { letter(word, index) == 0xD8A7 && letter(word, index + 1) == 0xD984 }
        switch letter(word, start) {
        case 0xD8A7: if isArticle(start) { cuts |= 4 << start }
        case 0xD8A8, 0xD983, 0xD984:
            cuts |= 2 << start
            if isArticle(start + 1) { cuts |= 8 << start }
            if letter(word, start) == 0xD984, letter(word, start + 1) == 0xD984 { cuts |= 4 << start }
        default: break
        }
        if cuts == 0 { return 0 }
        // Two letters must be left.
        let count = word.count { $0 & 0xC0 != 0x80 }
        return cuts & ((1 << max(count - 1, 0)) - 1)
    }

    /// The two bytes of a letter, 0 behind the end.
    private static func letter(_ word: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        index * 2 + 1 < word.count ? Int(word[index * 2]) << 8 | Int(word[index * 2 + 1]) : 0
    }

    /// What the table says of a word.
    private struct Known {
        let value: Int32

        init(_ word: WordCode) { value = FactLexicon.table.find(word) }

        /// −1 for a word without a meaning of its own.
        var entry: Int32 { value < 0 ? -1 : (value >> 2) - 1 }
        /// Whether a name of a place begins with it.
        var isPlace: Bool { value >= 0 && value & 1 != 0 }
        /// Whether a reader of facts begins with it, though it means nothing by itself.
        var isOpening: Bool { value >= 0 && value & 2 != 0 }
    }

    private static let table: WordTable = {
        var values: [String: Int] = [:]
        for (entry, word) in words.keys.sorted().enumerated() { values[word] = (entry + 1) << 2 }
        for word in PlaceNames.firstWords { values[word, default: 0] |= 1 }
        for word in DateFacts.openings + BloodFacts.openings + AmountFacts.openings + IBANFacts.openings {
            values[word, default: 0] |= 2
        }
        return WordTable(values.sorted { $0.key < $1.key }.map { (WordCode($0.key), $0.value) })
    }()

    private static let words: [String: FactLexeme] = {
        var words: [String: FactLexeme] = [:]
        func each(_ list: String, _ set: (inout FactLexeme) -> Void) {
            for word in list.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
                set(&words[NormalForm.text(String(word)), default: FactLexeme()])
            }
        }
        for (cue, list) in FactCueWords.lists { each(list) { $0.cues.insert(cue) } }
        for (number, list) in FactNumberWords.numbers { each(list) { $0.number = number } }
        for (scale, list) in FactNumberWords.scales { each(list) { $0.scale = scale } }
        for (code, list) in FactNumberWords.currencies { each(list) { $0.currency = code } }
        each("ريالين") {
            $0.currency = "SAR"
            $0.currencyCount = 2
        }
        for (index, list) in FactDateWords.months.enumerated() { each(list) { $0.month = index + 1 } }
        for (index, list) in FactDateWords.hijriMonths { each(list) { $0.hijriMonth = index } }
        for (index, list) in FactDateWords.weekdays.enumerated() { each(list) { $0.weekday = index } }
        for (offset, list) in FactDateWords.days { each(list) { $0.dayOffset = offset } }
        for (unit, list) in FactDateWords.units {
            each(list) {
                $0.unitDays = unit.days
                $0.unitCount = unit.count
            }
        }
        return words
    }()
}
