/// How an old and a new model do on held-out corrections, kind by kind.
public struct LearningTrial: Sendable, Codable, Hashable {
    /// One kind.
    public struct Class: Sendable, Codable, Hashable {
        /// The kind.
        public var label: String
        /// How many held-out corrections have it.
        public var examples: Int
        /// F1 of the model in use, 0…1.
        public var before: Double
        /// F1 of the new one, 0…1.
        public var after: Double
    }

    /// Corrections learnt.
    public var learnt: Int
    /// Corrections measured on.
    public var heldOut: Int
    /// How many of these the model in use gets right.
    public var rightBefore: Int
    /// How many the new one gets right.
    public var rightAfter: Int
    /// Kind by kind.
    public var classes: [Class]
    /// How many corrections each officer gave among those learnt.
    public var officers: [String: Int]

    /// At least so many held-out corrections must speak.
    public static let fewest = 5

    /// Whether the new model may take over: enough was measured, more is right than before or as much, and no kind is worse.
    public var isNoWorse: Bool { heldOut >= Self.fewest && rightAfter >= rightBefore && worse.isEmpty }

    /// The kinds that the new model reads worse.
    public var worse: [String] { classes.filter { $0.after < $0.before - 1e-9 }.map(\.label) }

    /// Compares two models on what neither has seen.
    public init(old: Model, new: Model, lessons: [CorrectedText], heldOut: [CorrectedText]) {
        var (before, after) = (ConfusionCounts(), ConfusionCounts())
        (rightBefore, rightAfter) = (0, 0)
        for correction in heldOut {
            let (text, truth) = (correction.example.text, correction.example.kind)
            let was = old.guesses("kind", for: text).first?.label ?? ""
            let now = new.guesses("kind", for: text).first?.label ?? ""
            before.add(truth: truth, answer: was)
            after.add(truth: truth, answer: now)
            if was == truth { rightBefore += 1 }
            if now == truth { rightAfter += 1 }
        }
        let old = Dictionary(before.scores.map { ($0.label, $0.f1) }, uniquingKeysWith: { first, _ in first })
        classes = after.scores.map {
            Class(label: $0.label, examples: $0.examples, before: old[$0.label] ?? 0, after: $0.f1)
        }
        learnt = lessons.count
        self.heldOut = heldOut.count
        officers = Dictionary(grouping: lessons, by: \.officer).mapValues(\.count)
    }
}
