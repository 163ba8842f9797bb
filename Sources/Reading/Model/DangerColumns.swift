import Casework

/// Where a text's scores speak of danger: the yes-or-no question, and the levels of urgency that mean danger.
///
/// Emergency and safeguarding are learnt each for itself too; together with the common question they miss fewer dangers than it
/// does alone.
struct DangerColumns: Sendable {
    private let danger: Int
    private let levels: [Int]

    /// Finds the columns among those of all questions; nil where danger or its levels are not asked for.
    init?(_ columns: [(question: String, label: String)]) {
        levels = columns.indices.filter {
            columns[$0].question == "urgency"
                && Urgency(rawValue: columns[$0].label).map { $0 <= .safeguarding } ?? false
        }
        guard let danger = columns.firstIndex(where: { $0.question == "danger" }), !levels.isEmpty else { return nil }
        self.danger = danger
    }

    /// Adds the higher of the levels' scores to that of danger.
    func raise(_ scores: inout [Float]) { scores[danger] += levels.map { scores[$0] }.max() ?? 0 }
}
