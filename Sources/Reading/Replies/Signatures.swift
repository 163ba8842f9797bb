import Casework

/// Finds where the writer's words end and their signature, their telephone's line or their lawyer's begins.
enum Signatures {
    /// A signature has at most so many lines, its dashes counted.
    static let longest = 14

    /// Where the signature of a stretch of own lines begins; its end when there is none. A signature never takes the
    /// whole stretch.
    static func start(_ lines: [MailLine], _ range: Range<Int>) -> Int {
        var end = range.upperBound
        // A footer may stand under a signature, and a disclaimer under both.
        for _ in 0..<4 {
            while end > range.lowerBound, lines[end - 1].isEmpty { end -= 1 }
            guard end > range.lowerBound else { break }
            let stretch = range.lowerBound..<end
            guard
                let found = footer(lines, stretch) ?? dashes(lines, stretch) ?? listFooter(lines, stretch)
                    ?? disclaimer(lines, stretch) ?? closing(lines, stretch) ?? card(lines, stretch)
                    ?? dashedName(lines, stretch)
            else { break }
            end = found
        }
        return end < range.upperBound && lines[end..<range.upperBound].contains(where: { !$0.isEmpty })
            ? end : range.upperBound
    }

    /// The lines that telephones and mail programs add.
    private static func footer(_ lines: [MailLine], _ range: Range<Int>) -> Int? {
        guard let last = range.last, SignatureWords.isFooter(lines[last]) else { return nil }
        return last
    }

    /// `-- ` opens a signature (RFC 3676, section 4.3); a longer rule does when a card stands under it.
    private static func dashes(_ lines: [MailLine], _ range: Range<Int>) -> Int? {
        let near = range.suffix(longest)
        if let mark = near.last(where: { ["--", "—", "–", "--·", "__"].contains(lines[$0].plain) }) {
            return mark
        }
        let rule = range.suffix(2 * longest).first { lines[$0].signs.contains(.rule) }
        guard let rule, rule + 1 < range.upperBound else { return nil }
        return cardLines(lines, rule + 1..<range.upperBound) >= 2 ? rule : nil
    }

    /// What mailing lists add below a rule.
    private static func listFooter(_ lines: [MailLine], _ range: Range<Int>) -> Int? {
        guard
            let rule = range.suffix(8).first(where: {
                lines[$0].signs.contains(.rule) && lines[$0].plain.utf8.count > 20
            })
        else { return nil }
        let isList = lines[rule..<range.upperBound].contains { SignatureWords.lists.stand(in: $0.plain) }
        return isList ? rule : nil
    }

    /// The lawyers' paragraph: from its first line to the end.
    private static func disclaimer(_ lines: [MailLine], _ range: Range<Int>) -> Int? {
        range.suffix(30).first { index in
            let isParagraph =
                index == range.lowerBound || lines[index - 1].isEmpty || lines[index - 1].signs.contains(.rule)
            return isParagraph && SignatureWords.isDisclaimer(lines[index].plain)
        }
    }

    /// «مع التحية», «Best regards»: a closing with a name under it, all short lines up to the end.
    private static func closing(_ lines: [MailLine], _ range: Range<Int>) -> Int? {
        let near = range.suffix(9)
        guard let mark = near.first(where: { SignatureWords.isClosing(lines[$0].plain) }) else { return nil }
        let below = lines[(mark + 1)..<range.upperBound].filter { !$0.isEmpty }
        guard !below.isEmpty, below.count <= 7, below.allSatisfy(SignatureWords.canBeOnCard) else { return nil }
        return mark
    }

    /// A name, and under it at least two ways to reach its bearer, one of them mail or a page.
    private static func card(_ lines: [MailLine], _ range: Range<Int>) -> Int? {
        guard let last = range.last, var first = range.last else { return nil }
        while first > range.lowerBound, !lines[first - 1].isEmpty, last - first < 7 { first -= 1 }
        guard first > range.lowerBound, lines[first - 1].isEmpty, last > first else { return nil }
        let isShort = lines[first...last].allSatisfy(SignatureWords.canBeOnCard)
        return isShort && cardLines(lines, first..<last + 1) >= 2
            && lines[first...last].contains(where: SignatureWords.isPage)
            ? first : nil
    }

    /// `-Nora` or `-- Nora Ali` on a line of its own, as old mail programs' users sign.
    private static func dashedName(_ lines: [MailLine], _ range: Range<Int>) -> Int? {
        guard let last = range.last, last > range.lowerBound, lines[last - 1].isEmpty else { return nil }
        let written = lines[last].text.unicodeScalars.drop { $0 == " " }
        let name = written.drop { $0 == "-" || $0 == "—" || $0 == "–" }
        let dashes = written.count - name.count
        guard dashes > 0, dashes < 4, let letter = name.first(where: { $0 != " " }), name.count < 40 else { return nil }
        guard letter.properties.isUppercase && (name.first == letter || dashes > 1) else { return nil }
        return name.filter { $0 == " " }.count <= 3 && !name.contains { $0 == "." || $0 == "?" } ? last : nil
    }

    private static func cardLines(_ lines: [MailLine], _ range: Range<Int>) -> Int {
        lines[range].reduce(0) { $0 + (SignatureWords.isPage($1) || SignatureWords.isNumber($1) ? 1 : 0) }
    }
}
