import Casework

/// Days counted from the day of receipt: «بكره», «بعد أسبوعين», «يوم الأحد الجاي», "within 3 days", "next Sunday".
extension DateFacts {
    func relative(at index: Int) -> Match? {
        guard let token = text[index] else { return nil }
        let lexeme = token.lexeme ?? FactLexeme()
        if let match = dayAfterTomorrow(at: index) { return match }
        if let offset = lexeme.dayOffset, token.prefix.isEmpty || token.prefix == "ل" || token.isJoined {
            if text[index - 1]?.text == "اول", offset == -1 { return day(-2, index - 1..<index + 1, 0.85) }
            if offset == 0 {
                return text.hasCue(.by, before: index, reach: 3) ? day(0, index..<index + 1, 0.8) : nil
            }
            return day(offset, index..<index + 1, 0.88)
        }
        if lexeme.cues.contains(.within) { return duration(from: index + 1).map { limit($0, from: index) } }
        if lexeme.cues.contains(.after), !token.isJoined {
            return duration(from: index + 1).flatMap { day($0.days, index..<$0.end, 0.85) }
        }
        if lexeme.cues.contains(.before), let length = duration(from: index + 1),
            text[length.end]?.lexeme?.dayOffset == nil
        {
            return day(-length.days, index..<length.end, 0.75)
        }
        if let length = duration(from: index), text[length.end]?.text == "ago" {
            return day(-length.days, index..<length.end + 1, 0.85)
        }
        return coming(at: index)
    }

    /// «بعد بكره», «عقب باكر», "the day after tomorrow".
    private func dayAfterTomorrow(at index: Int) -> Match? {
        if text[index]?.lexeme?.cues.contains(.after) == true, text[index + 1]?.lexeme?.dayOffset == 1 {
            let start = text[index - 1]?.text == "day" ? index - 1 : index
            return day(2, start..<index + 2, 0.88)
        }
        if text[index]?.text == "day", text[index + 1]?.text == "after", text[index + 2]?.lexeme?.dayOffset == 1 {
            return day(2, index..<index + 3, 0.9)
        }
        if text[index]?.text == "اول", text[index + 1]?.lexeme?.dayOffset == -1 {
            return day(-2, index..<index + 2, 0.85)
        }
        return nil
    }

    /// «الأسبوع القادم», "next month".
    private func coming(at index: Int) -> Match? {
        let isNextFirst = text[index]?.text == "next" || text[index]?.text == "last"
        let unit = isNextFirst ? index + 1 : index
        guard let length = text[unit]?.lexeme?.unitDays, length > 1, text[unit]?.lexeme?.unitCount == 1 else {
            return nil
        }
        let word = isNextFirst ? index : index + 1
        let cues = text[word]?.lexeme?.cues ?? []
        let end = max(unit, word) + 1
        if cues.contains(.next), text[word]?.text != "اللي" { return day(length, index..<end, 0.5) }
        return cues.contains(.previous) ? day(-length, index..<end, 0.5) : nil
    }

    private func limit(_ length: (days: Int, end: Int), from index: Int) -> Match {
        Match(
            day: received.adding(days: length.days), tokens: index..<length.end, confidence: 0.85, isLimit: true)
    }

    /// «3 ايام», «اسبوعين», "two weeks", «شهر».
    private func duration(from index: Int) -> (days: Int, end: Int)? {
        if let lexeme = text[index]?.lexeme, let unit = lexeme.unitDays, let count = lexeme.unitCount {
            guard text[index]?.prefix.isEmpty == true, unit > 1 || count > 1,
                text[index + 1]?.kind != .digits || unit != 30
            else { return nil }
            return (unit * count, index + 1)
        }
        guard let number = NumberPhrase(text, at: index), let count = Int(exactly: number.value),
            (1...400).contains(count),
            let unit = text[number.end]?.lexeme?.unitDays, unit * count <= 800
        else { return nil }
        return (unit * count, number.end + 1)
    }

    func weekday(at index: Int) -> Match? {
        let isAnnounced = text[index]?.text == "يوم" || text[index]?.text == "ليوم"
        let position = isAnnounced ? index + 1 : index
        guard let token = text[position], let weekday = token.lexeme?.weekday, token.kind == .word else { return nil }
        let before = text[index - 1]?.lexeme?.cues ?? []
        let after = text[position + 1]?.lexeme?.cues ?? []
        let isEnglish = token.isLatin
        let isQualified = after.contains(.next) || after.contains(.previous)
        let isLimited = before.contains(.by) || before.contains(.at) && !before.contains(.stop)
        guard isAnnounced || isEnglish || isQualified || isLimited else { return nil }
        let isPast = after.contains(.previous) && !isEnglish || before.contains(.previous) && isEnglish
        let today = Weekday.allCases.firstIndex(of: received.weekday) ?? 0
        let ahead = (weekday - today + 6) % 7 + 1
        let start = isEnglish && !before.isDisjoint(with: [.next, .previous]) ? index - 1 : index
        let end = !isEnglish && isQualified ? position + 2 : position + 1
        let isSure = isAnnounced || isEnglish || isQualified
        return day(isPast ? ahead - 7 == 0 ? -7 : ahead - 7 : ahead, start..<end, isSure ? 0.85 : 0.65)
    }

    private func day(_ offset: Int, _ tokens: Range<Int>, _ confidence: Double) -> Match? {
        guard tokens.lowerBound >= 0 else { return nil }
        return Match(day: received.adding(days: offset), tokens: tokens, confidence: confidence)
    }
}
