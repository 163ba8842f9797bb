import Casework

/// Parts the new text of a mail from quotes and signature, in Arabic, English and the usual European mail programs.
///
/// Every step looks at each line a fixed number of times; in doubt a line stays in the reply.
public enum ReplyCleaning {
    /// Takes a plain text apart.
    public static func clean(_ text: String) -> ReplyText {
        let lines = MailLine.split(text)
        var parts = [Part](repeating: .own, count: lines.count)
        markQuotes(lines, &parts)
        markSignatures(lines, &parts)
        return ReplyText(
            reply: join(lines, parts, .own), quoted: join(lines, parts, .quoted),
            signature: join(lines, parts, .signature))
    }

    private enum Part {
        case own, quoted, signature
    }

    private static func markQuotes(_ lines: [MailLine], _ parts: inout [Part]) {
        var index = 0
        var hasOwnText = false
        while index < lines.count {
            let line = lines[index]
            // What somebody forwards is what they want read.
            if ReplyMarks.isForward(line.plain) { return }
            if line.isQuote || isWrappedQuote(lines, index) {
                parts[index] = .quoted
            } else if ReplyMarks.isDivider(line.plain) || startsRuledHeader(lines, index)
                || (hasOwnText && ReplyMarks.headerLines(lines, from: index))
            {
                for rest in index..<lines.count { parts[rest] = .quoted }
                return
            } else if let end = attributionEnd(lines, from: index) {
                let followedByQuote = nextText(lines, after: end)?.isQuote ?? false
                for rest in index...(followedByQuote ? end : lines.count - 1) { parts[rest] = .quoted }
                if !followedByQuote { return }
                index = end
            } else if !line.plain.isEmpty {
                hasOwnText = true
            }
            index += 1
        }
    }

    /// The last line of an introduction such as «On … wrote:» that starts here and runs over at most six lines.
    private static func attributionEnd(_ lines: [MailLine], from start: Int) -> Int? {
        guard ReplyMarks.opensAttribution(lines[start].plain) else { return nil }
        var joined = ""
        for index in start..<min(start + 8, lines.count) {
            let plain = lines[index].plain
            if plain.isEmpty { continue }
            joined += joined.isEmpty ? plain : " " + plain
            if joined.utf8.count > 600 { return nil }
            if ReplyMarks.closesAttribution(joined) { return index }
            if joined.hasSuffix(">"), joined.holds("@"), let next = nextText(lines, after: index), next.isQuote,
                !ReplyMarks.closesAttribution(joined + " " + next.plain)
            {
                return index
            }
        }
        return nil
    }

    private static func nextText(_ lines: [MailLine], after index: Int) -> MailLine? {
        lines[(index + 1)...].prefix(6).first { !$0.plain.isEmpty }
    }

    /// The tail of a quoted link that a mail program broke onto a line of its own.
    private static func isWrappedQuote(_ lines: [MailLine], _ index: Int) -> Bool {
        guard index > 0, index + 1 < lines.count, lines[index - 1].isQuote, lines[index + 1].isQuote else {
            return false
        }
        let plain = lines[index].plain
        return !plain.isEmpty && !plain.holds(" ") && lines[index - 1].plain.holds("http")
    }

    /// A long rule with a header block right under it, as Outlook writes.
    private static func startsRuledHeader(_ lines: [MailLine], _ index: Int) -> Bool {
        let plain = lines[index].plain
        guard plain.utf8.count >= 10, plain.utf8.allSatisfy({ $0 == 0x5F || $0 == 0x2D }) else { return false }
        guard let next = (index + 1..<min(index + 4, lines.count)).first(where: { !lines[$0].plain.isEmpty }) else {
            return false
        }
        return ReplyMarks.headerLines(lines, from: next)
    }

    private static func markSignatures(_ lines: [MailLine], _ parts: inout [Part]) {
        var end = lines.count
        while end > 0 {
            if parts[end - 1] != .own {
                end -= 1
                continue
            }
            var start = end
            while start > 0, parts[start - 1] == .own { start -= 1 }
            for index in signatureStart(lines, start..<end)..<end { parts[index] = .signature }
            end = start
        }
    }

    /// Where the signature of a stretch of own lines begins; its end when there is none.
    private static func signatureStart(_ lines: [MailLine], _ range: Range<Int>) -> Int {
        let dashes = range.last { ["--", "—", "---"].contains(lines[$0].plain) }
        if let dashes, dashes > range.lowerBound, range.upperBound - dashes <= ReplyMarks.signatureLimit {
            return dashes
        }
        var start = range.upperBound
        for index in range.suffix(8).reversed() where !lines[index].plain.isEmpty {
            guard ReplyMarks.isFooter(lines[index].plain) else { break }
            start = index
        }
        return start
    }

    private static func join(_ lines: [MailLine], _ parts: [Part], _ part: Part) -> String {
        zip(lines, parts).filter { $1 == part }.map(\.0.text).joined(separator: "\n").trimmedOfSpaces()
    }
}

/// A line as written, and in normal form for comparing (lower case, no marks of direction, no outer spaces).
struct MailLine {
    var text: Substring
    var plain: String

    /// Whether the line is quoted with `>`.
    var isQuote: Bool { plain.utf8.first == 0x3E }

    /// The lines of a text, whatever ends them.
    static func split(_ text: String) -> [MailLine] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { bytes in
            let line = Substring(bytes.last == 0x0D ? bytes.dropLast() : bytes)
            let short = line.utf8.count > 2_000 ? "…" : String(line)
            return MailLine(text: line, plain: NormalForm.text(short).trimmedOfSpaces())
        }
    }
}
