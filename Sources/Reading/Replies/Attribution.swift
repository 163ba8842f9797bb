import Casework

/// Finds the lines by which mail programs introduce what they quote, such as «On …, … wrote:».
///
/// A program writes them in the language of its user, wrapped wherever the line was full. They are told from a person's
/// own words by what they hold: a moment or an address, a verb of writing, a colon at the end.
enum Attribution {
    /// The last line of an introduction that begins at `start`; nil when none does.
    static func end(_ lines: [MailLine], from start: Int) -> Int? {
        let first = lines[start]
        guard !first.isQuote, !first.isEmpty, first.plain.utf8.count < 400 else { return nil }
        let opens = opens(first)
        guard opens || !first.signs.isDisjoint(with: [.digit, .address, .colon, .closesRuled]) else { return nil }
        var window = Window(first, opens: opens)
        for index in start..<min(start + 8, lines.count) {
            let line = lines[index]
            if line.isEmpty { continue }
            guard window.take(line) else { return nil }
            let next = nextText(lines, after: index)
            let isQuoted = next?.isQuote ?? false
            if line.signs.contains(.colon) || line.signs.contains(.closesRuled) && index == start {
                return window.isIntroduction(isQuoted: isQuoted) ? index : nil
            }
            if isQuoted, window.endsLikeIntroduction, !continues(next) { return index }
            if line.signs.contains(.sentence) { return nil }
        }
        return nil
    }

    /// Whether an introduction may begin with these words: a preposition, a day of the week or a date.
    static func opens(_ line: MailLine) -> Bool {
        let core = line.core
        if let first = core.utf8.first, first >= 0x30, first <= 0x39 { return true }
        return AttributionWords.openings.contains(WordScan.firstWord(of: core))
    }

    /// The first line with words within the next six.
    static func nextText(_ lines: [MailLine], after index: Int) -> MailLine? {
        lines[(index + 1)...].prefix(6).first { !$0.isEmpty }
    }

    /// The wrapped end of an introduction may begin with the `>` that closes an address: «> wrote:».
    private static func continues(_ line: MailLine?) -> Bool {
        guard let line, line.signs.contains(.colon), line.plain.utf8.count < 40 else { return false }
        return !WordScan(line.plain).verbs.isEmpty
    }

    /// The lines taken together so far.
    private struct Window {
        let opens: Bool
        private var signs: LineSigns = []
        private var last: LineSigns = []
        private var bytes = 0
        private var count = 0
        private var lines: [MailLine] = []
        private let startsWithDigit: Bool

        init(_ first: MailLine, opens: Bool) {
            self.opens = opens
            startsWithDigit = first.core.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false
        }

        /// Adds a line; false when this cannot be an introduction any more.
        mutating func take(_ line: MailLine) -> Bool {
            count += 1
            bytes += line.plain.utf8.count
            guard count <= (opens ? 5 : 2), bytes <= 600 else { return false }
            if line.isQuote, !Attribution.continues(line) { return false }
            signs.formUnion(line.signs)
            last = line.signs
            lines.append(line)
            return true
        }

        private var hasMoment: Bool { !signs.isDisjoint(with: [.time, .year]) }

        /// Whether the lines introduce a quotation, now that a colon or a rule ended them.
        func isIntroduction(isQuoted: Bool) -> Bool {
            let hasAddress = signs.contains(.address)
            let words = lines.map { WordScan($0.plain) }
            guard words.contains(where: { !$0.verbs.isEmpty }) else {
                return hasAddress && signs.contains(.digit) && last.contains(.colon)
                    && (isQuoted || startsWithDigit || opens && signs.contains(.time))
            }
            if last.contains(.closesRuled), signs.contains(.opensRuled) { return true }
            let endsWithVerb = words.last?.endsWithVerb ?? false
            if isQuoted { return endsWithVerb || hasAddress || signs.contains(.digit) }
            if !hasAddress, words.contains(where: \.isFirstPerson) { return false }
            // «On … my father wrote a will:» — programs end with the English verb.
            if opens, !hasAddress, words.contains(where: \.tellsInEnglish) { return false }
            if opens || words.first?.startsWithVerb ?? false { return hasAddress || hasMoment }
            return hasAddress && (endsWithVerb || signs.contains(.digit)) || signs.contains(.time)
        }

        /// Whether lines without a colon introduce the quotation that follows.
        var endsLikeIntroduction: Bool {
            if let last = lines.last, WordScan(last.plain).endsWithVerb { return opens || signs.contains(.address) }
            return last.contains(.angle) && signs.contains(.address) && signs.contains(.digit) && opens
        }
    }
}

/// The words of a line that say whether it introduces a quotation.
struct WordScan {
    /// Places of verbs of writing among the words.
    private(set) var verbs: [Int] = []
    /// Whether the writer speaks of themselves or to the reader.
    private(set) var isFirstPerson = false
    private var count = 0
    private var english: Int?

    /// Whether the last word is a verb of writing; «napisał(a)» and «wrote back» count.
    var endsWithVerb: Bool { verbs.last.map { count - $0 <= 2 } ?? false }
    /// Whether more follows the English verb.
    private(set) var tellsInEnglish = false
    /// Whether the first word is one.
    var startsWithVerb: Bool { verbs.first == 0 }

    init(_ plain: String) {
        guard plain.utf8.count < 600 else { return }
        var plain = plain
        plain.withUTF8 { bytes in
            var position = 0
            while position < bytes.count {
                let end = Self.endOfWord(bytes, from: position)
                if end > position { take(bytes[position..<end]) }
                position = end + (end < bytes.count ? bytes.scalar(at: end)?.length ?? 1 : 0)
            }
        }
        tellsInEnglish = english.map { count - $0 > 2 } ?? false
    }

    /// The word that a line begins with, none where it begins otherwise.
    static func firstWord(of plain: Substring) -> WordCode {
        var plain = plain
        return plain.withUTF8 { WordCode($0[..<endOfWord($0, from: 0)]) }
    }

    private mutating func take(_ word: Slice<UnsafeBufferPointer<UInt8>>) {
        let code = WordCode(word)
        if AttributionWords.verbs.contains(code) || Self.endsAsVerb(word) {
            verbs.append(count)
            if code == AttributionWords.wrote { english = count }
        }
        if AttributionWords.persons.contains(code) { isFirstPerson = true }
        count += 1
    }

    /// Whether a word ends as verbs do in the languages that write without spaces, whose letters take three bytes.
    private static func endsAsVerb(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard word.count >= 6, word[word.endIndex - 3] >= 0xE3 else { return false }
        return AttributionWords.verbEndings.contains { word.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    private static func endOfWord(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var position = start
        while position < bytes.count, let (value, length) = bytes.scalar(at: position), isWordPart(value) {
            position += length
        }
        return position
    }

    /// Whether a scalar of a line in normal form belongs to a word.
    static func isWordPart(_ value: UInt32) -> Bool { ScalarFold.isLetter(value) || value >= 0x300 && value <= 0x36F }
}
