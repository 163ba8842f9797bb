import Casework

/// Decides how soon somebody must look: rules first, then the model, each of which may only raise.
enum UrgencyReading {
    /// The urgency of a text with the words that decided; `normal` when nothing speaks for more.
    static func decide(_ text: PreparedText, _ model: Model, _ scores: [Float]) -> Finding<Urgency> {
        let byModel = modelFinding(model, scores)
        guard let rule = text.urgency.first, rule.level <= byModel.label else { return byModel }
        let why = rule.words.prefix(8).map(text.written.word)
        return Finding(label: rule.level, confidence: max(0.9, byModel.confidence), why: Array(why))
    }

    /// Danger by its own yes-or-no question, whose cut-off lets few false alarms through; an early look by the levels.
    private static func modelFinding(_ model: Model, _ scores: [Float]) -> Finding<Urgency> {
        guard let head = model.find("urgency")?.head else { return Finding(label: .normal, confidence: 0.5) }
        var chance: [Urgency: Double] = [:]
        for guess in model.guesses("urgency", scores: scores) {
            if let urgency = Urgency(rawValue: guess.label) { chance[urgency] = guess.probability }
        }
        let emergency = chance[.emergency] ?? 0
        let safeguarding = chance[.safeguarding] ?? 0
        let raised = emergency + safeguarding + (chance[.high] ?? 0)
        let danger = model.chance("danger", "danger", scores: scores) ?? 0
        if danger >= model.find("danger")?.head.thresholds["act"] ?? 0.9 {
            return Finding(label: emergency >= safeguarding ? .emergency : .safeguarding, confidence: danger)
        }
        if raised >= head.thresholds["flag"] ?? 0.5 { return Finding(label: .high, confidence: raised) }
        return Finding(label: .normal, confidence: 1 - raised)
    }
}
