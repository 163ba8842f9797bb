import Casework
import Foundation

/// A line as written, and in normal form for comparing (lower case, no marks of direction, no outer spaces).
struct MailLine {
    /// The line as written, without its end.
    let text: Substring
    /// The line in normal form; `…` for one so long that no mail program wrote it.
    let plain: String
    /// What stands on the line.
    let signs: LineSigns
    /// The field of a mail's header whose name the line begins with.
    let header: HeaderWords.Kind?

    init(_ text: Substring) {
        self.text = text
        guard !text.isEmpty else {
            (plain, signs, header) = ("", [], nil)
            return
        }
        let isLong = text.utf8.count > Self.longest
        plain = isLong ? "…" : Self.ascii(text) ?? NormalForm.text(String(text)).trimmedOfSpaces()
        signs = LineSigns(plain, startsQuoted: isLong && text.utf8.first == UInt8(ascii: ">"))
        header = HeaderWords.kind(of: plain)
    }

    /// Whether the line is quoted with `>`.
    var isQuote: Bool { signs.contains(.quote) }
    /// Whether nothing stands on the line.
    var isEmpty: Bool { plain.isEmpty }

    /// The line without the dashes, stars and spaces around its words.
    var core: Substring {
        let bytes = plain.utf8
        guard let first = bytes.firstIndex(where: { !Self.isFrame($0) }),
            let last = bytes.lastIndex(where: { !Self.isFrame($0) })
        else { return "" }
        return plain[first...last]
    }

    /// The lines of a text, whatever ends them. A line onto which a program glued its introduction becomes two.
    static func split(_ text: String) -> [MailLine] {
        var text = text
        text.makeContiguousUTF8()
        let view = text.utf8
        return view.withContiguousStorageIfAvailable { bytes in
            var lines: [MailLine] = []
            var marks = SeamMarks()
            var (start, from) = (0, view.startIndex)
            for position in 0...bytes.count {
                guard position == bytes.count || bytes[position] == 0x0A else {
                    marks.take(bytes[position])
                    continue
                }
                let end = position > start && bytes[position - 1] == 0x0D ? position - 1 : position
                add(Substring(view[from..<view.index(from, offsetBy: end - start)]), marks, to: &lines)
                if position == bytes.count { break }
                from = view.index(from, offsetBy: position + 1 - start)
                start = position + 1
                marks = SeamMarks()
            }
            return lines
        } ?? []
    }

    private static func add(_ line: Substring, _ marks: SeamMarks, to lines: inout [MailLine]) {
        if marks.mayHaveSeam, let seam = seam(in: line, marks) {
            lines.append(MailLine(line[..<seam]))
            lines.append(MailLine(line[seam...]))
        } else {
            lines.append(MailLine(line))
        }
    }

    /// What a line must hold for two lines to have been glued in it.
    private struct SeamMarks {
        private var dashes = 0
        private(set) var hasDashes = false
        private var hasAngle = false
        private var hasAt = false
        private var last: UInt8 = 0

        var mayHaveSeam: Bool { hasDashes || hasAngle && hasAt || last == UInt8(ascii: ":") }

        mutating func take(_ byte: UInt8) {
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
            if dashes == 3 { hasDashes = true }
            if byte == UInt8(ascii: ">") { hasAngle = true }
            if byte == UInt8(ascii: "@") { hasAt = true }
            if byte > 0x20 { last = byte }
        }
    }

    private static let longest = 2_000

    /// The normal form of a line of ASCII alone, which most lines of most programs are; nil for others.
    private static func ascii(_ text: Substring) -> String? {
        var text = text
        return text.withUTF8 { bytes -> String? in
            var (start, end) = (0, bytes.count)
            while start < end, bytes[start] <= 0x20 { start += 1 }
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
            guard bytes[start..<end].allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 }) else { return nil }
            return String(unsafeUninitializedCapacity: end - start) { target in
                for index in start..<end {
                    let byte = bytes[index]
                    let isCapital = byte >= 0x41 && byte <= 0x5A
                    target[index - start] = byte == 0x09 ? 0x20 : isCapital ? byte | 0x20 : byte
                }
                return end - start
            }
        }
    }

    /// Where a program glued two lines: its introduction behind a writer's own words, or the quoted words behind its
    /// introduction.
    private static func seam(in line: Substring, _ marks: SeamMarks) -> Substring.Index? {
        guard line.utf8.count < 600 else { return nil }
        if marks.hasDashes, line.utf8.first != UInt8(ascii: "-") { return seamBefore(line) }
        if line.utf8.last == UInt8(ascii: ":"), line.hasSuffix("wrote:"), line.holds("On "), !line.hasPrefix("On ") {
            return seamInside(line)
        }
        return line.holds(">") && line.holds("@") ? seamBehind(line) : nil
    }

    /// Where «--- On Wed, … wrote:» or «-----Original Message-----» begins.
    private static func seamBefore(_ line: Substring) -> Substring.Index? {
        let lower = line.lowercased()
        guard lower.holds("--- on ") && lower.hasSuffix("wrote:") || lower.holds("---original message---") else {
            return nil
        }
        var dashes = 0
        for index in line.utf8.indices {
            dashes = line.utf8[index] == UInt8(ascii: "-") ? dashes + 1 : 0
            if dashes == 3 { return line.utf8.index(index, offsetBy: -2) }
        }
        return nil
    }

    /// Where «Yes, it came.On Tue, … wrote:» begins to introduce: behind the end of a sentence, with a day or a number.
    private static func seamInside(_ line: Substring) -> Substring.Index? {
        let bytes = line.utf8
        guard let place = line.range(of: "On ", options: .backwards)?.lowerBound, place != line.startIndex else {
            return nil
        }
        let before = line[..<place].drop { $0 == " " || $0 == ">" }.utf8.last { $0 != 0x20 }
        let after = line[place...].dropFirst(3)
        let isMoment =
            after.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? false || days.contains { after.hasPrefix($0) }
        let endsSentence = before.map { [0x2E, 0x21, 0x3F, 0x29, 0x9F].contains($0) } ?? false
        return isMoment && endsSentence && bytes.contains(UInt8(ascii: ":")) ? place : nil
    }

    private static let days = [
        "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep",
        "Oct", "Nov", "Dec",
    ]

    /// Where «On …, … <a@b.example> wrote:   Dear …» ends its introduction, as Yahoo's telephones write.
    private static func seamBehind(_ line: Substring) -> Substring.Index? {
        let words = line.drop { $0 == " " }
        let ends = words.hasPrefix("On ") ? ["> wrote: "] : words.hasPrefix("في ") ? [">: ", "> كتب: "] : []
        for end in ends where line.holds(end) {
            return line.range(of: end)?.upperBound
        }
        return nil
    }

    private static func isFrame(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "=")
    }
}

