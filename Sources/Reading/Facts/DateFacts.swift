import Casework

/// Days: numeric (day first), with month names of both calendars, and relative to the day of receipt; a day by which
/// something is wanted is told apart.
struct DateFacts: Sendable {
    let text: FactText
    let received: CalendarDay
    let hijri: HijriOverrides

    /// Words with which a day may begin though they are no words of the lexicon.
    static let openings =
        ordinalWords.map(\.0) + ["ذو", "ذي", "dhu", "dhul", "zul", "كانون", "تشرين", "اول"]

    /// A day found at some tokens.
    struct Match {
        var day: CalendarDay
        var tokens: Range<Int>
        var confidence: Double
        /// Whether the words themselves name a limit («خلال ٣ أيام»).
        var isLimit = false
    }

    func find(at index: Int) -> FactFind? {
        guard let match = numeric(at: index) ?? named(at: index) ?? relative(at: index) ?? weekday(at: index) else {
            return nil
        }
        let start = match.tokens.lowerBound
        let isWanted = match.isLimit || (match.day >= received && text.hasCue(.by, before: start, reach: 3))
        return FactFind(
            kind: isWanted ? .wantedBy : .date, value: match.day.description, tokens: match.tokens,
            confidence: match.confidence)
    }

    // MARK: Numbers

    /// 13/2/2026, 2026-02-13, ١٥/٨/١٤٤٧هـ, 13.2.26; without a year only where a word or a mark says that it is a day.
    private func numeric(at index: Int) -> Match? {
        guard let first = part(index), let mark = text[index + 1], mark.isSign("/-.\\"), !mark.hasGap,
            let second = part(index + 2)
        else { return nil }
        if let before = text[index - 1], !(text[index]?.hasGap ?? true),
            before.isSign("/-.\\") || before.kind == .digits
        {
            return nil
        }
        if let sign = text[index + 3], sign.text == mark.text, !sign.hasGap, let third = part(index + 4) {
            if let sign = text[index + 5], sign.isSign("/-."), !sign.hasGap, text[index + 6]?.kind == .digits,
                text[index + 6]?.hasGap == false
            {
                return nil
            }
            let isYearFirst = first >= 1_000
            let (day, year) = isYearFirst ? (third, first) : (first, third)
            return whole(day: day, month: second, year: year, from: index, end: index + 5, isYearFirst)
        }
        guard mark.isSign("/-"), second <= 12, (1...31).contains(first) else { return nil }
        let isCued = text.hasCue(.dayWord, before: index, reach: 2) || text.hasCue(.by, before: index, reach: 2)
        if isHijriMark(index + 3) { return hijriDay(first, second, nil, index..<index + 4, 0.85) }
        return isCued ? gregorian(first, second, nil, index..<index + 3, 0.75) : nil
    }

    private func part(_ index: Int) -> Int? {
        guard let token = text[index], token.kind == .digits, token.letters.count <= 4 else { return nil }
        return Int(text.string(token))
    }

    private func whole(day: Int, month: Int, year: Int, from: Int, end: Int, _ isYearFirst: Bool) -> Match? {
        let isHijri = isHijriMark(end)
        let after = isHijri || text[end]?.text == "م" ? end + 1 : end
        if isHijri || (1_300...1_600).contains(year) {
            let full = year < 100 ? 1_400 + year : year
            return hijriDay(day, month, full, from..<after, 0.95)
        }
        let full = year < 100 ? 2_000 + year : year
        guard (1_900...2_100).contains(full) else { return nil }
        if month > 12, day <= 12 { return gregorian(month, day, full, from..<after, 0.6) }
        return gregorian(day, month, full, from..<after, 0.95)
    }

    private func isHijriMark(_ index: Int) -> Bool {
        ["ه", "هجري", "هجريه", "ah", "hijri"].contains(text[index]?.text)
    }

    // MARK: Names

    /// «13 فبراير 2026», "March 12th", «١٥ شعبان ١٤٤٧», «الخامس من رمضان», «١٥ شهر ٥».
    private func named(at index: Int) -> Match? {
        if let day = ordinal(index) {
            var next = index + 1
            while next < index + 3, ["st", "nd", "rd", "th", "of", "من", "شهر"].contains(text[next]?.text) { next += 1 }
            if text[next - 1]?.text == "شهر", let month = part(next), month <= 12, next == index + 2 {
                return gregorian(day, month, year(next + 1)?.0, index..<(year(next + 1)?.1 ?? next + 1), 0.8)
            }
            return month(at: next).flatMap { dated(day, $0, from: index) }
        }
        guard let month = month(at: index), !month.isHijri, text[index]?.isLatin == true,
            let day = part(month.end), (1...31).contains(day)
        else { return nil }
        var end = month.end + 1
        if ["st", "nd", "rd", "th"].contains(text[end]?.text) { end += 1 }
        if text[end]?.isSign(",") == true, year(end + 1) != nil { end += 1 }
        let year = year(end)
        return gregorian(day, month.number, year?.0, index..<(year?.1 ?? end), 0.92)
    }

