public import Foundation

/// What a model achieved on examples; its JSON is the output of `wasl evaluate`.
public struct EvaluationReport: Sendable, Codable {
    /// One point of the curve: of the texts answered at this confidence or above, how many are right.
    public struct AbstentionPoint: Sendable, Codable, Hashable {
        /// The cut-off, 0…1.
        public var confidence: Double
        /// Share of texts answered, 0…1.
        public var coverage: Double
        /// Share of the answered that are right, 0…1.
        public var accuracy: Double
    }

    /// How one way of speaking (or language) was read.
    public struct GroupScore: Sendable, Codable, Hashable {
        /// The dialect, or the language where the examples name no dialect.
        public var group: String
        /// How many texts it has.
        public var texts: Int
        /// Share of texts whose kind is right, 0…1.
        public var accuracy: Double
        /// Expected calibration error over ten bins, 0…1.
        public var calibrationError: Double
    }

    /// How urgency was raised by rules and model together.
    public struct UrgencyScore: Sendable, Codable, Hashable {
        /// Emergency and safeguarding messages raised to emergency or safeguarding, 0…1.
        public var dangerRecall: Double
        /// The same, raised at least to high (an early look).
        public var dangerLookedAtEarly: Double
        /// High messages raised at least to high.
        public var highRecall: Double
        /// Messages without danger raised to emergency or safeguarding.
        public var falseAlarms: Double
        /// Ordinary messages raised to high or above.
        public var falseEarlyLooks: Double
        /// Emergency and safeguarding messages measured.
        public var dangers: Int
    }

    /// How many texts were read.
    public var texts: Int
    /// Share of texts whose kind is right, 0…1.
    public var accuracy: Double
    /// Mean F1 over the kinds that occur, 0…1.
    public var macroF1: Double
    /// Precision, recall and F1 of each kind.
    public var perKind: [LabelScore]
    /// Expected calibration error over ten bins, 0…1.
    public var calibrationError: Double
    /// Accuracy against coverage for cut-offs from 0 to 0.95.
    public var abstention: [AbstentionPoint]
    /// The share answered as sure, and how many of those are right.
    public var sure: AbstentionPoint
    /// What is left when the least sure tenth goes to a person.
    public var tenthAbstained: AbstentionPoint
    /// Right fields by the association's keywords and the model together, by the model alone where no keywords are known; nil
    /// without examples that name a field.
    public var fieldAccuracy: Double?
    /// Right fields by the model alone, among examples with a field the model knows.
    public var fieldAccuracyOfModel: Double?
    /// nil when the examples name no urgency.
    public var urgency: UrgencyScore?
    /// Each kind as a yes or no of its own, narrower ones included; nil when the examples name only the main kind.
    public var kinds: [LabelScore]?
    /// Accuracy and calibration for each dialect or language that the examples name.
    public var byDialect: [GroupScore]
    /// Kinds counted as a broader one because the other side lacks them, "narrower > broader".
    public var folded: [String]
    /// Kinds in the examples that the model does not know.
    public var unknownKinds: [String]
    /// Texts read a second on one core.
    public var textsPerSecond: Double
    /// The median time for one text, in µs.
    public var microsecondsForOne: Double

    /// The report as one line of JSON with sorted keys.
    public func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
