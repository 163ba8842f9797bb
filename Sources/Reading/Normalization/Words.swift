/// The words of a normalised text in one buffer, each between single spaces, with the few signs that words do not carry.
struct Words: Sendable {
    /// At most so many scalars of a text are read for its meaning; of a longer one the beginning and the end.
    static let scalarLimit = 8_000

    /// " word word … word ": one space before, between and after.
    private(set) var buffer: [UInt32] = [0x20]
    /// Where each word begins in `buffer`.
    private(set) var starts: [Int] = []
    /// Where each word ends in `buffer` (the position of the space after it).
    private(set) var ends: [Int] = []
    /// How many question marks, exclamation marks and digits the text holds.
    private(set) var questions = 0, exclamations = 0, digits = 0

    /// How many words there are.
    var count: Int { starts.count }

    /// Cuts a text in normal form into words; a pictograph is a word.
    init(normal: [UInt32]) {
        buffer.reserveCapacity(min(normal.count, Self.scalarLimit) + 2)
        if normal.count <= Self.scalarLimit {
            append(normal[...])
        } else {
            append(normal.prefix(Self.scalarLimit * 3 / 4))
            append(normal.suffix(Self.scalarLimit / 4))
        }
    }

    /// Takes over words that were made elsewhere, keeping the signs of `original`.
    init(words: [[UInt32]], original: Words) {
        (questions, exclamations, digits) = (original.questions, original.exclamations, original.digits)
        for word in words { append(word: word[...]) }
    }

    /// The word at `index`, readable.
    func word(_ index: Int) -> String { word(index, without: 0) }

    /// The word at `index` without its first `cut` letters.
    func word(_ index: Int, without cut: Int) -> String {
        var letters: [UInt8] = []
        letters.reserveCapacity((ends[index] - starts[index]) * 2)
        for value in buffer[starts[index] + cut..<ends[index]] { letters.append(scalar: value) }
        return String(decoding: letters, as: UTF8.self)
    }

    private mutating func append(_ scalars: ArraySlice<UInt32>) {
        var start = scalars.startIndex
        for index in scalars.indices {
            let value = scalars[index]
            if ScalarFold.isDigit(value) {
                digits += 1
                continue
            }
            if ScalarFold.isLetter(value) { continue }
            append(word: scalars[start..<index])
            start = index + 1
            switch value {
            case 0x3F, 0x61F: questions += 1
            case 0x21: exclamations += 1
            case _ where ScalarFold.isPictograph(value): append(word: scalars[index...index])
            default: break
            }
        }
        append(word: scalars[start...])
    }

    private mutating func append(word: ArraySlice<UInt32>) {
        if word.isEmpty { return }
        starts.append(buffer.count)
        buffer.append(contentsOf: word)
        ends.append(buffer.count)
        buffer.append(0x20)
    }
}
