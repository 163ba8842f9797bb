import Casework

/// Amounts of money: a number beside a currency, or thousands beside a word for money.
struct AmountFacts: Sendable {
    let text: FactText
    /// Words that stand for a currency though they are no words of the lexicon.
    static let openings = ["رس", "ر"]

    func find(at index: Int) -> FactFind? {
        if let token = text[index], token.lexeme?.currencyCount != nil, token.prefix.isEmpty {
            return FactFind(kind: .amount, value: "2 SAR", tokens: index..<index + 1, confidence: 0.8)
        }
        if let (code, end) = currency(at: index), let number = NumberPhrase(text, at: end),
            text[end]?.startsLine == false,
            text[end]?.kind == .digits, currency(at: number.end) == nil
        {
            return find(number.value, code, index..<number.end, 0.93)
        }
        // A number that another one runs into is not begun in its middle.
        if let before = text[index - 1], before.kind == .digits, text[index]?.hasGap == false { return nil }
        guard let number = NumberPhrase(text, at: index) else { return nil }
        if let (code, end) = currency(at: number.end), text[number.end]?.isJoined == false {
            return find(number.value, code, index..<end, 0.95)
        }
        let isMoney = text.hasCue(.money, before: index, reach: 5)
        guard isMoney, number.hasScale || (text[index]?.kind == .digits && number.value >= 100) else { return nil }
        guard text[number.end]?.lexeme?.unitDays == nil, !isNumbered(index) else { return nil }
        return find(number.value, "SAR", index..<number.end, number.hasScale ? 0.75 : 0.6)
    }

    private func isNumbered(_ index: Int) -> Bool { text.hasCue(.number, before: index, reach: 2) }

    private func find(_ value: Double, _ code: StaticString, _ tokens: Range<Int>, _ confidence: Double) -> FactFind? {
        guard value > 0, value < 1e12 else { return nil }
        let cents = (value * 100).rounded()
        let words = Int(exactly: value.rounded()).flatMap { cents == value.rounded() * 100 ? String($0) : nil }
        return FactFind(
            kind: .amount, value: "\(words ?? String(cents / 100)) \(code)", tokens: tokens, confidence: confidence)
    }

    /// A currency's word or sign at an index: «ريال», "SAR", «ر.س», "$".
    private func currency(at index: Int) -> (code: StaticString, end: Int)? {
        guard let token = text[index] else { return nil }
        if token.kind == .sign { return FactNumberWords.currencySigns[text.string(token)].map { ($0, index + 1) } }
        if let code = token.lexeme?.currency, token.lexeme?.currencyCount == nil {
            let hasCountry = ["سعودي", "سعوديا"].contains(text[index + 1]?.text)
            return (code, index + (hasCountry ? 2 : 1))
        }
        if token.text == "رس" { return ("SAR", index + 1) }
        guard token.text == "ر" else { return nil }
        let second = text[index + 1]?.isSign(".") == true ? index + 2 : index + 1
        return text[second]?.text == "س"
            ? ("SAR", second + (text[second + 1]?.isSign(".") == true && text[second + 1]?.hasGap == false ? 2 : 1))
            : nil
    }
}
