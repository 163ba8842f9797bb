/// Finds the standard word that a spoken one stands for.
///
/// Only a further feature: what was written stays a feature too, so a loose pair costs little.
enum DialectWords {
    /// The hash of a word's stem, of its standard counterpart's where the table has one.
    static func canonicalStem(
        _ buffer: UnsafeBufferPointer<UInt32>, _ word: Range<Int>, stem: Range<Int>
    ) -> UInt32 {
        let standard = standard
        let row =
            standard.spoken.row(FeatureHash.hash(buffer, word, seed: 1))
            ?? standard.spoken.row(FeatureHash.hash(buffer, stem, seed: 1))
        return row.map { standard.stems[$0] } ?? FeatureHash.hash(buffer, stem, seed: 11)
    }

    /// Hashes of spoken words (or of their stems), and for each the hash of the standard word's stem.
    private static let standard: (spoken: RowTable, stems: [UInt32]) = {
        var result: [UInt32: UInt32] = [:]
        var stems: [(UInt32, UInt32)] = []
        for line in SpokenWords.arabic.split(separator: "\n") + SpokenWords.english.split(separator: "\n") {
            let parts = line.split(separator: "=")
            guard parts.count == 2 else { continue }
            let target = hash(parts[0], seed: 11, stemmed: true)
            for word in parts[1].split(separator: " ") + [parts[0]] {
                let whole = hash(word, seed: 1, stemmed: false)
                if result[whole] == nil { result[whole] = target }
                stems.append((hash(word, seed: 1, stemmed: true), target))
            }
        }
        for (stem, target) in stems where result[stem] == nil { result[stem] = target }
        return (RowTable(Array(result.keys)), Array(result.values))
    }()

    private static func hash(_ word: Substring, seed: UInt32, stemmed: Bool) -> UInt32 {
        NormalForm.scalars(of: String(word)).withUnsafeBufferPointer { letters in
            let range = stemmed ? WordForms.stem(letters, letters.indices) : letters.indices
            return FeatureHash.hash(letters, range, seed: seed)
        }
    }
}
