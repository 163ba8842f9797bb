import Casework

/// How many people the writer keeps: «عندي خمسة أطفال», «ثلاث بنات وولدين», "4 kids", «عدد افراد الاسرة ٧».
struct DependantFacts: Sendable {
    let text: FactText
    /// No household has more.
    private static let most = 30

    func find(at index: Int) -> FactFind? {
        guard var (count, end) = counted(at: index) else { return nil }
        var hasMore = true
        while hasMore, let token = text[end] {
            let isAnd = ["و", "and", "&"].contains(token.text)
            let next = isAnd ? end + 1 : end
            if isAnd || token.isJoined, let (more, after) = counted(at: next) {
                (count, end) = (count + more, after)
            } else {
                hasMore = false
            }
        }
        guard (1...Self.most).contains(count) else { return nil }
        let isCued = text.hasCue(.have, before: index, reach: 3) || text[index]?.lexeme?.cues.contains(.mine) == true
        if count < 3, !isCued { return nil }
        return FactFind(
            kind: .dependants, value: String(count), tokens: index..<end, confidence: isCued ? 0.92 : 0.75)
    }

    private func counted(at index: Int) -> (Int, Int)? {
        guard let token = text[index] else { return nil }
        let cues = token.lexeme?.cues ?? []
        if cues.contains(.twoChildren) { return (2, index + 1) }
        if let number = NumberPhrase(text, at: index) {
            let noun = small(number.end)
            guard let count = Int(exactly: number.value), isPeople(noun), text[noun]?.isJoined == false else {
                return nil
            }
            return (count, noun + 1)
        }
        if cues.contains(.child) || isHouseholdCount(index) {
            var next = index + 1
            while next < index + 5, let token = text[next], token.isSign(":=-") || Self.between.contains(token.text) {
                next += 1
            }
            if let number = NumberPhrase(text, at: next), let count = Int(exactly: number.value), count <= Self.most,
                text[next]?.isJoined == false, text[next]?.startsLine == false,
                text[number.end]?.lexeme?.unitDays == nil, text[number.end]?.lexeme?.currency == nil,
                !isPeople(number.end),
                !isAge(number.end)
            {
                return (count, number.end)
            }
        }
        return cues.contains(.oneChild) && text.hasCue(.have, before: index, reach: 1) ? (1, index + 1) : nil
    }

    private static let between: Set<WordCode> = [
        "عددهم", "وعددهم", "هم", "كلهم", "الاسره", "اسرتي", "العايله", "عددها", "are", "is",
    ]

    private func isHouseholdCount(_ index: Int) -> Bool {
        text[index]?.lexeme?.cues.contains(.household) == true && text[index - 1]?.text == "عدد"
    }

    private func isPeople(_ index: Int) -> Bool {
        guard let cues = text[index]?.lexeme?.cues else { return false }
        return !cues.isDisjoint(with: [.child, .household, .oneChild])
    }

    private func isAge(_ index: Int) -> Bool {
        ["سنه", "سنوات", "سنين", "years", "year", "yrs", "months"].contains(text[index]?.text)
    }

    /// The index of the noun, past «صغار», "small", "of my".
    private func small(_ index: Int) -> Int {
        var index = index
        for _ in 0..<2
        where text[index]?.lexeme?.cues.contains(.small) == true || ["of", "من"].contains(text[index]?.text) {
            index += 1
        }
        return index
    }
}
