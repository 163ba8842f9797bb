public import Casework

/// Finds in a text what an officer would copy out: numbers that identify, amounts, days, dependants, places.
///
/// Pure and linear in the length of the text. Digits are read once, by the reader that is surest of them: accounts before
/// days, days before telephones, telephones before amounts and files.
public enum FactReading {
    /// At most so many facts are kept of one text.
    public static let limit = 40

    /// The facts of a text in the order in which they stand; days are counted from the day on which it was received.
    public static func read(
        _ text: String, received: CalendarDay, hijri: HijriOverrides = .none
    ) -> [Fact] {
        let text = FactText(text)
        var finds = FactFinds(text)
        let dates = DateFacts(text: text, received: received, hijri: hijri)
        finds.collect(.telling, IBANFacts(text: text).find)
        finds.collect(.telling, dates.find)
        finds.collect(.telling, BloodFacts(text: text).find)
        finds.collect(.telling, NumberFacts(text: text).find)
        finds.collect(.telling, FileFacts(text: text).find)
        finds.collect(.telling, AmountFacts(text: text).find)
        finds.collect(.telling, DependantFacts(text: text).find)
        finds.collect(.place, PlaceFacts(text: text).find)
        finds.collect(.telling, StaffFacts(text: text).find)
        return finds.facts
    }
}

/// A fact at some tokens.
struct FactFind: Sendable {
    var kind: Fact.Kind
    /// Empty for tokens that look like a fact and are none, and are not to be read as another.
    var value: String
    var tokens: Range<Int>
    var confidence: Double
}

/// Collects finds and gives each token to one of them only.
private struct FactFinds {
    private let text: FactText
    private var isTaken: [Bool]
    private var found: [Fact] = []

    init(_ text: FactText) {
        self.text = text
        isTaken = Array(repeating: false, count: text.tokens.count)
    }

    /// In the order of the text, each once.
    var facts: [Fact] {
        var seen = Set<String>()
        let ordered = found.sorted { ($0.start, $0.kind.rawValue) < ($1.start, $1.kind.rawValue) }
        return Array(
            ordered.filter { seen.insert("\($0.kind.rawValue) \($0.value)").inserted }.prefix(FactReading.limit))
    }

    /// Asks a reader at every token that is still free and opens something for it; a reader goes on after what it found.
    mutating func collect(_ opening: FactToken.Openings, _ find: (Int) -> FactFind?) {
        var index = 0
        while index < text.tokens.count {
            guard text.tokens[index].openings.contains(opening), !isTaken[index], let next = find(index),
                !next.tokens.isEmpty,
                !isTaken[next.tokens].contains(true)
            else {
                index += 1
                continue
            }
            for token in next.tokens { isTaken[token] = true }
            index = max(index + 1, next.tokens.upperBound)
            if next.value.isEmpty { continue }
            let place = text.written(next.tokens)
            found.append(
                Fact(
                    kind: next.kind, value: next.value, words: place.words, start: place.start, length: place.length,
                    confidence: next.confidence))
        }
    }
}
