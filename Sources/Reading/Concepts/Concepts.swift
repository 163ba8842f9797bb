/// What a message speaks of, in any speech or language: each concept is a list of words and turns of phrase that mean about the same.
///
/// Words never seen in training still carry their concept. Like cues they are evidence for the model and decide nothing alone.
enum Concepts {
    /// All terms in one trie; a hit's id is the number of its concept. Terms follow ``TermTrie``.
    static let trie: TermTrie = {
        var trie = TermTrie()
        for (number, line) in lines.enumerated() {
            for term in line.split(separator: "|") { trie.insert(String(term), id: number) }
        }
        return trie
    }()

    /// The terms of each concept, its name left out.
    private static let lines: [Substring] = [people, work, talk].flatMap { list in
        list.split(separator: "\n").compactMap { line in
            line.firstIndex(of: "=").map { line[line.index(after: $0)...] }
        }
    }
}
