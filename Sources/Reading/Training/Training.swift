import Dispatch
import Foundation

/// How a model is trained.
public struct TrainingOptions: Sendable, Hashable {
    /// The costs of a mistake (LIBLINEAR's C) to choose from by held-out macro-F1.
    public var costs: [Double] = [1, 4, 16]
    /// In how many parts the examples are cut for held-out measuring.
    public var folds = 5
    /// From so many examples on only one part is held out and the first cost is taken untried.
    public var largeSet = 5_000
    /// A feature must occur in so many examples to get a weight.
    public var minimumExamples = 2
    /// How many times more a wrong route costs than asking a person.
    public var wrongRouteCost = 8.0

    /// The usual options.
    public init() {}
}

/// Why no model came of the examples.
public enum TrainingError: Error, Sendable, Equatable, CustomStringConvertible {
    case tooFewExamples
    case oneKindOnly

    /// The sentence for whoever trains.
    public var description: String {
        switch self {
        case .tooFewExamples: "Training needs at least ten examples; add lines to the data file."
        case .oneKindOnly: "All examples have the same kind; training needs at least two kinds to tell apart."
        }
    }
}

/// Makes a model from examples; the same examples in the same order make the same model, byte for byte.
public enum Training {
    /// Trains kind, and urgency and field where the examples name them. Throws ``TrainingError``.
    public static func train(lines: [LabelledText], options: TrainingOptions = TrainingOptions()) throws -> Model {
        guard lines.count >= 10 else { throw TrainingError.tooFewExamples }
        guard Set(lines.map(\.kind)).count > 1 else { throw TrainingError.oneKindOnly }
        let features = concurrentMap(lines.count) { Features(PreparedText(lines[$0].text)) }
        let vocabulary = Vocabulary(features, minimum: options.minimumExamples)
        let rows = FeatureRows(features.map(vocabulary.row), featureCount: vocabulary.buckets.count)
        let tasks = [
            HeadTask(name: "kind", labels: lines.map(\.kind), rows: rows, options: options),
            HeadTask(name: "urgency", labels: lines.map(\.urgency), rows: rows, options: options),
            HeadTask(name: "field", labels: lines.map(\.field), rows: rows, options: options),
        ]
        let cost = tasks[0].bestCost()
        let heads = tasks.filter { $0.labels.count > 1 }.map { $0.train(cost: cost) }
        return assemble(heads, vocabulary.buckets, trainedOn: lines.count)
    }

    /// Runs `body` for 0..<count on all cores and keeps the order.
    static func concurrentMap<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
        let results = UnsafeMutableBufferPointer<Result?>.allocate(capacity: count)
        results.initialize(repeating: nil)
        defer {
            results.deinitialize()
            results.deallocate()
        }
        // Each run writes only its own slot, and all are done before anyone reads.
        nonisolated(unsafe) let slots = results
        DispatchQueue.concurrentPerform(iterations: count) { slots[$0] = body($0) }
        return results.compactMap(\.self)
    }

    private static func assemble(_ trained: [TrainedHead], _ buckets: [UInt32], trainedOn: Int) -> Model {
        let columns = trained.flatMap(\.columns)
        let scales = columns.map { column in max(column.dropLast().reduce(0) { max($0, abs($1)) }, 1e-6) / 32_767 }
        let stride = Model.stride(columns: columns.count)
        var weights = [Int16](repeating: 0, count: buckets.count * stride)
        for (position, column) in columns.enumerated() {
            for row in buckets.indices {
                weights[row * stride + position] = Int16((column[row] / scales[position]).rounded())
            }
        }
        var heads = trained.map(\.head)
        var start = 0
        for index in heads.indices {
            heads[index].scale = Array(scales[start..<start + heads[index].labels.count])
            start += heads[index].labels.count
        }
        return Model(heads: heads, trainedOn: trainedOn, buckets: buckets, weights: weights)
    }
}

/// The buckets that occur often enough to learn from.
struct Vocabulary: Sendable {
    let buckets: [UInt32]
    private let rowOfBucket: [UInt32: Int]

    init(_ texts: [Features], minimum: Int) {
        var counts = [Int32](repeating: 0, count: Features.bucketCount)
        for text in texts {
            for bucket in text.buckets { counts[Int(bucket)] += 1 }
        }
        buckets = counts.indices.filter { counts[$0] >= minimum }.map { UInt32($0) }
        rowOfBucket = Dictionary(uniqueKeysWithValues: zip(buckets, buckets.indices))
    }

    /// A text as (feature, value), features ascending.
    func row(_ features: Features) -> [(feature: Int, value: Double)] {
        var result: [(feature: Int, value: Double)] = []
        for (block, range) in features.blocks.enumerated() {
            let value = Double(features.value(block: block))
            for bucket in features.buckets[range] {
                if let feature = rowOfBucket[bucket] { result.append((feature, value)) }
            }
        }
        return result.sorted { $0.feature < $1.feature }
    }
}
