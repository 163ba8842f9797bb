/// Groups of digits that stand together in a text, with nothing between them but what people put into numbers.
struct DigitRun: Equatable {
    /// Digits between two separators, ASCII, and whether a plus stood before them.
    struct Group: Equatable {
        var digits: String
        var plus: Bool

        var hasDiallingPrefix: Bool { plus || digits.hasPrefix("0") || digits.hasPrefix("966") }
    }

    var groups: [Group] = []

    /// Whether digits that touch a Latin letter stood before, as in a spaced IBAN: then only `0…`, `+…` and `966…`
    /// begin a number.
    var isDoubtful = false

    /// E.164 allows 15 digits; `00` or `+966 (0)` before them may add a few.
    static let longestNumber = 18
    static let shortestNumber = 7

    /// The digit strings that begin at a group, longest first, each with the index of the group after it.
    func spellings(from start: Int) -> [(text: String, end: Int)] {
        var spellings: [(text: String, end: Int)] = []
        var text = ""
        if isDoubtful, let first = groups.dropFirst(start).first, !first.hasDiallingPrefix { return [] }
        for index in groups.indices.dropFirst(start) {
            let group = groups[index]
            if group.plus && index > start { break }
            text += (group.plus ? "+" : "") + group.digits
            if text.utf8.count > Self.longestNumber { break }
            if text.utf8.count >= Self.shortestNumber { spellings.append((text, index + 1)) }
        }
        return spellings.reversed()
    }

    /// The runs of a text. Decimal digits of every script count, direction marks vanish, and digits that touch a
    /// Latin letter are dropped: `05O1234567`, an IBAN and an e-mail address are not numbers to be guessed at.
    static func runs(in text: some Sequence<Unicode.Scalar>) -> [DigitRun] {
        var scanner = DigitScanner()
        for scalar in text { scanner.take(scalar) }
        return scanner.finish()
    }
}
