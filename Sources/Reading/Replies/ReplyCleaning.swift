import Casework

/// Parts the new text of a mail from quotes and signature, in Arabic, English and the languages of the usual mail
/// programs.
///
/// Every step looks at each line a fixed number of times; in doubt a line stays in the reply.
public enum ReplyCleaning {
    /// Takes a plain text apart. What the subject says is forwarded is what its sender wants read, and stays.
    public static func clean(_ text: String, subject: String = "") -> ReplyText {
        let lines = MailLine.split(text)
        var parts = [Part](repeating: .own, count: lines.count)
        if !ReplyMarks.isForward(subject: subject) { markQuotes(lines, &parts) }
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
        var firstIntroduction: Int?
        while index < lines.count {
            let line = lines[index]
            if line.isEmpty {
                index += 1
                continue
            }
            // What somebody forwards is what they want read.
            if ReplyMarks.isForward(line) { return }
            if line.isQuote || isWrappedQuote(lines, index) {
                parts[index] = .quoted
            } else if ReplyMarks.isDivider(line) || HeaderBlock.beginsRuled(lines, at: index)
                || hasOwnText && HeaderBlock.begins(lines, at: index)
            {
                for rest in index..<lines.count { parts[rest] = .quoted }
                markRule(above: index, lines, &parts)
                break
            } else if let end = Attribution.end(lines, from: index) {
                let isQuoted = Attribution.nextText(lines, after: end)?.isQuote ?? false
                if isQuoted { firstIntroduction = firstIntroduction ?? index }
                for rest in index...(isQuoted ? end : lines.count - 1) { parts[rest] = .quoted }
                if !isQuoted { break }
                index = end
            } else {
                hasOwnText = true
            }
            index += 1
        }
        keepLoneQuote(lines, &parts)
        if let firstIntroduction { keepCitations(lines[..<firstIntroduction], &parts) }
    }

    /// Quoted lines below one's own words and above the introduction of the quoted mail are what the writer cites.
    private static func keepCitations(_ lines: ArraySlice<MailLine>, _ parts: inout [Part]) {
        guard let own = lines.indices.first(where: { parts[$0] == .own && !lines[$0].isEmpty }) else { return }
        let cited = lines.indices[own...].filter { parts[$0] == .quoted }
        guard cited.count <= 12, !cited.contains(where: { lines[$0].signs.contains(.colon) }) else { return }
        for index in cited { parts[index] = .own }
    }

    /// The rule that a program drew over the mail that it quotes.
    private static func markRule(above index: Int, _ lines: [MailLine], _ parts: inout [Part]) {
        var above = index - 1
        while above >= 0, lines[above].isEmpty { above -= 1 }
        if above >= 0, lines[above].signs.contains(.rule) { parts[above] = .quoted }
    }

    /// The tail of a quoted line that a mail program broke onto a line of its own without `>`.
    private static func isWrappedQuote(_ lines: [MailLine], _ index: Int) -> Bool {
        guard index > 0, index + 1 < lines.count, lines[index - 1].isQuote, !lines[index].isEmpty else { return false }
        let (above, line) = (lines[index - 1], lines[index])
        if lines[index + 1].isQuote, above.plain.holds("http"), !line.plain.holds(" ") { return true }
        // «> في … كتب فلان» and on the next line «<a@b.example> رسالة نصها:»
        guard line.signs.contains(.colon), line.plain.utf8.count < 160, !above.signs.contains(.sentence) else {
            return false
        }
        let opening = MailLine(Substring(above.plain.drop { $0 == ">" || $0 == " " }))
        return Attribution.end([opening, line], from: 0) == 1
    }

    /// A single line with `>` between lines of one's own, in a mail that quotes nothing else, is the writer's.
    private static func keepLoneQuote(_ lines: [MailLine], _ parts: inout [Part]) {
        guard let only = parts.firstIndex(of: .quoted), parts.lastIndex(of: .quoted) == only, lines[only].isQuote,
            only > 0, only + 1 < lines.count, !lines[only - 1].isEmpty, !lines[only + 1].isEmpty
        else { return }
        parts[only] = .own
    }

    /// Only the last stretches of own lines can hold a signature; one that leaves nothing of the mail is none.
    private static func markSignatures(_ lines: [MailLine], _ parts: inout [Part]) {
        var own = lines.indices.reduce(0) { $0 + (parts[$1] == .own && !lines[$1].isEmpty ? 1 : 0) }
        var stretches = 0
        var end = lines.count
        while end > 0, stretches < mostStretches {
            if parts[end - 1] != .own {
                end -= 1
                continue
            }
            var start = end
            while start > 0, parts[start - 1] == .own { start -= 1 }
            let first = Signatures.start(lines, start..<end)
            let taken = lines[first..<end].reduce(0) { $0 + ($1.isEmpty ? 0 : 1) }
            if taken < own {
                own -= taken
                for index in first..<end { parts[index] = .signature }
            }
            end = start
            stretches += 1
        }
    }

    private static let mostStretches = 8

    private static func join(_ lines: [MailLine], _ parts: [Part], _ part: Part) -> String {
        var text = ""
        for index in lines.indices where parts[index] == part {
            text += lines[index].text
            text += "\n"
        }
        return text.trimmedOfSpaces()
    }
}
