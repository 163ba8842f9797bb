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
    var currency: String?
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
    /// What a word means and what was joined on before it; the word as it stands comes first.
    static func find(_ word: String) -> (FactLexeme?, String) {
        if let found = words[word] { return (found, "") }
        for cut in prefixes(of: word) {
            if let found = words[String(word.unicodeScalars.dropFirst(cut))] {
                return (found, String(word.unicodeScalars.prefix(cut)))
            }
        }
        return (nil, "")
    }

    /// How many letters may be joined on before an Arabic word: «و», «ال», «ب», «وال», «بال», «لل» …; none for others.
    static func prefixes(of word: String) -> [Int] {
        let letters = Array(word.unicodeScalars.prefix(5).map(\.value))
        let count = word.unicodeScalars.count
        guard let first = letters.first, first >= 0x600, first < 0x700 else { return [] }
        var cuts: [Int] = []
        var start = 0
        func isArticle(_ index: Int) -> Bool {
            letters.count > index + 1 && letters[index] == 0x627 && letters[index + 1] == 0x644
        }
        if first == 0x648 || first == 0x641 {
            cuts.append(1)
            start = 1
        }
        if isArticle(start) { cuts.append(start + 2) }
        if letters.count > start, [0x628, 0x644, 0x643].contains(letters[start]) {
            cuts.append(start + 1)
            if isArticle(start + 1) { cuts.append(start + 3) }
            if letters[start] == 0x644, letters.count > start + 1, letters[start + 1] == 0x644 {
                cuts.append(start + 2)
            }
        }
        return cuts.filter { count - $0 >= 2 }
    }

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
