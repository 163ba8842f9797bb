import Casework

/// Measures a model on examples it has not seen.
public enum Evaluation {
    /// Reads every text once and compares; examples without a counterpart in the model count as wrong. Fields are chosen with the
    /// keywords of the associations that `fields` describes, by their names.
    public static func run(
        model: Model, lines: [LabelledText], fields: [String: FieldLexicon] = [:]
    ) -> EvaluationReport {
        let clock = ContinuousClock()
        let known = Set(model.find("kind")?.head.labels ?? [])
        let fold = KindFold(known: known, truths: Set(lines.map(\.kind)))
        var answers: [Answer] = []
        let elapsed = clock.measure { answers = lines.map { Answer($0, model, fields) } }
        for (index, line) in lines.enumerated() { answers[index].judge(line, fold) }
        let single = lines.prefix(1_000).map { line in clock.measure { _ = Answer(line, model, fields) } }.sorted()
        var kinds = ConfusionCounts()
        for (line, answer) in zip(lines, answers) { kinds.add(truth: fold.truth(line.kind), answer: answer.kind) }
        let cutOff = model.find("kind")?.head.thresholds["sure"] ?? 1
        return EvaluationReport(
            texts: lines.count, accuracy: kinds.accuracy, macroF1: kinds.macroF1, perKind: kinds.scores,
            calibrationError: calibrationError(answers), abstention: curve(answers), sure: point(answers, cutOff),
            tenthAbstained: tenth(answers), fieldAccuracy: share(answers.compactMap(\.isFieldRight)),
            fieldAccuracyOfModel: share(answers.compactMap(\.isFieldRightByModel)),
            urgency: urgency(lines, answers), kinds: flags(model, "kinds", lines, answers),
            byDialect: groups(lines, answers), folded: fold.folded, unknownKinds: fold.unknown,
            textsPerSecond: Double(lines.count) / max(elapsed / .seconds(1), 1e-9),
            microsecondsForOne: single.isEmpty ? 0 : single[single.count / 2] / .microseconds(1))
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

    /// What remains when the least sure tenth is left to a person.
    private static func tenth(_ answers: [Answer]) -> EvaluationReport.AbstentionPoint {
        let sorted = answers.sorted { $0.confidence > $1.confidence }
        let kept = sorted.prefix((answers.count * 9 + 9) / 10)
        return EvaluationReport.AbstentionPoint(
            confidence: kept.last?.confidence ?? 0, coverage: Double(kept.count) / Double(max(answers.count, 1)),
            accuracy: share(kept.map(\.isRight)) ?? 0)
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
        let calm = pairs.filter { $0.truth > .safeguarding }
        return EvaluationReport.UrgencyScore(
            dangerRecall: share(dangers.map { $0.given <= .safeguarding }) ?? 0,
            dangerLookedAtEarly: share(dangers.map { $0.given <= .high }) ?? 0,
            highRecall: share(pairs.filter { $0.truth == .high }.map { $0.given <= .high }) ?? 0,
            falseAlarms: share(calm.map { $0.given <= .safeguarding }) ?? 0,
            falseEarlyLooks: share(ordinary.map { $0.given <= .high }) ?? 0, dangers: dangers.count)
    }

    /// How well the kinds that hold beside the main one are found, where the examples name them.
    private static func flags(
        _ model: Model, _ name: String, _ lines: [LabelledText], _ answers: [Answer]
    ) -> [LabelScore]? {
        guard let labels = model.find(name)?.head.labels, lines.contains(where: { $0.also != nil }) else { return nil }
        return labels.map { label in
            var counts = ConfusionCounts()
            for (line, answer) in zip(lines, answers) {
                guard let also = line.also else { continue }
                counts.add(
                    truth: line.kind == label || also.contains(label) ? label : "",
                    answer: answer.flags.contains(label) ? label : "")
            }
            return counts.scores.first { $0.label == label }
                ?? LabelScore(label: label, examples: 0, precision: 0, recall: 0, f1: 0)
        }
    }

    private static func groups(_ lines: [LabelledText], _ answers: [Answer]) -> [EvaluationReport.GroupScore] {
        let names = lines.map { $0.dialect ?? $0.lang ?? "" }
        return Set(names).subtracting([""]).sorted().map { name in
            let own = zip(names, answers).filter { $0.0 == name }.map(\.1)
            return EvaluationReport.GroupScore(
                group: name, texts: own.count, accuracy: share(own.map(\.isRight)) ?? 0,
                calibrationError: calibrationError(own))
        }
    }

    private static func share(_ flags: [Bool]) -> Double? {
        flags.isEmpty ? nil : Double(flags.count(where: \.self)) / Double(flags.count)
    }
}

/// What the model made of one example.
private struct Answer {
    var kind: String
    var confidence: Double
    var isRight = false
    /// By keywords and model together, and by the model alone.
    var isFieldRight: Bool?
    var isFieldRightByModel: Bool?
    var urgency: Urgency
    /// The kinds given beside the main one, narrower ones included.
    var flags: [String]

    init(_ line: LabelledText, _ model: Model, _ fields: [String: FieldLexicon]) {
        let prepared = PreparedText(line.text)
        let scores = model.scores(Features(prepared))
        let best = model.best("kind", scores: scores)
        kind = best?.label ?? ""
        confidence = best?.probability ?? 0
        urgency = UrgencyReading.decide(prepared, model, scores).label
        flags = model.guesses("kinds", scores: scores).filter { $0.probability >= 0.5 }.map(\.label)
        if let association = line.association, let field = line.fieldName {
            let allowed = model.labels("field", in: association)
            if allowed.contains(field) {
                isFieldRightByModel = model.guesses("field", scores: scores, among: allowed).first?.label == field
            }
            isFieldRight = isFieldRightByModel
            if let lexicon = fields[association] {
                let evidence = lexicon.evidence(model, scores, prepared.words)
                let best = evidence.max { ($0.weight, $1.id) < ($1.weight, $0.id) }
                isFieldRight = best.map { FieldName.bare($0.id) } == field
            }
        }
    }

    /// Compares with the truth, labels folded on both sides.
    mutating func judge(_ line: LabelledText, _ fold: KindFold) {
        kind = fold.answer(kind)
        isRight = kind == fold.truth(line.kind)
    }
}
