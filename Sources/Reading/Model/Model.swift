import Foundation

/// What a trained reader knows: for each head (kind, urgency, field …) a weight per feature and label, calibrated.
///
/// Pure data: the same text and model give the same numbers on every machine.
public struct Model: Sendable {
    /// One question the model answers, and how its answers are calibrated.
    public struct Head: Sendable, Codable, Hashable {
        /// "kind", "urgency", "association", "field", "danger", "kinds" or "staff".
        public var name: String
        /// The labels it chooses from.
        public var labels: [String]
        /// Whether exactly one label holds; otherwise each is a yes or no of its own.
        public var isChoice: Bool
        /// The starting score of each label.
        var bias: [Float] = []
        /// What one unit of a stored weight is worth, per label.
        var scale: [Float] = []
        /// Scores of a choice are divided by this before they become probabilities (from held-out folds).
        var temperature = 1.0
        /// Slope and offset of the curve from the chance of a choice's first label to how often it is right; nil leaves the chance.
        var firstCurve: [Double]?
        /// Platt's curve of each label where several may hold.
        var slopes: [Double] = []
        var offsets: [Double] = []
        /// For each label the associations that have it, where labels are chosen within an association.
        var scopes: [[String]] = []
        /// Cut-offs chosen by measured cost on held-out folds, by name.
        var thresholds: [String: Double] = [:]
        /// Whether the scores of the levels of urgency count towards danger; nil in models of before they did.
        var addsLevels: Bool?
    }

    /// A label with its calibrated probability.
    public struct Guess: Sendable, Hashable {
        /// The label.
        public var label: String
        /// Calibrated, 0…1.
        public var probability: Double
    }

    /// The heads in the order of their columns.
    public let heads: [Head]
    /// How many texts the model was trained on.
    public let trainedOn: Int
    /// The hashes of the features that have a row, ascending.
    let hashes: [UInt32]
    /// How telling each row's feature is, in sixteenths.
    let strengths: [UInt8]
    /// Row after row, one signed byte per label of all heads, filled up with zeros to `stride`; may be a mapped file.
    let weights: Data
    let table: RowTable
    private let dangerColumns: DangerColumns?
    private let bias: [Float]
    private let scale: [Float]
    /// By head the position of each label.
    private let places: [String: [String: Int]]

    init(heads: [Head], trainedOn: Int, hashes: [UInt32], strengths: [UInt8], weights: Data) {
        self.heads = heads
        self.trainedOn = trainedOn
        self.hashes = hashes
        self.strengths = strengths
        self.weights = weights
        table = RowTable(hashes)
        dangerColumns =
            heads.contains { $0.addsLevels == true }
            ? DangerColumns(heads.flatMap { head in head.labels.map { (head.name, $0) } }) : nil
        bias = heads.flatMap(\.bias)
        scale = heads.flatMap(\.scale)
        places = Dictionary(
            heads.map { head in
                (head.name, Dictionary(zip(head.labels, 0...), uniquingKeysWith: { first, _ in first }))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// How many bytes a row of weights takes: the columns rounded up to sixteen.
    static func stride(columns: Int) -> Int { (columns + 15) / 16 * 16 }

    /// How many bytes a feature takes in the file.
    static func rowBytes(columns: Int) -> Int { stride(columns: columns) + 5 }

    /// The labels of a head with their probabilities, most probable first; empty when the model has no such head.
    public func guesses(_ head: String, for text: String) -> [Guess] {
        guesses(head, scores: scores(Features(PreparedText(text))))
    }

    /// The same of scores that are there already; of a choice only `among` some of its labels where they are given.
    func guesses(_ head: String, scores: [Float], among: Set<String>? = nil) -> [Guess] {
        guard let (head, columns) = find(head) else { return [] }
        var (labels, own) = (head.labels, Array(scores[columns]))
        if let among, head.isChoice {
            let kept = labels.indices.filter { among.contains(labels[$0]) }
            (labels, own) = (kept.map { labels[$0] }, kept.map { own[$0] })
        }
        return zip(labels, head.probabilities(own[...])).map(Guess.init)
            .sorted { ($0.probability, $1.label) > ($1.probability, $0.label) }
    }

    /// The labels of a head that a scope has.
    func labels(_ head: String, in scope: String) -> Set<String> {
        guard let head = find(head)?.head else { return [] }
        return Set(zip(head.labels, head.scopes).filter { $0.1.contains(scope) }.map(\.0))
    }

    /// The most probable label of a head; nil when the model has no such head.
    func best(_ head: String, scores: [Float]) -> Guess? {
        guard let (head, columns) = find(head) else { return nil }
        let all = head.probabilities(scores[columns])
        guard let best = all.indices.max(by: { all[$0] < all[$1] }) else { return nil }
        return Guess(label: head.labels[best], probability: all[best])
    }

    /// The probabilities of some labels of a choice among themselves, nil for those that the model does not know.
    func chances(_ head: String, of labels: [String], scores: [Float]) -> [Double?] {
        guard let (head, columns) = find(head) else { return labels.map { _ in nil } }
        let places = labels.map { self.places[head.name]?[$0] }
        let known = head.isChoice ? Set(places.compactMap(\.self)).sorted() : Array(head.labels.indices)
        let own = known.map { scores[columns.lowerBound + $0] }
        let chances = Dictionary(uniqueKeysWithValues: zip(known, head.probabilities(own[...])))
        return places.map { $0.flatMap { chances[$0] } }
    }

    /// The probability of one label, nil when the model does not know it.
    func chance(_ head: String, _ label: String, scores: [Float]) -> Double? {
        guard let (head, columns) = find(head), let position = head.labels.firstIndex(of: label) else { return nil }
        return head.probabilities(scores[columns])[position]
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
    func scores(_ features: Features) -> [Float] { scores(KnownFeatures(features, in: self)) }

    /// The same of features that are looked up already.
    func scores(_ known: KnownFeatures) -> [Float] {
        var result = bias
        var sums = WeightSums(stride: Self.stride(columns: bias.count))
        for (range, unit) in known.blocks where !range.isEmpty {
            weights.withUnsafeBytes { weights in
                known.rows.withUnsafeBufferPointer { sums.take($0[range], of: weights) }
            }
            for column in result.indices { result[column] += Float(sums.columns[column]) * unit * scale[column] }
        }
        dangerColumns?.raise(&result)
        return result
    }

    /// What each word of the text added to the score of one column.
    func contributions(_ known: KnownFeatures, column: Int, wordCount: Int) -> [Float] {
        var result = [Float](repeating: 0, count: wordCount)
        let stride = Self.stride(columns: bias.count)
        weights.withUnsafeBytes { (weights: UnsafeRawBufferPointer) in
            for (range, unit) in known.blocks {
                let unit = unit * scale[column]
                for position in range where known.words[position] >= 0 {
                    let weight = Int8(bitPattern: weights[Int(known.rows[position]) * stride + column])
                    result[Int(known.words[position])] += Float(weight) * unit
                }
            }
        }
        return result
    }
}

extension Model.Head {
    /// The calibrated probabilities of the labels.
    func probabilities(_ scores: ArraySlice<Float>) -> [Double] {
        if isChoice {
            let chances = Calibration.probabilities(scores, temperature: temperature)
            return firstCurve.map { Calibration.corrected(chances, curve: $0) } ?? chances
        }
        return zip(scores, zip(slopes, offsets)).map {
            Calibration.probability($0, slope: $1.0, offset: $1.1)
        }
    }
}
