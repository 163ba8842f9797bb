import Casework

/// A model on the page of learning.
struct ModelView: Sendable {
    /// How one kind is read.
    struct Score: Sendable {
        let kind: String
        let examples: String
        let before: String
        let after: String
        /// `better`, `worse` or `same`.
        let mood: String
    }

    let number: String
    let title: String
    let made: Moment
    let trainedOn: String
    let isCurrent: Bool
    /// What was learnt from whom; nil for the first model.
    let learnt: String?
    let right: String?
    /// Whether it was taken into use, and why not.
    let verdict: String
    let scores: [Score]
    let hasScores: Bool
    let promoteURL: String?
    let rollBackURL: String?
    let rollBackLabel: String?

    init(_ row: ModelRow, _ words: Words, previous: Int?) {
        number = String(row.number)
        title = words.fill("learning.model", ["n": words.number(row.number)])
        made = words.moment(row.madeAt, in: .anywhere)
        trainedOn = words.fill("learning.trained_on", ["n": words.number(row.trainedOn)])
        isCurrent = row.isCurrent
        learnt = row.trial.map { Self.learnt($0, words) }
        right = row.trial.map { trial in
            words.fill(
                "learning.right",
                [
                    "before": words.number(trial.rightBefore), "after": words.number(trial.rightAfter),
                    "all": words.number(trial.heldOut),
                ])
        }
        verdict = Self.verdict(row, words)
        scores = (row.trial?.kinds ?? []).map { Score($0, words) }
        hasScores = !scores.isEmpty
        promoteURL = row.isCurrent ? nil : ConsoleRoute.promote(String(row.number)).path
        let back = row.isCurrent ? previous : nil
        rollBackURL = back.map { _ in ConsoleRoute.rollBack.path }
        rollBackLabel = back.map { words.fill("learning.roll_back", ["n": words.number($0)]) }
    }

    private static func learnt(_ trial: ModelRow.Trial, _ words: Words) -> String {
        let from = trial.officers.map {
            words.fill("learning.officer_count", ["name": $0.name, "n": words.number($0.count)])
        }
        let sum = words.fill(
            "learning.learnt", ["n": words.number(trial.learnt), "held": words.number(trial.heldOut)])
        return from.isEmpty ? sum : "\(sum) \(from.joined(separator: words["reading.comma"]))"
    }

    private static func verdict(_ row: ModelRow, _ words: Words) -> String {
        if row.isCurrent { return words["learning.in_use"] }
        if row.wasUsed { return words["learning.was_used"] }
        switch row.trial?.refusal {
        case nil: return words["learning.not_used"]
        case .tooFew(let least): return words.fill("learning.too_few", ["n": words.number(least)])
        case .fewerRight: return words["learning.fewer_right"]
        case .worse(let kinds):
            let names = kinds.map { MessageKind(rawValue: $0).map { words.kind($0) } ?? $0 }
            return words.fill("learning.worse", ["kinds": names.joined(separator: words["reading.comma"])])
        }
    }
}

extension ModelView.Score {
    init(_ score: ModelRow.KindScore, _ words: Words) {
        kind = MessageKind(rawValue: score.kind).map { words.kind($0) } ?? score.kind
        examples = words.number(score.examples)
        before = words.percent(score.before)
        after = words.percent(score.after)
        let shift = score.after - score.before
        mood = abs(shift) < 1e-9 ? "same" : shift > 0 ? "better" : "worse"
    }
}
