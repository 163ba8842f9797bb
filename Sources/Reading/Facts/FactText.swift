import Foundation

/// A text cut into words, digit runs and signs in normal form, each knowing where it stands in the text as written.
struct FactText: Sendable {
    /// At most so many tokens are looked at.
    static let tokenLimit = 6_000

    let tokens: [FactToken]
    private let original: [Unicode.Scalar]

    init(_ text: String) {
        original = Array(text.unicodeScalars)
        var cutter = FactCutter()
        for (position, scalar) in original.enumerated() where cutter.tokens.count < Self.tokenLimit {
            let folded = ScalarFold.fold(scalar.value)
            if folded == ScalarFold.composite {
                let whole = String(scalar).precomposedStringWithCompatibilityMapping
                for part in whole.unicodeScalars {
                    let value = ScalarFold.fold(part.value)
                    if value != ScalarFold.composite { cutter.take(value, at: position) }
                }
            } else {
                cutter.take(folded, at: position, breaksLine: scalar.value == 0x0A)
            }
        }
        cutter.finish()
        tokens = cutter.tokens
    }

    /// The token at an index; nil outside.
    subscript(index: Int) -> FactToken? { tokens.indices.contains(index) ? tokens[index] : nil }

    /// The words of the text as written from one token to before another, and where they stand.
    func written(_ range: Range<Int>) -> (words: String, start: Int, length: Int) {
        guard let first = self[range.lowerBound], let last = self[range.upperBound - 1] else { return ("", 0, 0) }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: original[first.start..<last.end])
        return (String(view), first.start, last.end - first.start)
    }

    /// Whether the word was written with this scalar at its end or beginning, before it was folded.
    func isWritten(_ index: Int, endingIn scalar: UInt32) -> Bool {
        guard let token = self[index], token.end > token.start else { return false }
        return original[token.end - 1].value == scalar
    }

    /// Whether the word begins with a capital letter.
    func isCapitalised(_ index: Int) -> Bool {
        guard let token = self[index], token.end > token.start else { return false }
        return original[token.start].properties.isUppercase
    }

    /// Whether one of the words before an index (at most `reach` tokens away, within its line) gives this cue.
    func hasCue(_ cue: FactCue, before index: Int, reach: Int = 4) -> Bool {
        var position = index - 1
        while position >= max(0, index - reach), let token = self[position] {
            if token.lexeme?.cues.contains(cue) == true { return true }
            if tokens[position + 1].startsLine { return false }
            position -= 1
        }
        return false
    }

    /// The same for what follows an index.
    func hasCue(_ cue: FactCue, from index: Int, reach: Int = 3) -> Bool {
        (index..<index + reach).contains { self[$0]?.lexeme?.cues.contains(cue) == true }
    }
}

/// One word, run of digits or sign.
struct FactToken: Sendable {
    enum Kind: Sendable { case word, digits, sign }

    var kind: Kind
    /// In normal form.
    var text: String
    /// Where it begins and ends in the text as written, in scalars.
    var start: Int
    var end: Int
    /// Whether space stands before it.
    var hasGap: Bool
    /// Whether it begins a line.
    var startsLine: Bool
    /// What the word means to the readers of facts, without what is joined on before it.
    var lexeme: FactLexeme?
    /// What is joined on before the word that has a meaning: «و», «ب», «ال» …
    var prefix = ""

    /// Whether «و» joins the word to the one before.
    var isJoined: Bool { prefix.unicodeScalars.first?.value == 0x648 }

    /// Whether it is this sign.
    func isSign(_ signs: String) -> Bool { kind == .sign && signs.unicodeScalars.contains { text == String($0) } }
}

/// Cuts folded scalars into tokens.
private struct FactCutter {
    private(set) var tokens: [FactToken] = []
    private var pending = String.UnicodeScalarView()
    private var kind = FactToken.Kind.sign
    private var start = 0
    private var end = 0
    private var hasGap = true
    private var startsLine = true
    private var last: UInt32 = 0
    private var run = 0

    mutating func take(_ value: UInt32, at position: Int, breaksLine: Bool = false) {
        if value == ScalarFold.dropped { return }
        guard value != 0x20, let scalar = Unicode.Scalar(value) else {
            finish()
            hasGap = true
            if breaksLine { startsLine = true }
            return
        }
        let next: FactToken.Kind =
            ScalarFold.isDigit(value) ? .digits : ScalarFold.isLetter(value) ? .word : .sign
        if next != kind || next == .sign || pending.isEmpty {
            finish()
            kind = next
            start = position
        }
        run = value == last ? run + 1 : 1
        last = value
        end = position + 1
        // A letter drawn out says nothing new.
        if next == .word, run >= 3 {
            if run == 3 { pending.removeLast() }
            return
        }
        pending.append(scalar)
    }

    mutating func finish() {
        guard !pending.isEmpty else { return }
        var token = FactToken(
            kind: kind, text: String(pending), start: start, end: end, hasGap: hasGap, startsLine: startsLine)
        if kind == .word { (token.lexeme, token.prefix) = FactLexicon.find(token.text) }
        tokens.append(token)
        pending = String.UnicodeScalarView()
        last = 0
        run = 0
        hasGap = false
        startsLine = false
    }
}
