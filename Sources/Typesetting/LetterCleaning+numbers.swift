extension LetterCleaning {
    /// The fewest digits that make spaced groups a telephone number, and the most (E.164 plus a prefix).
    private static let phoneDigits = 7...17

    /// Joins the groups of a telephone number by no-break spaces behind a left-to-right mark, so that it neither
    /// breaks over two lines nor loses its plus to the wrong end in Arabic text.
    static func binding(_ words: [String]) -> [String] {
        var bound: [String] = []
        var index = words.startIndex
        while index < words.endIndex {
            let group = phoneGroup(words[index...])
            if group.isEmpty {
                bound.append(words[index])
                index += 1
            } else {
                bound.append("\u{200E}" + group.joined(separator: "\u{A0}"))
                index += group.count
            }
        }
        return bound
    }

    /// The words at the beginning that together are one number: the first opens it, only the last may end a clause.
    private static func phoneGroup(_ words: ArraySlice<String>) -> ArraySlice<String> {
        guard let first = words.first, opensNumber(first) else { return [] }
        var digits = 0
        var end = words.startIndex
        for word in words {
            guard let count = digitCount(of: word), digits + count <= phoneDigits.upperBound else { break }
            if end > words.startIndex, opensNumber(word), digits >= phoneDigits.lowerBound { break }
            digits += count
            end += 1
            if endsClause(word) { break }
        }
        let isOneWord = end == words.startIndex + 1
        // A lone word needs only the mark, and that only when a sign stands before or between its digits.
        if isOneWord, !first.unicodeScalars.contains(where: { $0 == "+" || $0 == "-" }) { return [] }
        return digits >= phoneDigits.lowerBound ? words[words.startIndex..<end] : []
    }

    private static func opensNumber(_ word: String) -> Bool {
        let scalars = word.unicodeScalars.drop { $0 == "(" }
        guard let first = scalars.first else { return false }
        if first == "+" { return scalars.dropFirst().first.map(isDigit) ?? false }
        return ["0", "8", "9"].contains(first) && scalars.prefix { isDigit($0) }.count >= 2
    }

    /// The Latin digits of a word that holds nothing else but what numbers are written with; nil for other words.
    private static func digitCount(of word: String) -> Int? {
        var digits = 0
        for scalar in word.unicodeScalars {
            if isDigit(scalar) {
                digits += 1
            } else if !"+-().,،؛;".unicodeScalars.contains(scalar) {
                return nil
            }
        }
        return digits == 0 ? nil : digits
    }

    private static func endsClause(_ word: String) -> Bool {
        word.unicodeScalars.last.map { !isDigit($0) && $0 != ")" } ?? true
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
