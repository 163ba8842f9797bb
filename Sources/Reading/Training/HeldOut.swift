/// The scores that examples get from a model that has not seen them, and the cost chosen for each question by them.
struct HeldOut: Sendable {
    /// The cost of a mistake for each question.
    private(set) var costs: [Float]
    /// The held-out examples.
    private(set) var examples: [Int] = []
    /// For each of `examples` the score of every column, that of danger raised by the levels of urgency.
    private(set) var scores: [[Float]] = []
    /// Whether there are levels of urgency that raise it.
    let addsLevels: Bool

    /// Cuts the examples into parts by their group, so that no situation is on both sides.
    ///
    /// The cost is chosen on two parts by macro-F1, of large sets on the one part that is held out; where even that is too much
    /// work the middle cost is taken untried.
    init(_ fitting: Fitting, groups: [UInt64], options: TrainingOptions) {
        let folds = max(3, options.folds)
        let parts = (0..<folds).map { fold in groups.indices.filter { Int(groups[$0] % UInt64(folds)) == fold } }
        let fallback = options.costs.isEmpty ? 0.3 : options.costs[options.costs.count / 2]
        costs = fitting.questions.map { _ in fallback }
        var (used, tries) = (0..<folds, 0..<2)
        if groups.count >= options.largeSet { (used, tries) = (0..<1, 0..<1) }
        let isTooMuch = groups.count * fitting.columns.count > options.largeWork
        if !isTooMuch, options.costs.count > 1 {
            let tried = options.costs.map { cost in
                Self.run(fitting, parts, folds: tries, costs: fitting.questions.map { _ in cost })
            }
            let examples = tries.flatMap { parts[$0] }
            for question in fitting.questions.indices {
                let quality = tried.map { Quality.of(fitting, question, examples, $0) }
                let best = quality.indices.max { (quality[$0], -$0) < (quality[$1], -$1) } ?? 0
                costs[question] = options.costs[best]
            }
        }
        examples = used.flatMap { parts[$0] }
        scores = Self.run(fitting, parts, folds: used, costs: costs)
        let danger = DangerColumns(
            fitting.columns.map {
                (fitting.questions[$0.question].name, fitting.questions[$0.question].labels[$0.label])
            })
        addsLevels = danger != nil
        if let danger { for index in scores.indices { danger.raise(&scores[index]) } }
    }

    private static func run(_ fitting: Fitting, _ parts: [[Int]], folds: Range<Int>, costs: [Float]) -> [[Float]] {
        folds.flatMap { fold in
            let others = parts.indices.filter { $0 != fold }.flatMap { parts[$0] }.sorted()
            return fitting.scores(chosen: others, others: parts[fold], costs: costs)
        }
    }
}

/// How well held-out scores answer one question.
private enum Quality {
    /// Macro-F1 of a choice, mean F1 of yes and no questions.
    static func of(_ fitting: Fitting, _ question: Int, _ examples: [Int], _ scores: [[Float]]) -> Double {
        let asked = fitting.questions[question]
        let columns = fitting.columns.indices.filter { fitting.columns[$0].question == question }
        var counts = ConfusionCounts()
        for (example, all) in zip(examples, scores) {
            let own = columns.map { all[$0] }
            if asked.isChoice {
                guard let truth = asked.choice(example: example) else { continue }
                let best = asked.allowed(example: example).max { own[$0] < own[$1] } ?? 0
                counts.add(truth: asked.labels[truth], answer: asked.labels[best])
            } else {
                for label in own.indices {
                    let target = asked.target(example: example, label: label)
                    if target != 0 { counts.add(truth: "\(label) \(target > 0)", answer: "\(label) \(own[label] > 0)") }
                }
            }
        }
        return counts.macroF1
    }
}
