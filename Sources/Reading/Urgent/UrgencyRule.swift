import Casework

/// One sign that somebody must look soon: a word of every group within a few words of each other, and none of the excuses.
struct UrgencyRule: Sendable {
    /// The level a match raises to.
    var level: Urgency
    /// Groups of terms; all groups must be met. Terms follow ``TermTrie``.
    var groups: [[String]]
    /// Within how many words the groups must meet.
    var window: Int
    /// Ordinary turns of phrase that take the rule back when they cover the same words.
    var unless: [String]

    /// A rule whose groups are written as lists of terms divided by `|`.
    init(_ level: Urgency, _ groups: String..., window: Int = 9, unless: String = "") {
        self.level = level
        self.groups = groups.map(Self.split)
        self.window = window
        self.unless = Self.split(unless)
    }

    private static func split(_ list: String) -> [String] {
        list.split(whereSeparator: { $0 == "|" || $0 == "\n" }).map(String.init)
    }
}

/// All urgency rules ready to be looked for in one pass.
struct UrgencyLexicon: Sendable {
    /// Wasl's own rules.
    static let own = UrgencyLexicon(UrgencyRules.emergency + UrgencyRules.safeguarding + UrgencyRules.high)

    /// A rule that matched: its level and the words that met it.
    struct Match: Sendable {
        var level: Urgency
        var words: [Int]
    }

    private let rules: [UrgencyRule]
    private let firstGroup: [Int]
    private let groupRule: [Int]
    private var trie = TermTrie()

    init(_ rules: [UrgencyRule]) {
        var firstGroup: [Int] = []
        var groupRule: [Int] = []
        for (position, rule) in rules.enumerated() {
            firstGroup.append(groupRule.count)
            for terms in rule.groups + [rule.unless] {
                for term in terms { trie.insert(term, id: groupRule.count) }
                groupRule.append(position)
            }
        }
        (self.rules, self.firstGroup, self.groupRule) = (rules, firstGroup, groupRule)
    }

    /// Every rule the text meets, most urgent first.
    func matches(in words: Words) -> [Match] {
        let hits = trie.hits(in: words)
        if hits.isEmpty { return [] }
        var byGroup: [Int: [Range<Int>]] = [:]
        for hit in hits { byGroup[hit.id, default: []].append(hit.words) }
        return Set(hits.map { groupRule[$0.id] }).sorted()
            .compactMap { match(rule: $0, byGroup) }
            .sorted { $0.level < $1.level }
    }

    private func match(rule position: Int, _ byGroup: [Int: [Range<Int>]]) -> Match? {
        let rule = rules[position]
        let first = firstGroup[position]
        let excuses = byGroup[first + rule.groups.count] ?? []
        let groups = (first..<first + rule.groups.count).map { group in
            (byGroup[group] ?? []).filter { hit in !excuses.contains { $0.overlaps(hit) } }
        }
        if groups.contains(where: \.isEmpty) { return nil }
        for anchor in groups[0] {
            let partners = groups.dropFirst().compactMap { group in
                group.first { !$0.overlaps(anchor) && abs($0.lowerBound - anchor.lowerBound) <= rule.window }
            }
            if partners.count == groups.count - 1 {
                return Match(level: rule.level, words: Array(anchor) + partners.flatMap(Array.init))
            }
        }
        return nil
    }
}
