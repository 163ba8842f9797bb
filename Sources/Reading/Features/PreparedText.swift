import Casework

/// A text made ready for reading: normal form, words (Arabizi turned into Arabic), language, signs of danger, cues.
struct PreparedText: Sendable {
    /// One cue found: a number for what it says, and the word it was seen in (−1 for the whole text).
    struct Cue: Sendable {
        var hash: UInt32
        var word: Int
    }

    /// The words that are matched.
    let words: Words
    /// The words as written (normal form), one for one.
    let written: Words
    /// How the text is written, and the language to answer in.
    let language: (written: WrittenLanguage, answer: Finding<Language>)
    /// The urgency rules the text meets, most urgent first.
    let urgency: [UrgencyLexicon.Match]
    /// Cues for kinds and urgency, and signs such as length and question marks.
    let cues: [Cue]

    /// Reads the surface of a text once.
    init(_ text: String) {
        let written = Words(normal: NormalForm.scalars(of: text))
        let language = LanguageDetection.detect(written, urduLetters: LanguageDetection.urduLetters(in: text))
        let words = language.written == .arabizi ? Transliteration.arabic(written) : written
        let urgency = UrgencyLexicon.own.matches(in: words)
        self.written = written
        self.language = language
        self.words = words
        self.urgency = urgency
        cues = Self.kindCues(words) + Self.signs(words, language.written, urgency)
    }

    /// Which kinds' cues there are, which comes first and last, and each turn of phrase by itself.
    private static func kindCues(_ words: Words) -> [Cue] {
        let hits = KindCues.trie.hits(in: words)
        var counts = [Int](repeating: 0, count: KindCues.kinds.count)
        var lines: UInt64 = 0
        var cues: [Cue] = []
        func kind(_ hit: TermTrie.Hit) -> UInt32 { UInt32(KindCues.kindOfLine[hit.id]) }
        if let first = hits.first { cues.append(Cue(hash: 100 + kind(first), word: first.words.lowerBound)) }
        if let last = hits.last { cues.append(Cue(hash: 200 + kind(last), word: last.words.lowerBound)) }
        for hit in hits {
            let kind = kind(hit)
            counts[Int(kind)] += 1
            if counts[Int(kind)] == 1 { cues.append(Cue(hash: kind, word: hit.words.lowerBound)) }
            if counts[Int(kind)] == 2 { cues.append(Cue(hash: 50 + kind, word: hit.words.lowerBound)) }
            let line = UInt64(1) << UInt64(hit.id & 63)
            if lines & line == 0 { cues.append(Cue(hash: 400 + UInt32(hit.id), word: hit.words.lowerBound)) }
            lines |= line
        }
        if hits.isEmpty { cues.append(Cue(hash: 99, word: -1)) }
        return cues
    }

    private static func signs(
        _ words: Words, _ written: WrittenLanguage, _ urgency: [UrgencyLexicon.Match]
    ) -> [Cue] {
        var hashes: [UInt32] = []
        if words.questions > 0 { hashes.append(300) }
        if words.questions > 2 { hashes.append(301) }
        if words.exclamations > 0 { hashes.append(302) }
        if words.exclamations > 2 { hashes.append(303) }
        if words.digits > 3 { hashes.append(304) }
        let sizes = [3, 8, 20, 60]
        hashes.append(310 + UInt32(sizes.count { words.count > $0 }))
        if written == .english || written == .otherLatin { hashes.append(320) }
        var cues = hashes.map { Cue(hash: $0, word: -1) }
        for match in urgency {
            cues.append(Cue(hash: 330 + UInt32(match.level.rank), word: match.words.first ?? -1))
        }
        return cues
    }
}
