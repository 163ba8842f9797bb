import Casework

/// Measures a model on examples it has not seen.
public enum Evaluation {
    /// Reads every text once and compares; examples without a counterpart in the model count as wrong.
    public static func run(model: Model, lines: [LabelledText]) -> EvaluationReport {
        let clock = ContinuousClock()
        var answers: [Answer] = []
        let elapsed = clock.measure { answers = lines.map { Answer($0, model) } }
        var kinds = ConfusionCounts()
        for (line, answer) in zip(lines, answers) { kinds.add(truth: line.kind, answer: answer.kind) }
        let known = Set(model.find("kind")?.head.labels ?? [])
        let cutOff = model.find("kind")?.head.thresholds["sure"] ?? 1
        let seconds = max(Double(elapsed.components.attoseconds) / 1e18 + Double(elapsed.components.seconds), 1e-9)
        return EvaluationReport(
            texts: lines.count, accuracy: kinds.accuracy, macroF1: kinds.macroF1, perKind: kinds.scores,
            calibrationError: calibrationError(answers), abstention: curve(answers), sure: point(answers, cutOff),
            fieldAccuracy: share(answers.compactMap(\.isFieldRight)), urgency: urgency(lines, answers),
            unknownKinds: Set(lines.map(\.kind)).subtracting(known).sorted(),
            textsPerSecond: Double(lines.count) / seconds)
    }

    private static func curve(_ answers: [Answer]) -> [EvaluationReport.AbstentionPoint] {
        (0..<20).map { point(answers, Double($0) / 20) }
    }

    private static func point(_ answers: [Answer], _ confidence: Double) -> EvaluationReport.AbstentionPoint {
        let given = answers.filter { $0.confidence >= confidence }
        return EvaluationReport.AbstentionPoint(
            confidence: confidence, coverage: Double(given.count) / Double(max(answers.count, 1)),
            accuracy: share(given.map(\.isRight)) ?? 0)
    }

    private static func calibrationError(_ answers: [Answer]) -> Double {
        (0..<10).reduce(0) { sum, bin in
            let inside = answers.filter { min(9, Int($0.confidence * 10)) == bin }
            guard let right = share(inside.map(\.isRight)) else { return sum }
            let claimed = inside.map(\.confidence).reduce(0, +) / Double(inside.count)
            return sum + abs(claimed - right) * Double(inside.count) / Double(answers.count)
        }
    }

    private static func urgency(_ lines: [LabelledText], _ answers: [Answer]) -> EvaluationReport.UrgencyScore? {
        let pairs = zip(lines, answers).compactMap { line, answer in
            line.urgency.flatMap(Urgency.init(rawValue:)).map { (truth: $0, given: answer.urgency) }
        }
        guard !pairs.isEmpty else { return nil }
        let dangers = pairs.filter { $0.truth <= .safeguarding }
        let ordinary = pairs.filter { $0.truth > .high }
        return EvaluationReport.UrgencyScore(
            dangerRecall: share(dangers.map { $0.given <= .safeguarding }) ?? 0,
            dangerLookedAtEarly: share(dangers.map { $0.given <= .high }) ?? 0,
            highRecall: share(pairs.filter { $0.truth == .high }.map { $0.given <= .high }) ?? 0,
            falseAlarms: share(ordinary.map { $0.given <= .safeguarding }) ?? 0,
            falseEarlyLooks: share(ordinary.map { $0.given <= .high }) ?? 0, dangers: dangers.count)
    }

    private static func share(_ flags: [Bool]) -> Double? {
        flags.isEmpty ? nil : Double(flags.count(where: \.self)) / Double(flags.count)
    }
}

/// What the model made of one example.
private struct Answer {
    var kind: String
    var confidence: Double
    var isRight: Bool
    var isFieldRight: Bool?
    var urgency: Urgency

    init(_ line: LabelledText, _ model: Model) {
        let prepared = PreparedText(line.text)
        let scores = model.scores(Features(prepared))
        let best = model.guesses("kind", scores: scores).first
        kind = best?.label ?? ""
        confidence = best?.probability ?? 0
        isRight = kind == line.kind
        urgency = UrgencyReading.decide(prepared, model, scores).label
        if let field = line.field, let association = field.split(separator: "/").first {
            let fields = model.guesses("field", scores: scores).filter { $0.label.hasPrefix(association + "/") }
            isFieldRight = fields.contains { $0.label == field } ? fields.first?.label == field : nil
        }
    }
}
