import Casework

/// A head with its weights per label before they are rounded; the last weight of a column is its bias.
struct TrainedHead: Sendable {
    var head: Model.Head
    var columns: [[Float]]
}

/// The training of one head: one fit per label, held-out scores for calibration, then the cut-offs.
struct HeadTask: Sendable {
    let name: String
    let labels: [String]
    private let rows: FeatureRows
    private let options: TrainingOptions
    /// The examples that have a label for this head.
    private let examples: [Int]
    /// The label number of each of `examples`.
    private let targets: [Int]

    init(name: String, labels given: [String?], rows: FeatureRows, options: TrainingOptions) {
        self.name = name
        self.rows = rows
        self.options = options
        let labels = Set(given.compactMap(\.self)).sorted()
        self.labels = labels
        let number = Dictionary(uniqueKeysWithValues: zip(labels, labels.indices))
        let labelled = given.indices.compactMap { index in
            given[index].flatMap { number[$0] }.map { (example: index, target: $0) }
        }
        examples = labelled.map(\.example)
        targets = labelled.map(\.target)
    }

    /// The cost with the best held-out macro-F1; for large sets the middle one untried.
    func bestCost() -> Double {
        let fallback = options.costs.isEmpty ? 4 : options.costs[options.costs.count / 2]
        guard examples.count < options.largeSet, options.costs.count > 1 else { return fallback }
        let measured = options.costs.map { cost in (cost, macroF1(heldOut(cost: cost))) }
        return measured.max { $0.1 < $1.1 }?.0 ?? fallback
    }

    /// Fits every label on all examples and calibrates on held-out ones.
    func train(cost: Double) -> TrainedHead {
        let heldOut = heldOut(cost: cost)
        let temperature = Calibration.temperature(heldOut)
        let columns = fit(on: Array(examples.indices), cost: cost)
        var thresholds = [
            "sure": Calibration.threshold(heldOut, temperature: temperature, wrong: options.wrongRouteCost)
        ]
        if name == "urgency" {
            thresholds.merge(UrgencyThresholds.choose(heldOut, labels, temperature)) { $1 }
        }
        let head = Model.Head(
            name: name, labels: labels, bias: columns.compactMap(\.last), scale: [], temperature: temperature,
            thresholds: thresholds)
        return TrainedHead(head: head, columns: columns)
    }

    /// Scores of examples by models that have not seen them; the parts are cut by position, spread over each label.
    private func heldOut(cost: Double) -> [HeldOut] {
        let folds = max(2, options.folds)
        var seen = [Int](repeating: 0, count: labels.count)
        let foldOf = targets.map { target in
            seen[target] += 1
            return (seen[target] + target) % folds
        }
        let used = examples.count < options.largeSet ? folds : 1
        return (0..<used).flatMap { fold -> [HeldOut] in
            let columns = fit(on: examples.indices.filter { foldOf[$0] != fold }, cost: cost)
            return examples.indices.filter { foldOf[$0] == fold }.map { index in
                HeldOut(scores: columns.map { rows.score(row: examples[index], $0) }, label: targets[index])
            }
        }
    }

    private func fit(on chosen: [Int], cost: Double) -> [[Float]] {
        let chosenRows = chosen.map { examples[$0] }
        return Training.concurrentMap(labels.count) { label in
            let positive = Set(chosen.filter { targets[$0] == label }.map { examples[$0] })
            return rows.fit(chosen: chosenRows, positive: positive, cost: cost)
        }
    }

    private func macroF1(_ heldOut: [HeldOut]) -> Double {
        var counts = ConfusionCounts()
        for item in heldOut {
            let best = item.scores.indices.max { item.scores[$0] < item.scores[$1] } ?? 0
            counts.add(truth: labels[item.label], answer: labels[best])
        }
        return counts.macroF1
    }
}

/// The cut-offs from which the model alone raises urgency, chosen on held-out examples.
enum UrgencyThresholds {
    /// At most this share of ordinary messages may be flagged for an early look.
    static let flaggedShare = 0.15
    /// A missed danger costs as much as so many false alarms.
    static let missCost = 3.0

    /// "flag": early look (high); "act": emergency or safeguarding on the model's word.
    static func choose(_ heldOut: [HeldOut], _ labels: [String], _ temperature: Double) -> [String: Double] {
        let danger = labels.indices.filter { [Urgency.emergency, .safeguarding].map(\.rawValue).contains(labels[$0]) }
        let raised = danger + labels.indices.filter { labels[$0] == Urgency.high.rawValue }
        let scored = heldOut.map { item -> (danger: Double, raised: Double, isDanger: Bool, isRaised: Bool) in
            let all = Calibration.probabilities(item.scores[...], temperature: temperature)
            return (
                danger.reduce(0) { $0 + all[$1] }, raised.reduce(0) { $0 + all[$1] }, danger.contains(item.label),
                raised.contains(item.label)
            )
        }
        let ordinary = scored.filter { !$0.isRaised }.map(\.raised).sorted(by: >)
        let allowed = Int(Double(ordinary.count) * flaggedShare)
        let flag = ordinary.isEmpty ? 0.5 : ordinary[min(allowed, ordinary.count - 1)]
        return ["flag": max(flag, 0.05), "act": cheapest(scored.map { ($0.danger, $0.isDanger) })]
    }

    private static func cheapest(_ scored: [(score: Double, isDanger: Bool)]) -> Double {
        let sorted = scored.sorted { $0.score > $1.score }
        var cost = Double(sorted.count { $0.isDanger }) * missCost
        var best = (cost: cost, threshold: 0.9)
        for item in sorted {
            cost += item.isDanger ? -missCost : 1
            if cost < best.cost { best = (cost, item.score) }
        }
        return min(max(best.threshold, 0.2), 0.95)
    }
}
