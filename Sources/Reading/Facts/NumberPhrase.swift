/// A number in digits or words: «١٬٥٠٠», "2.5 million", «خمسة آلاف ومئتين», «الف ونص».
struct NumberPhrase: Sendable {
    var value: Double
    /// The index of the token after it.
    var end: Int
    /// Whether a thousand or a million was named.
    var hasScale = false

    /// The number that begins at an index; nil when none does.
    init?(_ text: FactText, at index: Int) {
        guard let first = text[index] else { return nil }
        if first.kind == .digits {
            guard let (value, end) = Self.digits(text, at: index) else { return nil }
            self.value = value
            self.end = end
            multiply(text)
            return
        }
        guard first.lexeme?.number != nil || first.lexeme?.scale != nil || Self.isHalfScale(text, index) else {
            return nil
        }
        value = 0
        end = index
        readWords(text)
    }

    private static func isHalfScale(_ text: FactText, _ index: Int) -> Bool {
        text[index]?.lexeme?.cues.contains(.half) == true && text[index + 1]?.lexeme?.scale ?? 0 >= 1_000
    }

    /// Digits with marks of thousands and of a fraction, without gaps.
    private static func digits(_ text: FactText, at index: Int) -> (Double, Int)? {
        guard let first = text[index] else { return nil }
        var whole = text.string(first)
        var fraction = ""
        var end = index + 1
        while let mark = text[end], !mark.hasGap, mark.isSign(",.٬٫،'"), let group = text[end + 1],
            group.kind == .digits,
            !group.hasGap
        {
            if group.letters.count == 3, whole.utf8.count <= 12, !mark.isSign("٫") {
                whole += text.string(group)
                end += 2
            } else if group.letters.count <= 2 {
                fraction = text.string(group)
                end += 2
                break
            } else {
                break
            }
        }
        guard whole.utf8.count <= 15, let value = Double(fraction.isEmpty ? whole : "\(whole).\(fraction)") else {
            return nil
        }
        return (value, end)
    }

    /// «5 الاف», "2.5 million", "3k".
    private mutating func multiply(_ text: FactText) {
        guard let token = text[end], token.kind == .word, !token.isJoined, let scale = token.lexeme?.scale else {
            return
        }
        value *= Double(scale)
        hasScale = scale >= 1_000
        end += 1
        addHalf(text, of: Double(scale))
    }

    private mutating func addHalf(_ text: FactText, of scale: Double) {
        if let half = text[end], half.isJoined, half.lexeme?.cues.contains(.half) == true {
            value += scale / 2
            end += 1
        }
    }

    private mutating func readWords(_ text: FactText) {
        var total = 0.0
        var current = 0.0
        let start = end
        if Self.isHalfScale(text, end), let scale = text[end + 1]?.lexeme?.scale {
            value = Double(scale) / 2
            hasScale = true
            end += 2
            return
        }
        var lastScale = 1.0
        while end < start + 12, var token = text[end] {
            var next = end
            let isAnd = ["و", "and", "-"].contains(token.text)
            if isAnd, end > start, let after = text[end + 1] {
                next += 1
                token = after
            }
            guard token.kind == .word, let lexeme = token.lexeme else { break }
            let isOn = end == start || token.isJoined || isAnd || lexeme.scale != nil || Self.follows(text, next)
            guard isOn else { break }
            if let scale = lexeme.scale.map(Double.init) {
                if scale == 100 {
                    current = current > 0 && current < 10 ? current * 100 : current + 100
                } else {
                    total += max(current, 1) * scale
                    current = 0
                    hasScale = true
                }
                lastScale = scale
            } else if let number = lexeme.number {
                if number >= 1_000 { hasScale = true }
                current += Double(number)
                lastScale = number >= 1_000 ? Double(number / 2) : 1
            } else if lexeme.cues.contains(.half), token.isJoined, lastScale >= 1_000 {
                total += lastScale / 2
            } else {
                break
            }
            end = next + 1
        }
        value = total + current
    }

    /// English goes on without a joint: "five hundred twenty", "twenty five".
    private static func follows(_ text: FactText, _ index: Int) -> Bool {
        text[index]?.isLatin ?? false
    }
}
