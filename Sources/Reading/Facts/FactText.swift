import Foundation

/// A text cut into words, digit runs and signs in normal form, each knowing where it stands in the text as written.
struct FactText: Sendable {
    /// At most so many tokens are looked at.
    static let tokenLimit = 6_000

    let tokens: [FactToken]
    private let letters: [UInt8]
    private let original: [Unicode.Scalar]

    init(_ text: String) {
        original = Array(text.unicodeScalars)
        var cutter = FactCutter(capacity: original.count)
        for (position, scalar) in original.enumerated() {
            if cutter.tokens.count >= Self.tokenLimit { break }
            let folded = ScalarFold.fold(scalar.value)
            if folded == ScalarFold.composite {
                let whole = String(scalar).precomposedStringWithCompatibilityMapping
                for part in whole.unicodeScalars {
                    let value = ScalarFold.fold(part.value)
                    if value != ScalarFold.composite { cutter.take(value, at: position, scalar) }
                }
            } else {
                cutter.take(folded, at: position, scalar)
            }
        }
        cutter.finish()
        (tokens, letters) = (cutter.tokens, cutter.letters)
    }

    /// The letters of a token in normal form.
    func string(_ token: FactToken) -> String { String(decoding: letters[token.letters], as: UTF8.self) }

    /// Hands over the letters of a token in normal form.
    func withLetters<Result>(of token: FactToken, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        letters.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[token.letters])) }
    }

    /// Whether a word in normal form begins with these letters.
    func begins(_ token: FactToken, with beginning: StaticString) -> Bool {
        beginning.withUTF8Buffer { letters[token.letters].starts(with: $0) }
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
    func isCapitalised(_ index: Int) -> Bool { self[index]?.isCapital ?? false }

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