/// What can be seen on a line without knowing its language.
struct LineSigns: OptionSet {
    let rawValue: UInt16

    static let digit = LineSigns(rawValue: 1 << 0)
    /// Two numbers with a colon between them, such as 10:11.
    static let time = LineSigns(rawValue: 1 << 1)
    /// A number of four digits that can be a year of either calendar.
    static let year = LineSigns(rawValue: 1 << 2)
    static let address = LineSigns(rawValue: 1 << 3)
    /// A colon ends the line.
    static let colon = LineSigns(rawValue: 1 << 4)
    /// Two dashes or more begin or end the line.
    static let opensRuled = LineSigns(rawValue: 1 << 5)
    static let closesRuled = LineSigns(rawValue: 1 << 6)
    /// Only dashes, underscores, equals signs or stars: at least two.
    static let rule = LineSigns(rawValue: 1 << 7)
    static let quote = LineSigns(rawValue: 1 << 8)
    /// The line ends as a sentence does, so that nothing wrapped goes on below it.
    static let sentence = LineSigns(rawValue: 1 << 9)
    /// An angle bracket ends the line, perhaps before its colon.
    static let angle = LineSigns(rawValue: 1 << 10)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Looks at each byte of a line in normal form once.
    init(_ plain: String, startsQuoted: Bool) {
        var plain = plain
        self = plain.withUTF8 { Self.scan($0) }
        if startsQuoted { insert(.quote) }
    }

    private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> LineSigns {
        guard let first = bytes.first, let last = bytes.last else { return [] }
        var signs: LineSigns = []
        var digits = 0
        var onlyRule = true
        for (position, byte) in bytes.enumerated() {
            if byte >= 0x30, byte <= 0x39 {
                digits += 1
                signs.insert(.digit)
                if digits == 4, isCentury(bytes[position - 3], bytes[position - 2]) { signs.insert(.year) }
                if digits == 1, position > 1, bytes[position - 1] == UInt8(ascii: ":"), isDigit(bytes[position - 2]) {
                    signs.insert(.time)
                }
            } else {
                digits = 0
                if byte == UInt8(ascii: "@") { signs.insert(.address) }
            }
            if onlyRule, !isRule(byte) { onlyRule = false }
        }
        if onlyRule, bytes.count >= 2 { signs.insert(.rule) }
        if first == UInt8(ascii: ">") { signs.insert(.quote) }
        if bytes.count >= 2 {
            if isRule(first), isRule(bytes[1]) { signs.insert(.opensRuled) }
            if isRule(last), isRule(bytes[bytes.count - 2]) { signs.insert(.closesRuled) }
        }
        signs.formUnion(end(of: bytes))
        return signs
    }

    private static func end(of bytes: UnsafeBufferPointer<UInt8>) -> LineSigns {
        var signs: LineSigns = []
        var end = bytes.count
        while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == UInt8(ascii: "*") { end -= 1 }
        if end > 0, bytes[end - 1] == UInt8(ascii: ":") {
            signs.insert(.colon)
            end -= 1
        }
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        guard end > 0 else { return signs }
        switch bytes[end - 1] {
        case UInt8(ascii: ">"): signs.insert(.angle)
        case UInt8(ascii: "?"), UInt8(ascii: "!"): signs.insert(.sentence)
        case 0x9F where end > 1 && bytes[end - 2] == 0xD8: signs.insert(.sentence)  // ؟
        case UInt8(ascii: "."):
            // Short words before a dot are abbreviations («a.m.», «г.»).
            let isLongWord = end > 5 && bytes[(end - 6)..<(end - 1)].allSatisfy { $0 > 0x40 }
            if isLongWord { signs.insert(.sentence) }
        default: break
        }
        return signs
    }

    private static func isCentury(_ first: UInt8, _ second: UInt8) -> Bool {
        first == UInt8(ascii: "2") ? second == UInt8(ascii: "0") : first == UInt8(ascii: "1") && isOldCentury(second)
    }

    /// 19.., and 13.. and 14.. of the Hijri calendar.
    private static func isOldCentury(_ second: UInt8) -> Bool {
        second == UInt8(ascii: "9") || second == UInt8(ascii: "4") || second == UInt8(ascii: "3")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    private static func isRule(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "=")
            || byte == UInt8(ascii: "*")
    }
}
