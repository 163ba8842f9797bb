/// How often each label was right, missed and wrongly given.
struct ConfusionCounts: Sendable {
    private var right: [String: Int] = [:]
    private var truths: [String: Int] = [:]
    private var answers: [String: Int] = [:]

    /// Counts one answer.
    mutating func add(truth: String, answer: String) {
        truths[truth, default: 0] += 1
        answers[answer, default: 0] += 1
        if truth == answer { right[truth, default: 0] += 1 }
    }

    /// Right answers among all, 0…1.
    var accuracy: Double { ratio(right.values.reduce(0, +), truths.values.reduce(0, +)) }

    /// The mean F1 over the labels that occur in the truth.
    var macroF1: Double { truths.isEmpty ? 0 : scores.map(\.f1).reduce(0, +) / Double(truths.count) }

    /// Precision, recall and F1 of each label that occurs in the truth, by name.
    var scores: [LabelScore] {
        truths.keys.sorted().map { label in
            let precision = ratio(right[label] ?? 0, answers[label] ?? 0)
            let recall = ratio(right[label] ?? 0, truths[label] ?? 0)
            let sum = precision + recall
            return LabelScore(
                label: label, examples: truths[label] ?? 0, precision: precision, recall: recall,
                f1: sum > 0 ? 2 * precision * recall / sum : 0)
        }
    }

    private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }
}

/// How well one label is found.
public struct LabelScore: Sendable, Codable, Hashable {
    /// The label's name.
    public var label: String
    /// How many examples truly have it.
    public var examples: Int
    /// Right among those given, 0…1.
    public var precision: Double
    /// Found among those that have it, 0…1.
    public var recall: Double
    /// Harmonic mean of precision and recall, 0…1.
    public var f1: Double
}
