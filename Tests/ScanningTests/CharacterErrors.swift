import Foundation

/// Measures how much of a text is found again.
enum CharacterErrors {
    /// Letters and digits in their plain forms, words parted by one space.
    static func letters(_ text: String) -> [Unicode.Scalar] {
        let plain = text.precomposedStringWithCompatibilityMapping.unicodeScalars
        let words = plain.split { $0.properties.isWhitespace }.map { word in
            word.filter { $0.properties.generalCategory.isLetterOrDigit }
        }
        return Array(words.filter { !$0.isEmpty }.joined(separator: " ".unicodeScalars))
    }

    /// The fewest insertions, deletions and changes that make `text` a part of `other`.
    static func fewest(of text: [Unicode.Scalar], within other: [Unicode.Scalar]) -> Int {
        var row = Array(repeating: 0, count: other.count + 1)
        for (index, scalar) in text.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let changed = diagonal + (other[column] == scalar ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
            }
        }
        return row.min() ?? text.count
    }
}

extension Unicode.GeneralCategory {
    var isLetterOrDigit: Bool {
        switch self {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }
}
