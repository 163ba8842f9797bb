extension String {
    /// The word that differs least, when it differs by no more than a third of its letters (at least two); nil otherwise.
    func nearest(among words: [String]) -> String? {
        let ranked = words.map { (word: $0, distance: distance(to: $0)) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(2, best.word.utf8.count / 3) ? best.word : nil
    }

    /// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other; the first
    /// `longestCompared` bytes only.
    func distance(to other: String) -> Int {
        let left = Array(utf8.prefix(Self.longestCompared))
        let right = Array(other.utf8.prefix(Self.longestCompared))
        var rows = [Array(0...right.count)]
        for (i, a) in left.enumerated() {
            var row = [i + 1]
            for (j, b) in right.enumerated() {
                var best = Swift.min(rows[i][j] + (a == b ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a == right[j - 1], left[i - 1] == b { best = Swift.min(best, rows[i - 1][j - 1] + 1) }
                row.append(best)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }

    private static var longestCompared: Int { 64 }
}
