import Casework

/// Blood groups: "O+", «فصيلة O سالب», "AB positive", «او موجب», also with the sign before the letter.
struct BloodFacts: Sendable {
    let text: FactText
    private static let groups: [WordCode: String] = ["a": "A", "b": "B", "ab": "AB", "o": "O", "0": "O"]
    /// How the letters are called in Arabic; only beside a word for blood.
    private static let spoken: [WordCode: String] = ["او": "O", "ايه": "A", "اي": "A", "بي": "B", "o": "O"]
    /// The words of both.
    static let openings = ["a", "b", "ab", "o", "او", "ايه", "اي", "بي"]

    func find(at index: Int) -> FactFind? {
        guard let token = text[index], token.isSign("+-") || group(at: index) != nil else { return nil }
        let isCued = text.hasCue(.blood, before: index, reach: 5) || text.hasCue(.blood, from: index + 1, reach: 4)
        if token.isSign("+-"), let next = text[index + 1], next.kind == .word, let group = Self.groups[next.text],
            isCued
        {
            let isFollowed = text[index + 2]?.isSign("+-") == true
            return isFollowed ? nil : find(group, token.text == "+", index..<index + 2, 0.85)
        }
        guard let (group, end, isSpoken) = group(at: index), isCued || !isSpoken, let next = text[end] else {
            return nil
        }
        if next.isSign("+-−"), !next.startsLine {
            let isMinus = next.text != "+"
            guard isCued || (!isMinus && !next.hasGap) else { return nil }
            if let after = text[end + 1], !after.hasGap, after.kind == .digits { return nil }
            let closing = ["ve"].contains(text[end + 1]?.text) ? 2 : 1
            return find(group, !isMinus, index..<end + closing, isCued ? 0.97 : 0.7)
        }
        let cues = next.lexeme?.cues ?? []
        guard cues.contains(.positive) || cues.contains(.negative), isCued || !isSpoken else { return nil }
        return find(group, cues.contains(.positive), index..<end + 1, isCued ? 0.95 : 0.8)
    }

    private func group(at index: Int) -> (String, Int, isSpoken: Bool)? {
        guard let token = text[index] else { return nil }
        if ["اي", "ايه"].contains(token.text), text[index + 1]?.text == "بي" { return ("AB", index + 2, true) }
        if let group = Self.groups[token.text] { return (group, index + 1, token.text == "0") }
        return Self.spoken[token.text].map { ($0, index + 1, true) }
    }

    private func find(_ group: String, _ isPositive: Bool, _ tokens: Range<Int>, _ confidence: Double) -> FactFind {
        FactFind(kind: .bloodGroup, value: group + (isPositive ? "+" : "-"), tokens: tokens, confidence: confidence)
    }
}
