/// Puts words on lines: remembers wanted breaks and spaces and writes them only before the next word.
struct LineWriter {
    /// Quote marks that are written before a line; deeper quotes look like this depth.
    static let maxQuoteMarks = 8
    /// Steps of indentation that lists get.
    static let maxIndent = 6

    /// How many quotes surround the next word.
    var quoteDepth = 0

    private var output: [UInt8] = []
    private var breaks = 0
    private var wantsSpace = false
    private var wantsCell = false
    private var marker: (text: String, level: Int)?
    private var lastDepth = 0
    private var lineStart = 0

    /// Asks for at least so many line ends before the next word: 1 a new line, 2 an empty line.
    mutating func wantBreaks(_ count: Int) {
        guard count > 0 else { return }
        breaks = max(breaks, count)
    }

    /// Adds one line end; two in a row are an empty line, more change nothing.
    mutating func addBreak() { breaks = min(2, breaks + 1) }

    /// Puts a mark before the next word.
    mutating func beginItem(_ mark: String, level: Int) { marker = (mark, min(max(level, 1), Self.maxIndent)) }

    /// A table cell ends.
    mutating func endCell() {
        if breaks == 0 { wantsCell = true }
    }

    /// A place in the text, for `text(since:)`.
    func mark() -> Int { output.count }

    /// True when words were written since a place.
    func hasWords(since place: Int) -> Bool { place < output.count }

    /// What was written since a place on the current line, without quote and list marks; empty when longer than `most`.
    func text(since place: Int, within most: Int) -> String {
        let start = max(place, lineStart)
        guard start < output.count, output.count - start <= most else { return "" }
        return String(decoding: output[start...].drop { $0 <= 0x20 }, as: UTF8.self)
    }

    /// Adds words; any white space between them becomes one space.
    mutating func add(_ text: String) {
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x20, 0x7F...0xA0, 0x2028, 0x2029:
                flush(&word)
                wantsSpace = true
            case 0xAD, 0x34F, 0x200B, 0x2060, 0xFEFF: continue
            default: word += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
            }
        }
        flush(&word)
    }

    /// Adds text whose line ends and spaces count.
    mutating func addPreformatted(_ text: String) {
        for (number, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if number > 0 { breaks = min(breaks + 1, 3) }
            guard !line.isEmpty else { continue }
            var bytes = line.filter { $0 >= 0x20 || $0 == 0x09 }
            flush(&bytes)
        }
    }

    /// The text without trailing blanks.
    mutating func finish() -> String {
        while let last = output.last, last <= 0x20 { output.removeLast() }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func flush(_ word: inout [UInt8]) {
        guard !word.isEmpty else { return }
        if output.isEmpty {
            startLine()
        } else if breaks > 0 {
            writeBreaks()
            startLine()
        } else if wantsCell {
            output += " | ".utf8
        } else if wantsSpace {
            output.append(0x20)
        }
        output += word
        word = []
        breaks = 0
        wantsSpace = false
        wantsCell = false
        lastDepth = quoteDepth
    }

    private mutating func writeBreaks() {
        let shared = min(min(lastDepth, quoteDepth), Self.maxQuoteMarks)
        for number in 0..<breaks {
            output.append(0x0A)
            if number + 1 < breaks { output += [UInt8](repeating: UInt8(ascii: ">"), count: shared) }
        }
    }

    private mutating func startLine() {
        for _ in 0..<min(quoteDepth, Self.maxQuoteMarks) { output += "> ".utf8 }
        defer { lineStart = output.count }
        guard let item = marker else { return }
        for _ in 1..<max(item.level, 1) { output += "  ".utf8 }
        output += item.text.utf8
        marker = nil
    }
}
