import Foundation

/// The features that get a row of weights, and how telling each is by its rarity.
struct Vocabulary: Sendable {
    /// The hashes that have a row, ascending.
    let hashes: [UInt32]
    /// Inverse document frequency in sixteenths, 16…255; 16 for cues.
    let strengths: [UInt8]
    private let lookup: RowTable

    /// Takes the features that occur in at least `minimum` of the texts, or in as many more as it takes for `room` rows to do.
    init(_ texts: [Features], room: Int, minimum: Int = 1) {
        var counts: [UInt32: Int32] = [:]
        var isCue = Set<UInt32>()
        for text in texts {
            for hash in Set(text.hashes) { counts[hash, default: 0] += 1 }
            isCue.formUnion(text.hashes[text.blocks[Features.Block.cues.rawValue]])
        }
        let least = Int32(clamping: minimum)
        var minimum = least
        while counts.values.count(where: { $0 >= minimum }) > room { minimum += 1 }
        // What is left of the room goes to features one text rarer; which of them is all one, so long as it is always the same.
        let kept = counts.filter { $0.value >= minimum }.keys
        let next = counts.filter { $0.value == minimum - 1 && $0.value >= least }.keys.sorted()
        hashes = (kept + next.prefix(max(0, room - kept.count))).sorted()
        strengths = hashes.map { hash in
            if isCue.contains(hash) { return 16 }
            let share = Double(1 + texts.count) / Double(1 + (counts[hash] ?? 0))
            return UInt8(clamping: Int(((log(share) + 1) * 16).rounded()))
        }
        lookup = RowTable(hashes)
    }

    /// A text as (column, value), columns ascending.
    func row(_ features: Features) -> [(column: Int, value: Float)] {
        var result: [(column: Int, value: Float)] = []
        for (block, range) in zip(Features.Block.allCases, features.blocks) {
            let columns = Set(features.hashes[range].compactMap(lookup.row)).sorted()
            let square = columns.reduce(0) { $0 + Int(strengths[$1]) * Int(strengths[$1]) }
            let unit = block.unit(square: square)
            result += columns.map { ($0, Float(strengths[$0]) * unit) }
        }
        return result.sorted { $0.column < $1.column }
    }
}

extension Features.Block {
    /// What one sixteenth of strength is worth in a text whose strengths in this block have this sum of squares.
    func unit(square: Int) -> Float {
        if self == .cues { return weight / 16 }
        return square == 0 ? 0 : weight / Float(square).squareRoot()
    }
}
