import Casework
import Dispatch
import Foundation

/// How a model is trained.
public struct TrainingOptions: Sendable, Hashable {
    /// The costs of a mistake to choose from by held-out macro-F1; of large sets the middle one is taken untried.
    public var costs: [Float] = [0.03, 0.1, 0.3, 1, 3]
    /// In how many parts the examples are cut for held-out measuring.
    public var folds = 5
    /// From so many examples on only one part is held out.
    public var largeSet = 8_000
    /// From so many examples times labels on no cost is tried.
    public var largeWork = 1_200_000
    /// The greatest size of the weights, in bytes; rarer features are left out until they fit.
    public var room = 7_800_000
    /// How many times more a wrong route costs than asking a person.
    public var wrongRouteCost = 8.0
    /// The share of ordinary examples that may be taken for an emergency or a safeguarding matter. Many of the shipped ones are
    /// written to look like danger: of ordinary messages by another author about a third of this share was raised.
    public var falseAlarmShare = 0.07
    /// The share of ordinary messages that may be flagged for an early look.
    public var earlyLookShare = 0.15

    /// The examples that the urgency rules raise by themselves; found while training.
    var raisedByRule = Set<Int>()

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
    /// Trains the kind, and whatever else the examples name. Throws ``TrainingError``.
    public static func train(lines: [LabelledText], options: TrainingOptions = TrainingOptions()) throws -> Model {
        guard lines.count >= 10 else { throw TrainingError.tooFewExamples }
        guard Set(lines.map(\.kind)).count > 1 else { throw TrainingError.oneKindOnly }
        let questions = Question.all(lines)
        let texts = concurrentMap(lines.count) { PreparedText(lines[$0].text) }
        let features = concurrentMap(texts.count) { Features(texts[$0]) }
        var options = options
        options.raisedByRule = Set(
            texts.indices.filter { texts[$0].urgency.first.map { $0.level <= .safeguarding } ?? false })
        let labels = questions.reduce(0) { $0 + $1.labels.count }
        let vocabulary = Vocabulary(features, room: options.room / Model.rowBytes(columns: labels))
        let fitting = Fitting(
            rows: SparseRows(
                concurrentMap(features.count) { vocabulary.row(features[$0]) }, width: vocabulary.hashes.count),
            questions: questions)
        let heldOut = HeldOut(fitting, groups: lines.map(\.group), options: options)
        var heads = fitting.heads(heldOut, options: options)
        let weights = fitting.weights(chosen: Array(lines.indices), costs: heldOut.costs)
        return Model(&heads, vocabulary, weights, trainedOn: lines.count)
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
}

extension Model {
    /// Rounds weights to whole numbers of −127…127, each column by its own scale.
    fileprivate init(_ heads: inout [Head], _ vocabulary: Vocabulary, _ weights: [[Lanes]], trainedOn: Int) {
        let columns = heads.reduce(0) { $0 + $1.labels.count }
        let stride = Self.stride(columns: columns)
        let rows = vocabulary.hashes.count
        var bytes = [Int8](repeating: 0, count: rows * stride)
        var (scales, bias): ([Float], [Float]) = ([], [])
        for column in 0..<columns {
            let (chunk, lane) = (weights[column / Lanes.scalarCount], column % Lanes.scalarCount)
            bias.append(chunk[rows][lane])
            let top = (0..<rows).reduce(Float(1e-6)) { max($0, abs(chunk[$1][lane]) * Float(vocabulary.strengths[$1])) }
            scales.append(top / 127)
            for row in 0..<rows {
                let value = chunk[row][lane] * Float(vocabulary.strengths[row]) / (top / 127)
                bytes[row * stride + column] = Int8(clamping: Int(value.rounded()))
            }
        }
        var start = 0
        for index in heads.indices {
            let end = start + heads[index].labels.count
            heads[index].scale = Array(scales[start..<end])
            heads[index].bias = Array(bias[start..<end])
            start = end
        }
        self.init(
            heads: heads, trainedOn: trainedOn, hashes: vocabulary.hashes, strengths: vocabulary.strengths,
            weights: bytes.withUnsafeBytes { Data($0) })
    }
}
