import Casework

/// File, request and case numbers that stand after the word for them.
struct FileFacts: Sendable {
    let text: FactText

    func find(at index: Int) -> FactFind? {
        if let token = text[index], token.isSign("#"), let next = text[index + 1], next.kind == .digits, !next.hasGap {
            return number(from: index + 1, whole: index, confidence: 0.8)
        }
        guard let token = text[index], token.kind == .word, token.lexeme?.cues.contains(.file) == true else {
            return nil
        }
        var position = index + 1
        var hasNumberWord = text[index - 1]?.lexeme?.cues.contains(.number) == true
        while position <= index + 5, let next = text[position], !next.startsLine {
            if next.kind == .digits || isCode(position) {
                return number(from: position, whole: index, confidence: hasNumberWord ? 0.92 : 0.7)
            }
            let cues = next.lexeme?.cues ?? []
            if cues.contains(.number) { hasNumberWord = true }
            guard next.isSign(":#.-=–/") || cues.contains(.number) || Self.skipped.contains(next.text) else {
                return nil
            }
            position += 1
        }
        return nil
    }

    /// Words that may stand between the word and its number.
    private static let skipped: Set<WordCode> = [
        "هو", "هي", "is", "المساعده", "المعامله", "الملف", "الطلب", "حقي", "حقنا", "عندكم",
    ]

    /// A single letter or two right before digits: "A-1234", «م 55».
    private func isCode(_ index: Int) -> Bool {
        guard let token = text[index], token.kind == .word, token.letters.count <= 12 else { return false }
        let count = text.string(token).unicodeScalars.count
        guard count <= 3, token.lexeme == nil || count == 1 else { return false }
        if text[index + 1]?.kind == .digits, text[index + 1]?.hasGap == false { return true }
        return text[index + 1]?.isSign("-/") == true && text[index + 2]?.kind == .digits
    }

    private func number(from start: Int, whole: Int, confidence: Double) -> FactFind? {
        var value = text[start].map { text.string($0).uppercased() } ?? ""
        var end = start + 1
        while end < start + 8, let token = text[end], !token.hasGap {
            if token.kind == .digits {
                value += text.string(token)
                end += 1
            } else if token.isSign("-/_"), let next = text[end + 1], next.kind == .digits, !next.hasGap {
                value += text.string(token) + text.string(next)
                end += 2
            } else {
                break
            }
        }
        let digits = value.utf8.count { (0x30...0x39).contains($0) }
        let next = text[end]?.lexeme
        guard (2...18).contains(digits), next?.currency == nil, next?.unitDays == nil, next?.scale == nil else {
            return nil
        }
        return FactFind(kind: .fileNumber, value: value, tokens: whole..<end, confidence: confidence)
    }
}
