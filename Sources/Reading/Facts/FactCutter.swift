/// One word, run of digits or sign.
struct FactToken: Sendable {
    enum Kind: Sendable { case word, digits, sign }

    /// Which readers may find something that begins here; the others need not ask.
    struct Openings: OptionSet, Sendable {
        let rawValue: UInt8

        /// A number, a sign or a word that means something.
        static let telling = Openings(rawValue: 1)
        /// The name of a place, or the title before one.
        static let place = Openings(rawValue: 2)
    }

    var kind: Kind
    /// In normal form.
    var text: WordCode
    /// Where its letters in normal form lie in the buffer of the text.
    var letters: Range<Int>
    /// The first byte of its letters.
    var first: UInt8
    /// Where it begins and ends in the text as written, in scalars.
    var start: Int
    var end: Int
    /// Whether space stands before it.
    var hasGap: Bool
    /// Whether it begins a line.
    var startsLine: Bool
    var openings: Openings = []
    /// Where in the lexicon it stands without what is joined on before it; −1 for words that mean nothing there.
    var entry: Int32 = -1
    /// What is joined on before the word that has a meaning: «و», «ب», «ال» …
    var prefix = WordCode.empty
    /// Whether «و» joins the word to the one before.
    var isJoined = false
    /// Whether it begins with a capital letter.
    var isCapital: Bool

    /// What the word means to the readers of facts, without what is joined on before it.
    var lexeme: FactLexeme? { entry < 0 ? nil : FactLexicon.lexemes[Int(entry)] }
    /// Whether it is written in Latin letters.
    var isLatin: Bool { first < 0x80 }

    /// Whether it is one of these signs.
    func isSign(_ signs: StaticString) -> Bool {
        guard kind == .sign else { return false }
        return signs.withUTF8Buffer { bytes in
            var start = 0
            while start < bytes.count {
                var end = start + 1
                while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
                if bytes[start] == first, WordCode(bytes[start..<end]) == text { return true }
                start = end
            }
            return false
        }
    }
}

/// Cuts folded scalars into tokens.
struct FactCutter {
    private(set) var tokens: [FactToken] = []
    /// The letters of all tokens in normal form, one after the other, in UTF-8.
    private(set) var letters: [UInt8] = []
    private var from = 0
    private var kind = FactToken.Kind.sign
    private var start = 0
    private var end = 0
    private var isCapital = false
    private var hasGap = true
    private var startsLine = true
    private var last: UInt32 = 0
    private var run = 0

    /// A cutter for a text of so many scalars.
    init(capacity: Int) {
        letters.reserveCapacity(capacity * 2)
        tokens.reserveCapacity(min(capacity / 4, FactText.tokenLimit) + 1)
    }

    mutating func take(_ value: UInt32, at position: Int, _ written: Unicode.Scalar) {
        if value == ScalarFold.dropped { return }
        if value == 0x20 {
            finish()
            hasGap = true
            if written.value == 0x0A { startsLine = true }
            return
        }
        let next: FactToken.Kind =
            ScalarFold.isDigit(value) ? .digits : ScalarFold.isLetter(value) ? .word : .sign
        if next != kind || next == .sign || letters.count == from {
            finish()
            kind = next
            start = position
            isCapital = Self.isCapital(written)
        }
        run = value == last ? run + 1 : 1
        last = value
        end = position + 1
        // A letter drawn out says nothing new.
        if next == .word, run >= 3 {
            if run == 3 { letters.removeLast(Unicode.Scalar(value).map { UTF8.width($0) } ?? 0) }
            return
        }
        letters.append(scalar: value)
    }

    mutating func finish() {
        guard letters.count > from else { return }
        let own = from..<letters.count
        let word = letters.withUnsafeBufferPointer { WordCode($0[own]) }
        var token = FactToken(
            kind: kind, text: word, letters: own, first: letters[from], start: start, end: end, hasGap: hasGap,
            startsLine: startsLine, isCapital: isCapital)
        if kind == .word {
            letters.withUnsafeBufferPointer { FactLexicon.look(UnsafeBufferPointer(rebasing: $0[own]), &token) }
            if isCapital { token.openings.insert(.place) }
        } else {
            token.openings = .telling
        }
        tokens.append(token)
        from = letters.count
        last = 0
        run = 0
        hasGap = false
        startsLine = false
    }

    /// Arabic letters, which most are, know no capitals; the standard library need not be asked.
    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return (0x41...0x5A).contains(scalar.value) }
        return scalar.value < 0x600 || scalar.value >= 0x700 ? scalar.properties.isUppercase : false
    }
}
