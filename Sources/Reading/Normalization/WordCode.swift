/// A word in normal form as a number that stands for it, so that words are compared in one step.
struct WordCode: Hashable, Sendable, ExpressibleByStringLiteral {
    /// FNV-1a of the UTF-8 bytes; two of the few thousand words known share none.
    let code: UInt64

    private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325

    /// The word of these UTF-8 bytes, which may follow another's.
    @inline(__always)
    init(_ bytes: some Sequence<UInt8>, after beginning: WordCode? = nil) {
        code = bytes.reduce(beginning?.code ?? Self.basis) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    init(stringLiteral value: StaticString) { self = value.withUTF8Buffer { WordCode($0) } }

    /// The word of these scalars, `empty` where one of them is not ASCII.
    init(ascii scalars: ArraySlice<UInt32>) {
        let isASCII = scalars.allSatisfy { $0 < 0x80 }
        self = isASCII ? WordCode(scalars.lazy.map { UInt8(truncatingIfNeeded: $0) }) : .empty
    }

    /// A word whose letters are not known while building.
    init(_ text: String) { self.init(text.utf8) }

    /// No letters at all.
    static let empty = WordCode(code: basis)

    private init(code: UInt64) { self.code = code }

    /// Whether it has no letters.
    var isEmpty: Bool { code == Self.basis }
}

/// Finds what belongs to a word; open addressing, never more than half full.
struct WordTable: Sendable {
    private var words: [UInt64]
    private var values: [Int32]
    private let mask: Int

    /// A table of words, each with a number of 0 or more.
    init(_ entries: [(WordCode, Int)]) {
        var size = 16
        while size < entries.count * 2 { size *= 2 }
        (words, values) = ([UInt64](repeating: 0, count: size), [Int32](repeating: -1, count: size))
        mask = size - 1
        for (word, value) in entries {
            let slot = slot(of: word)
            (words[slot], values[slot]) = (word.code, Int32(clamping: value))
        }
    }

    /// A table of words of which only that they are in it matters.
    init(_ words: [String]) { self.init(words.map { (WordCode($0), 0) }) }

    /// Whether a word is in it.
    @inline(__always)
    func contains(_ word: WordCode) -> Bool { find(word) >= 0 }

    /// The number of a word, −1 for one that is not there.
    @inline(__always)
    func find(_ word: WordCode) -> Int32 { values[slot(of: word)] }

    @inline(__always)
    private func slot(of word: WordCode) -> Int {
        var slot = Int(truncatingIfNeeded: word.code ^ word.code >> 32) & mask
        while values[slot] >= 0, words[slot] != word.code { slot = (slot + 1) & mask }
        return slot
    }
}
