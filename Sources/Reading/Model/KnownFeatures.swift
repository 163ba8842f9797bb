/// The features of one text that a model has weights for, each once in its block.
struct KnownFeatures: Sendable {
    /// The rows of all blocks, one after the other.
    private(set) var rows: [Int32] = []
    /// The word each was seen in, −1 for those of the whole text.
    private(set) var words: [Int32] = []
    /// Where each block lies, in the order of ``Features/Block``, and what one sixteenth of strength is worth in it.
    private(set) var blocks: [(range: Range<Int>, unit: Float)] = []

    /// Looks the features of a text up.
    init(_ features: Features, in model: Model) {
        let count = features.hashes.count
        rows.reserveCapacity(count)
        words.reserveCapacity(count)
        // The places in the table are read first, one after the other without waiting; they are far apart in memory.
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: count + 1) { found in
            model.table.find(features.hashes, into: found)
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: model.hashes.count / 64 + 1) { seen in
                seen.initialize(repeating: 0)
                for (block, range) in zip(Features.Block.allCases, features.blocks) {
                    let start = rows.count
                    var square = 0
                    for position in range where found[position] >= 0 {
                        let row = Int(found[position])
                        let bit = UInt64(1) << UInt64(row & 63)
                        if seen[row >> 6] & bit != 0 { continue }
                        seen[row >> 6] |= bit
                        rows.append(found[position])
                        words.append(features.words[position])
                        square += Int(model.strengths[row]) * Int(model.strengths[row])
                    }
                    blocks.append((start..<rows.count, block.unit(square: square)))
                }
            }
        }
    }
}