    private func dated(_ day: Int, _ month: NamedMonth, from index: Int) -> Match? {
        let year = year(month.end)
        let end = year?.1 ?? month.end
        if month.isHijri { return hijriDay(day, month.number, year?.0, index..<end, year == nil ? 0.85 : 0.95) }
        return gregorian(day, month.number, year?.0, index..<end, year == nil ? 0.85 : 0.95)
    }

    private static let ordinals = Dictionary(
        ordinalWords.map { (WordCode($0.0), $0.1) }, uniquingKeysWith: { first, _ in first })
    private static let ordinalWords = [
        ("الاول", 1), ("الثاني", 2), ("الثالث", 3), ("الرابع", 4), ("الخامس", 5), ("السادس", 6), ("السابع", 7),
        ("الثامن", 8),
        ("التاسع", 9), ("العاشر", 10), ("غره", 1), ("first", 1), ("second", 2), ("third", 3), ("fifth", 5),
        ("tenth", 10),
    ]

    private func ordinal(_ index: Int) -> Int? {
        if let number = part(index) { return (1...31).contains(number) ? number : nil }
        return text[index].flatMap { Self.ordinals[$0.text] }
    }

    private struct NamedMonth {
        var number: Int
        var isHijri: Bool
        var end: Int
    }

    private func month(at index: Int) -> NamedMonth? {
        guard let token = text[index], token.kind == .word, token.prefix.isEmpty else { return nil }
        let second = text[index + 1]
        let next = second?.text ?? .empty
        if ["ذو", "ذي", "dhu", "dhul", "zul"].contains(token.text) {
            if let month = text[index + 1]?.lexeme?.hijriMonth {
                return NamedMonth(number: month, isHijri: true, end: index + 2)
            }
            if second?.first == UInt8(ascii: "q") || next == "al" {
                return NamedMonth(number: 11, isHijri: true, end: index + 2)
            }
            return second?.first == UInt8(ascii: "h") ? NamedMonth(number: 12, isHijri: true, end: index + 2) : nil
        }
        let isSecond = ["الثاني", "ثاني", "الاخر", "الاخره", "الثانيه", "ii", "thani"].contains(next)
        let isFirst = ["الاول", "اول", "الاولي", "اولي", "i", "awwal"].contains(next)
        if token.text == "كانون" || token.text == "تشرين", isFirst || isSecond {
            let number = token.text == "كانون" ? (isFirst ? 12 : 1) : (isFirst ? 10 : 11)
            return NamedMonth(number: number, isHijri: false, end: index + 2)
        }
        if let month = token.lexeme?.hijriMonth {
            guard month == 3 || month == 5 else { return NamedMonth(number: month, isHijri: true, end: index + 1) }
            return isFirst || isSecond
                ? NamedMonth(number: isFirst ? month : month + 1, isHijri: true, end: index + 2) : nil
        }
        return token.lexeme?.month.map { NamedMonth(number: $0, isHijri: false, end: index + 1) }
    }

    /// A year and the end of it with its mark.
    private func year(_ index: Int) -> (Int, Int)? {
        let position = ["سنه", "عام"].contains(text[index]?.text) ? index + 1 : index
        guard let number = part(position), number >= 1_300, number <= 2_100 else { return nil }
        let isMarked = isHijriMark(position + 1) || text[position + 1]?.text == "م"
        return (number, position + (isMarked ? 2 : 1))
    }

    // MARK: Resolving

    /// Days up to so long ago are meant as past; further back the next year is meant.
    static let pastDays = 120

    func gregorian(_ day: Int, _ month: Int, _ year: Int?, _ tokens: Range<Int>, _ confidence: Double) -> Match? {
        let years = year.map { [$0] } ?? [received.year - 1, received.year, received.year + 1]
        let days = years.compactMap { CalendarDay(year: $0, month: month, day: day) }
        return chosen(days).map { Match(day: $0, tokens: tokens, confidence: confidence) }
    }

    func hijriDay(_ day: Int, _ month: Int, _ year: Int?, _ tokens: Range<Int>, _ confidence: Double) -> Match? {
        let now = HijriDate(received, overrides: hijri).year
        let years = year.map { [$0] } ?? [now - 1, now, now + 1]
        let days = years.compactMap { HijriDate(year: $0, month: month, day: day).gregorian(overrides: hijri) }
        return chosen(days).map { Match(day: $0, tokens: tokens, confidence: confidence) }
    }

    private func chosen(_ days: [CalendarDay]) -> CalendarDay? {
        if days.count == 1 { return days.first }
        return days.first { $0.dayNumber >= received.dayNumber - Self.pastDays } ?? days.last
    }
}
