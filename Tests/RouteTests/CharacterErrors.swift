import Foundation

/// How much of a text is wrong when it is read back from paper or PDF.
enum CharacterErrors {
    /// The edits needed to find `text` anywhere in `read`, as a share of its length (0…1); white space and marks of
    /// direction do not count.
    static func rate(of text: String, in read: String) -> Double {
        let wanted = letters(text)
        let found = letters(read)
        guard !wanted.isEmpty else { return 0 }
        // Sellers' algorithm: the first row is zero, so the text may begin anywhere.
        var row = [Int](repeating: 0, count: found.count + 1)
        for (index, letter) in wanted.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in found.indices {
                let changed = diagonal + (found[column] == letter ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return Double(row.min() ?? wanted.count) / Double(wanted.count)
    }

    private static func letters(_ text: String) -> [UInt32] {
        text.precomposedStringWithCompatibilityMapping.unicodeScalars
            .filter { !$0.properties.isWhitespace && !$0.properties.isBidiControl && $0.value != 0xFEFF }
            .map(\.value)
    }
}
