/// What a trained reader knows: for each head (kind, urgency, field) a weight per feature and label, calibrated.
///
/// Pure data: the same text and model give the same numbers on every machine.
public struct Model: Sendable {
    /// One question the model answers, and how its answers are calibrated.
    public struct Head: Sendable, Codable, Hashable {
        /// "kind", "urgency" or "field".
        public var name: String
        /// The labels it chooses from.
        public var labels: [String]
        /// The starting score of each label.
        var bias: [Float]
        /// What one unit of a stored weight is worth, per label.
        var scale: [Float]
        /// Scores are divided by this before they become probabilities (temperature scaling on held-out folds).
        var temperature: Double
        /// Cut-offs chosen by measured cost on held-out folds, by name.
        var thresholds: [String: Double]
    }

    /// A label with its calibrated probability.
    public struct Guess: Sendable, Hashable {
        /// The label.
        public var label: String
        /// Calibrated, 0…1.
        public var probability: Double
    }

    /// The heads in the order of their columns.
    public internal(set) var heads: [Head]
    /// How many texts the model was trained on.
    public internal(set) var trainedOn: Int
    /// The buckets that have a row of weights, ascending.
    var buckets: [UInt32]
    /// Row after row, one number per label of all heads, filled up with zeros to `stride`.
    var weights: [Int16]
    /// Bucket → row, −1 for none.
    private(set) var rowOfBucket: [Int32]

    init(heads: [Head], trainedOn: Int, buckets: [UInt32], weights: [Int16]) {
        self.heads = heads
        self.trainedOn = trainedOn
        self.buckets = buckets
        self.weights = weights
        rowOfBucket = [Int32](repeating: -1, count: Features.bucketCount)
        for (row, bucket) in buckets.enumerated() { rowOfBucket[Int(bucket)] = Int32(row) }
    }

    /// How many labels all heads have together.
    var columnCount: Int { heads.reduce(0) { $0 + $1.labels.count } }

    /// How many weights a row takes: the columns rounded up to eight.
    var stride: Int { Self.stride(columns: columnCount) }

    /// The length of a row for so many columns.
    static func stride(columns: Int) -> Int { (columns + 7) / 8 * 8 }

    /// The labels of a head with their probabilities, most probable first; empty when the model has no such head.
    public func guesses(_ head: String, for text: String) -> [Guess] {
        guesses(head, scores: scores(Features(PreparedText(text))))
    }

    func guesses(_ head: String, scores: [Float]) -> [Guess] {
        let (labels, probabilities) = chances(head, scores: scores)
        return zip(labels, probabilities).map(Guess.init)
            .sorted { ($0.probability, $1.label) > ($1.probability, $0.label) }
    }

    /// The labels of a head with their probabilities, in the head's own order; empty when the model has no such head.
    func chances(_ head: String, scores: [Float]) -> (labels: [String], probabilities: [Double]) {
        guard let (head, columns) = find(head) else { return ([], []) }
        return (head.labels, Calibration.probabilities(scores[columns], temperature: head.temperature))
    }

    /// The head of a name and where its columns lie.
    func find(_ name: String) -> (head: Head, columns: Range<Int>)? {
        var start = 0
        for head in heads {
            if head.name == name { return (head, start..<start + head.labels.count) }
            start += head.labels.count
        }
        return nil
    }

    /// The score of every label of every head.
    func scores(_ features: Features) -> [Float] {
        var result = heads.flatMap(\.bias)
        let scales = heads.flatMap(\.scale)
        for (block, range) in features.blocks.enumerated() {
            let sums = sums(of: features.buckets[range])
            let value = features.value(block: block)
            for column in result.indices { result[column] += Float(sums[column]) * value * scales[column] }
        }
        return result
    }

    /// What each word of the text added to the score of one column.
    func contributions(_ features: Features, column: Int, wordCount: Int) -> [Float] {
        var result = [Float](repeating: 0, count: wordCount)
        for (block, range) in features.blocks.enumerated() {
            let value = features.value(block: block)
            for position in range {
                let row = Int(rowOfBucket[Int(features.buckets[position])])
                let word = Int(features.words[position])
                if row >= 0, word >= 0 { result[word] += Float(weights[row * stride + column]) * value }
            }
        }
        return result
    }

    /// The weights of some buckets added up, exact in whole numbers, eight columns at a time.
    private func sums(of buckets: ArraySlice<UInt32>) -> [Int32] {
        let rows = buckets.compactMap { bucket -> Int? in
            let row = rowOfBucket[Int(bucket)]
            return row < 0 ? nil : Int(row) * stride * 2
        }
        var sums = [Int32](repeating: 0, count: stride)
        weights.withUnsafeBytes { weights in
            sums.withUnsafeMutableBytes { sums in
                for row in rows {
                    for column in Swift.stride(from: 0, to: stride, by: 8) {
                        let eight = weights.loadUnaligned(fromByteOffset: row + column * 2, as: SIMD8<Int16>.self)
                        let total = sums.loadUnaligned(fromByteOffset: column * 4, as: SIMD8<Int32>.self)
                        sums.storeBytes(
                            of: total &+ SIMD8<Int32>(truncatingIfNeeded: eight), toByteOffset: column * 4,
                            as: SIMD8<Int32>.self)
                    }
                }
            }
        }
        return sums
    }
}
